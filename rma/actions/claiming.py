"""Getting back from the maker what they owe: filed, answered, recovered."""

from datetime import datetime

from outbox.words import Lease
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, ClaimAnswer, VendorClaim
from rma.rules import vendor_terms
from rma.rules.actors import Actor
from rma.rules.money import Money
from rma.rules.obligations import ClaimMoved, ClaimWarned
from rma.rules.words import N_, ClaimStatus
from rma.steps import settling

_UNFILED = (ClaimStatus.PROSPECTIVE, ClaimStatus.READY)
_ANSWERS = (ClaimStatus.APPROVED, ClaimStatus.PARTLY, ClaimStatus.DENIED)


class NotReady(Exception):
    """The claim cannot take this step now; carries its status."""

    def __init__(self, status: str) -> None:
        """Remember where the claim stands."""
        super().__init__(status)
        self.status = status


class NoAmount(Exception):
    """A credit or a refund from a maker needs its amount, in the claim's currency."""


@use_case
def submit_claim(
    *,
    claim_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> VendorClaim:
    """
    File a claim; the day the maker's answer is due runs from now.

    A claim whose unit never comes here may be filed before inspection. Raises
    NotReady where it was filed, withdrawn or lapsed.
    """
    claim = _locked(claim_id)
    if claim.status not in _UNFILED:
        raise NotReady(claim.status)
    _file(claim, at)
    claim.save()
    return _tell(claim, None, at, by)


@use_case
def record_answer(
    *,
    claim_id: int,
    outcome: ClaimStatus,
    by: Actor,
    at: datetime,
    kind: str = "",
    amount: Money | None = None,
    reference: str = "",
    note: str = "",
    once: Once | None = None,
) -> VendorClaim:
    """
    Write what the maker answered; the customer's remedy stays as it was granted.

    An amount counts as recovered when it is credited or refunded; another answer
    takes the place of the one before, with its amount. A maker who answers has the
    claim: one that was not filed here was filed another way.
    Raises NotReady for one withdrawn, lapsed or ended, NoAmount for money without
    an amount in the claim's currency.
    """
    claim = _locked(claim_id)
    answerable = (*_UNFILED, ClaimStatus.SUBMITTED, *_ANSWERS)
    if claim.status not in answerable or outcome not in _ANSWERS:
        raise NotReady(claim.status)
    if claim.status in _UNFILED:
        _file(claim, at)
    is_money = kind in ("credit", "refund") and outcome is not ClaimStatus.DENIED
    if is_money and (amount is None or amount.currency != claim.currency):
        raise NoAmount
    ClaimAnswer.objects.create(
        claim=claim,
        outcome=outcome,
        kind=kind,
        amount_cents=amount.cents if amount else None,
        currency=amount.currency if amount else "",
        reference=reference[:80],
        note=note,
        at=at,
        by=by.label[:120],
    )
    claim.status, claim.answered_at = outcome, at
    claim.maker_reference = reference[:80] or claim.maker_reference
    claim.recovered_cents = amount.cents if is_money and amount else 0
    claim.save()
    return _tell(claim, amount, at, by, note=note)


@use_case
def record_recovery(
    *,
    claim_id: int,
    amount: Money,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> VendorClaim:
    """
    Write what really came in for a claim the maker accepted, and end it.

    Raises NotReady before an acceptance, NoAmount in another currency.
    """
    claim = _locked(claim_id)
    if claim.status not in (ClaimStatus.APPROVED, ClaimStatus.PARTLY):
        raise NotReady(claim.status)
    if amount.currency != claim.currency:
        raise NoAmount
    claim.recovered_cents = amount.cents
    claim.status = ClaimStatus.RECOVERED
    claim.save()
    return _tell(claim, amount, at, by)


@use_case
def warn_of_filing_day(
    *, claim_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> VendorClaim:
    """Tell the warranty staff that a filing day comes near, while it can be met."""
    claim = _locked(claim_id)
    if claim.status in _UNFILED and claim.file_by >= at.date():
        case = Case.objects.locked(claim.line.case_id)
        fact = ClaimWarned(
            line=claim.line.position,
            claim=claim.number,
            file_by=claim.file_by.isoformat(),
        )
        lines = settling.sums_of(CaseLine.objects.of(case))
        case.record(fact, lines=lines, at=at, by=by)
    if lease:
        lease.finish()
    return claim


@use_case
def let_lapse(*, claim_id: int, by: Actor, at: datetime) -> VendorClaim:
    """Write that a filing day passed; raises NotReady where it did not."""
    claim = _locked(claim_id)
    if claim.status not in _UNFILED or claim.file_by >= at.date():
        raise NotReady(claim.status)
    claim.status, claim.why = ClaimStatus.LAPSED, N_("The filing day passed.")
    claim.save()
    return _tell(claim, None, at, by)


def _file(claim: VendorClaim, at: datetime) -> None:
    claim.status, claim.submitted_at = ClaimStatus.SUBMITTED, at
    claim.reply_due_on = vendor_terms.reply_due(at.date(), claim.manufacturer.terms)


def _locked(claim_id: int) -> VendorClaim:
    """Lock the case first, as whoever inspects or cancels does; then read the claim."""
    Case.objects.locked(Case.objects.get(lines__claim=claim_id).pk)
    whole = VendorClaim.objects.select_related("manufacturer", "line")
    return whole.select_for_update(of=("self",)).get(pk=claim_id)


def _tell(
    claim: VendorClaim, amount: Money | None, at: datetime, by: Actor, note: str = ""
) -> VendorClaim:
    case = Case.objects.locked(claim.line.case_id)
    fact = ClaimMoved(
        line=claim.line.position,
        claim=claim.number,
        status=claim.status,
        amount=amount.as_stored() if amount else "",
        note=note,
    )
    lines = settling.sums_of(CaseLine.objects.of(case))
    case.record(fact, lines=lines, at=at, by=by)
    return claim
