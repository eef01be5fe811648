"""Receipts: handed in by a customer, looked at by one of us, moving a warranty."""

from datetime import date, datetime

from rma.actions.use_case import Once, use_case
from rma.models import (
    Case,
    CaseLine,
    CaseRef,
    ProofState,
    PurchaseProof,
    Unit,
    Upload,
)
from rma.queries import verdicts
from rma.rules.actors import Actor
from rma.rules.cover_facts import ProofAccepted, ProofHandedIn, ProofRefused
from rma.rules.facts import Fact
from rma.rules.serials import key_of
from rma.rules.uploads import UploadKind
from rma.rules.words import Reason
from rma.steps import settling


class NoSuchDay(Exception):
    """Nobody bought anything on that day: it has not come yet."""


class ProofIsWaiting(Exception):
    """A receipt for this line waits for us already."""


class ProofDecided(Exception):
    """Somebody has decided about this receipt."""


class WhyMissing(Exception):
    """Who refuses a receipt says why."""


class NoArticle(Exception):
    """Without an article and a serial a receipt can't move any warranty."""


@use_case
def hand_in_proof(
    *,
    case: CaseRef,
    position: int,
    bought_on: date,
    seller: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Take what a customer says about a purchase; one of us looks at it.

    Raises NoSuchDay, ProofIsWaiting and settling.NoSuchLine.
    """
    locked = Case.objects.locked(case)
    if bought_on > locked.site.calendar.local_day(at):
        raise NoSuchDay
    lines = CaseLine.objects.of(locked)
    line = next((each for each in lines if each.position == position), None)
    if line is None:
        raise settling.NoSuchLine(str(position))
    if PurchaseProof.objects.waiting().filter(line=line).exists():
        raise ProofIsWaiting
    shown = Upload.objects.standing().filter(
        case=locked, kind=UploadKind.PROOF_OF_PURCHASE
    )
    PurchaseProof.objects.create(
        line=line,
        upload=shown.order_by("-id").first(),
        bought_on=bought_on,
        seller=seller.strip()[:160],
        handed_in_at=at,
        handed_in_by=by.label[:120],
    )
    fact = ProofHandedIn(line=line.position, bought_on=bought_on.isoformat())
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def decide_proof(
    *,
    proof_id: int,
    is_accepted: bool,
    bought_on: date,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Accept a receipt, which moves the start of the warranty, or refuse it.

    A unit we never sold is kept from then on for its warranty alone. The line's cover
    is worked out anew for the day it was asked; what it gets, a person decides.
    Raises ProofDecided, WhyMissing, NoSuchDay and NoArticle.
    """
    found = PurchaseProof.objects.select_related("line__case").get(pk=proof_id)
    locked = Case.objects.locked(found.line.case.ref)
    proof = PurchaseProof.objects.select_for_update().get(pk=proof_id)
    if proof.state != ProofState.WAITING:
        raise ProofDecided
    if bought_on > locked.site.calendar.local_day(at):
        raise NoSuchDay
    if not is_accepted and not reason.strip():
        raise WhyMissing
    lines = CaseLine.objects.of(locked)
    line = next(each for each in lines if each.pk == proof.line_id)
    proof.decided_at, proof.decided_by = at, by.label[:120]
    proof.why = reason.strip()
    proof.state = ProofState.ACCEPTED if is_accepted else ProofState.REFUSED
    if is_accepted:
        proof.bought_on = bought_on
    proof.save()
    fact: Fact = ProofRefused(line=line.position, reason=proof.why)
    if is_accepted:
        fact = _count_from(locked, line, proof)
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _count_from(case: Case, line: CaseLine, proof: PurchaseProof) -> Fact:
    """Move the start of a line's unit, and work its cover out anew."""
    unit = line.unit or _kept_for_warranty(line, proof)
    unit.proved_on = proof.bought_on
    unit.save()
    line.unit = unit
    who = verdicts.asker(case.account, case.policy, case.opened_at)
    judgement = verdicts.judge(
        unit,
        case.policy,
        reason=Reason(line.reason),
        at=case.opened_at,
        is_known_customer=not case.account.is_guest,
        who=who,
    )
    line.entitle(judgement.coverage, manufacturer_until=unit.manufacturer_until)
    line.save()
    until = judgement.coverage.until
    return ProofAccepted(
        line=line.position,
        bought_on=proof.bought_on.isoformat(),
        verdict=judgement.coverage.verdict,
        until=until.isoformat() if until else "",
    )


def _kept_for_warranty(line: CaseLine, proof: PurchaseProof) -> Unit:
    """Return a unit that we never sold, known from now on for its warranty alone."""
    key = key_of(line.serial)
    if line.product is None or not key:
        raise NoArticle
    known = Unit.objects.filter(
        manufacturer=line.product.manufacturer, serial_key=key
    ).first()
    return known or Unit(
        serial=line.serial,
        serial_key=key,
        manufacturer=line.product.manufacturer,
        product=line.product,
        seller=proof.seller or "?",
    )
