"""Mending what happens to parcels: looked into, taken, dated, ended."""

from datetime import datetime

from outbox import post
from outbox.words import Lease
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, ParcelTrouble, User
from rma.rules import troubles as rules
from rma.rules.actors import Actor
from rma.rules.facts import Fact
from rma.rules.obligations import NoteWritten, PromiseMoved
from rma.rules.troubles import Ending
from rma.rules.words import Step
from rma.steps import resending, settling, troubles
from shipping.models import Parcel


class TroubleOver(Exception):
    """The trouble has ended already."""


class EndingNotPossible(Exception):
    """This trouble can't end so; it depends on its kind and on which way it goes."""


class DayPassed(Exception):
    """A plan needs a day in the future."""


class ClaimNumberMissing(Exception):
    """A claim at the carrier has the number the carrier gave it."""


@use_case
def look_into_parcel(
    *, parcel_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """
    Find out whether a parcel is in trouble, or not any more; twice changes nothing.

    The customer and the owner hear of it once for each kind of trouble.
    """
    whole = Parcel.objects.select_related("shipment")
    reference = whole.get(pk=parcel_id).shipment.reference
    case = Case.objects.locked(Case.objects.numbered(reference).pk)
    facts = troubles.look_into(case, whole.get(pk=parcel_id), at=at, by=by.label)
    if facts:
        _record(case, facts, at=at, by=by)
    if lease:
        lease.finish()
    return case


@use_case
def tell_rider(
    *,
    trouble_id: int,
    rider: CaseRef,
    by: Actor,
    at: datetime,
) -> Case:
    """Tell a return that shares the box of its trouble, and of its end; once each."""
    case = Case.objects.locked(rider)
    row = ParcelTrouble.objects.select_related("parcel__shipment").get(pk=trouble_id)
    facts = troubles.news_for_rider(case, row, at=at)
    if facts:
        _record(case, facts, at=at, by=by)
    return case


@use_case
def take_trouble(
    *,
    trouble_id: int,
    owner_id: int | None,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """Put a trouble into somebody's hands, or into nobody's. Raises TroubleOver."""
    case, row = _locked(trouble_id)
    owner = User.objects.get(pk=owner_id) if owner_id is not None else None
    if row.owner == owner:
        return case
    row.owner = owner
    row.save()
    who = f"{owner} looks after" if owner else "Nobody looks after"
    number = row.parcel.tracking_number or row.parcel.code
    _record(case, [NoteWritten(text=f"{who} parcel {number}.")], at=at, by=by)
    return case


@use_case
def plan_trouble(
    *,
    trouble_id: int,
    plan: str,
    due_at: datetime,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Say what we do next about a parcel and by when; the customer hears both.

    Raises TroubleOver, DayPassed.
    """
    case, row = _locked(trouble_id)
    if due_at <= at:
        raise DayPassed
    row.plan, row.due_at = plan.strip()[:500], due_at
    row.save()
    promise = case.promises.open().filter(step=Step.MEND).first()
    fact: Fact = NoteWritten(text=row.plan)
    if promise and rules.is_told(row.sort):
        was = promise.due_at
        promise.move(due_at, why=row.plan, at=at)
        fact = PromiseMoved(
            step=Step.MEND,
            due_at=due_at.isoformat(),
            was_due_at=was.isoformat(),
            reason=row.plan,
        )
    _record(case, [fact], at=at, by=by)
    return case


@use_case
def end_trouble(
    *,
    trouble_id: int,
    ending: Ending,
    note: str,
    by: Actor,
    at: datetime,
    claim_number: str = "",
    once: Once | None = None,
) -> Case:
    """
    End a trouble: found, a new label, sent again, claimed at the carrier, or credit.

    A new label and a second parcel are ordered here; a credit frees the line, and its
    amount is decided where all credits are. Raises TroubleOver, EndingNotPossible,
    ClaimNumberMissing, CannotSendAgain.
    """
    case, row = _locked(trouble_id)
    if ending not in rules.endings(row.sort, row.direction):
        raise EndingNotPossible
    if ending is Ending.CLAIMED and not claim_number.strip():
        raise ClaimNumberMissing
    lines = CaseLine.objects.of(case)
    if ending is Ending.NEW_LABEL:
        resending.order_new_label(case, row.parcel, at=at)
    elif ending is Ending.SENT_AGAIN:
        resending.send_again(case, lines, row.parcel, at=at)
    elif ending is Ending.CREDITED:
        resending.free_for_credit(case, lines, row.parcel, at=at)
    fact = troubles.end(
        case,
        row,
        ending,
        at=at,
        by=by.label,
        note=note.strip(),
        claim_number=claim_number.strip(),
    )
    _record(case, [fact], at=at, by=by, lines=lines)
    return case


@use_case
def ask_the_carrier(
    *, trouble_id: int, by: Actor, at: datetime, once: Once | None = None
) -> Case:
    """Have the carrier asked about a parcel now, not at its usual time."""
    case, row = _locked(trouble_id)
    # One question a minute is enough, however often it is pressed.
    key = f"parcel.look:{row.parcel_id}:{at:%Y%m%d%H%M}"
    post.post("parcel.look", key, parcel_id=row.parcel_id)
    return case


def _locked(trouble_id: int) -> tuple[Case, ParcelTrouble]:
    """Lock the case, then read: what stands on the row is true until the end."""
    case = Case.objects.locked(ParcelTrouble.objects.get(pk=trouble_id).case_id)
    rows = ParcelTrouble.objects.select_related("parcel__shipment", "owner")
    row = rows.get(pk=trouble_id)
    if row.ended_at:
        raise TroubleOver
    return case, row


def _record(
    case: Case,
    facts: list[Fact],
    *,
    at: datetime,
    by: Actor,
    lines: list[CaseLine] | None = None,
) -> None:
    known = CaseLine.objects.of(case) if lines is None else lines
    case.record(*facts, lines=settling.sums_of(known), at=at, by=by)
