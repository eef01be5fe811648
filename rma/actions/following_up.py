"""After the end: asked how it goes a month later, taken up where it failed again."""

from collections.abc import Collection
from datetime import datetime

from outbox.words import Lease
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, CheckIn
from rma.queries import afterwards
from rma.rules.actors import Actor
from rma.rules.check_in import Ended, Feeling
from rma.rules.facts import CheckInAnswered, CheckInAsked, Fact, FailedAgain
from rma.rules.words import HandOver, Reason, Wish
from rma.steps import settling, taking_in
from rma.steps.requests import LineRequest, ReturnRequest


class NothingBack(Exception):
    """None of the units named went back to the customer, or the return still runs."""


@use_case
def ask_how_it_goes(
    *, case: CaseRef, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """Ask once whether everything still works; asked or answered before, it rests."""
    locked = Case.objects.locked(case)
    check_in, _made = CheckIn.objects.get_or_create(case=locked)
    is_due = not (check_in.asked_at or check_in.answer or locked.is_open)
    if is_due and afterwards.units_back(locked):
        check_in.asked_at = at
        check_in.save(update_fields=["asked_at"])
        _record(locked, CheckInAsked(), at, by)
    if lease:
        lease.finish()
    return locked


@use_case
def hear_how_it_goes(
    *,
    case: CaseRef,
    feeling: Feeling,
    words: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """Keep how it goes; a later answer stands, and the history keeps both."""
    locked = Case.objects.locked(case)
    _keep(locked, feeling, words, at)
    told = CheckInAnswered(answer=feeling, words=words.strip())
    _record(locked, told, at, by)
    return locked


@use_case
def take_up_again(
    *,
    case: CaseRef,
    positions: Collection[int],
    words: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Open the return that follows where units put right have failed again; return it.

    Everything known is carried over: who, where, whose at our desk, how it is handed
    over, and what was told before. Raises NothingBack, and what opening raises.
    """
    old = Case.objects.locked(case)
    failed = [each for each in afterwards.units_back(old) if each.position in positions]
    if old.is_open or not failed:
        raise NothingBack
    before = {line.position: line for line in CaseLine.objects.of(old)}
    lines = tuple(_line(each, before[each.position], words) for each in failed)
    new = taking_in.take_in(_again(old, lines), by=by, at=at)
    _keep(old, Feeling.FAILED, words, at)
    _record(old, FailedAgain(number=new.number), at, by)
    return new


def _again(old: Case, lines: tuple[LineRequest, ...]) -> ReturnRequest:
    return ReturnRequest(
        contact_name=old.contact.name,
        contact_email=old.contact.email,
        contact_phone=old.contact.phone,
        ship_from=old.recipient,
        deliver_to=None,
        end_customer=old.end_customer,
        lines=lines,
        channel="again",
        account_id=old.account_id,
        hand_over=HandOver(old.hand_over),
        purchase_order=old.purchase_order,
        reference=old.reference,
        owner_id=old.owner_id,
        follows_id=old.pk,
        follows=old.number,
    )


def _line(ended: Ended, before: CaseLine, words: str) -> LineRequest:
    # A swap has terms that somebody must read and accept first.
    wanted = Wish(before.wish)
    if wanted is Wish.ADVANCE_REPLACEMENT:
        wanted = Wish.REPLACEMENT
    return LineRequest(
        reason=Reason.DEFECTIVE,
        wish=wanted,
        description=words.strip() or before.description,
        impact=before.impact,
        serial=ended.serial,
        sku="" if ended.serial else ended.sku,
        quantity=1 if ended.serial else ended.quantity,
    )


def _keep(case: Case, feeling: Feeling, words: str, at: datetime) -> None:
    CheckIn.objects.update_or_create(
        case=case,
        defaults={
            "answer": feeling.value,
            "words": words.strip(),
            "answered_at": at,
        },
    )


def _record(case: Case, fact: Fact, at: datetime, by: Actor) -> None:
    lines = settling.sums_of(CaseLine.objects.of(case))
    case.record(fact, lines=lines, at=at, by=by)
