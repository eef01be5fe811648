"""What we owe for a unit, and what a person may choose: the look before any act."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from rma.models import Account, AdvanceReplacement, Policy, Unit
from rma.rules import advance_terms, entitlement, remedies, vendor_terms
from rma.rules.advance_terms import AdvanceAnswer
from rma.rules.entitlement import Coverage
from rma.rules.maker_repairs import Fallback
from rma.rules.remedies import Remedy
from rma.rules.words import AccountKind, Basis, Reason


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold the cover of a unit and every remedy, allowed or not."""

    coverage: Coverage
    remedies: tuple[Remedy, ...]
    advance: AdvanceAnswer
    maker_fallback: Fallback | None = None


@dataclass(frozen=True, slots=True)
class CoverageLook:
    """Answer a look-up by serial; an unknown and a stranger's serial look the same."""

    serial: str
    unit: Unit | None
    policy: Policy
    judgement: Judgement


def party_of(account: Account | None) -> str:
    """Return whose policy counts; without an account it is the businesses' one."""
    return account.kind if account else AccountKind.COMPANY.value


def open_advances(account: Account) -> int:
    """Return how many swapped units of an account are still out."""
    return (
        AdvanceReplacement.objects.unsettled().filter(line__case__account=account)
    ).count()


def judge(
    unit: Unit | None,
    policy: Policy,
    *,
    reason: Reason | None,
    at: datetime,
    is_known_customer: bool,
    out_already: int = 0,
) -> Judgement:
    """Return the cover and the remedies of one unit under a policy at a moment."""
    calendar = policy.site.calendar
    on = calendar.local_day(at)
    coverage = entitlement.cover(
        unit.facts if unit else None, policy.cover_terms, on=on, reason=reason
    )
    advance = advance_terms.allow(
        terms=policy.advance_terms,
        coverage=coverage,
        reason=reason,
        is_product_eligible=bool(unit and unit.product.advance_replacement),
        is_known_customer=is_known_customer,
        open_advances=out_already,
    )
    if unit is None:
        return Judgement(coverage, (), advance)
    fallback = _fallback_of(unit, coverage, on)
    offers = remedies.remedies(
        coverage=coverage,
        reason=reason,
        terms=policy.remedy_terms(fallback),
        advance=advance,
        calendar=calendar,
        on=on,
        currency=unit.paid.currency,
    )
    return Judgement(coverage, offers, advance, fallback)


def _fallback_of(unit: Unit, coverage: Coverage, on: date) -> Fallback | None:
    """Return what we do if the maker is late; None where it is not theirs to repair."""
    is_ours = coverage.basis is not Basis.WARRANTY
    if is_ours or not vendor_terms.may_claim(unit.manufacturer_until, on):
        return None
    return unit.product.maker_fallback(unit.paid)


def find_unit(serial: str, *, account_id: int | None) -> Unit | None:
    """
    Return the one unit with a serial, as far as the asker may know it.

    With an account only its own units exist. Two makers may use one serial; then
    the newest sale counts.
    """
    found = Unit.objects.with_serial(serial)
    if account_id is not None:
        found = found.filter(account_id=account_id)
    return found.order_by(F("shipped_on").desc(nulls_last=True), "-id").first()


def look_up(
    serial: str,
    *,
    account_id: int | None,
    at: datetime,
    reason: Reason | None = None,
    is_known_customer: bool = False,
) -> CoverageLook:
    """Return what we owe for a serial at a moment, and what may be chosen."""
    unit = find_unit(serial, account_id=account_id)
    policy = policy_for(unit.account if unit else None, at)
    out = open_advances(unit.account) if unit and unit.account else 0
    judgement = judge(
        unit,
        policy,
        reason=reason,
        at=at,
        is_known_customer=is_known_customer,
        out_already=out,
    )
    return CoverageLook(serial, unit, policy, judgement)


def policy_for(account: Account | None, at: datetime) -> Policy:
    """Return the policy in force for an account's kind of customer at a moment."""
    on: date = at.date()
    return Policy.objects.in_force(party_of(account), on)
