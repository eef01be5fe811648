"""What we owe for a unit, and what a person may choose: the look before any act."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import F

from rma.models import Account, AdvanceReplacement, Agreement, Policy, Unit
from rma.rules import advance_terms, entitlement, law, remedies, vendor_terms
from rma.rules.advance_terms import AdvanceAnswer
from rma.rules.agreements import AgreementKind, AgreementTerms, speaking_of
from rma.rules.entitlement import Coverage, CoverTerms
from rma.rules.maker_repairs import Fallback
from rma.rules.remedies import Remedy
from rma.rules.unit_facts import warranty_start
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


@dataclass(frozen=True, slots=True)
class Asker:
    """Hold who asks: their account, if any, and what was agreed with them."""

    account: Account | None = None
    agreements: tuple[AgreementTerms, ...] = ()

    @property
    def tier(self) -> str:
        """Return the account's tier."""
        return self.account.tier if self.account else ""

    def road_days(self, policy: Policy, on: date) -> int:
        """Return the working days a parcel travels between their country and us."""
        country = self.account.country if self.account else ""
        return policy.road_days(policy.site.country, country, on)


def asker(account: Account | None, policy: Policy, at: datetime) -> Asker:
    """Return who asks, with the agreements in force; most have none to read."""
    if account is None or not account.has_agreements:
        return Asker(account)
    on = policy.site.calendar.local_day(at)
    service = Agreement.objects.running(on).filter(
        account=account, kind=AgreementKind.SERVICE
    )
    found = []
    for row in service.prefetch_related("named").order_by("id"):
        named = [each.unit_id for each in row.named.all() if each.left_on is None]
        found.append(row.terms(frozenset(named)))
    return Asker(account, tuple(found))


def judge(
    unit: Unit | None,
    policy: Policy,
    *,
    reason: Reason | None,
    at: datetime,
    is_known_customer: bool,
    out_already: int = 0,
    who: Asker | None = None,
    part: str = "",
) -> Judgement:
    """Return the cover and the remedies of one unit under a policy at a moment."""
    calendar = policy.site.calendar
    on = calendar.local_day(at)
    who = who or Asker(unit.account if unit else None)
    agreements = _agreements_for(unit, who, on)
    coverage = entitlement.cover(
        unit.facts if unit else None,
        _cover_terms(unit, policy, who, agreements),
        on=on,
        reason=reason,
        part=part,
    )
    swap_terms = policy.advance_terms_for(who.tier)
    if any(each.swaps_first for each in agreements):
        swap_terms = replace(swap_terms, is_by_agreement=True)
    advance = advance_terms.allow(
        terms=swap_terms,
        coverage=coverage,
        reason=reason,
        is_product_eligible=bool(unit and unit.product.advance_replacement),
        is_known_customer=is_known_customer,
        open_advances=out_already,
        started_on=warranty_start(unit.facts) if unit else None,
        on=on,
    )
    if unit is None:
        return Judgement(coverage, (), advance)
    fallback = _fallback_of(unit, coverage, on)
    offers = remedies.remedies(
        coverage=coverage,
        reason=reason,
        terms=policy.remedy_terms(fallback, who.road_days(policy, on)),
        advance=advance,
        calendar=calendar,
        on=on,
        paid=unit.paid,
    )
    return Judgement(coverage, offers, advance, fallback)


def _agreements_for(
    unit: Unit | None, who: Asker, on: date
) -> tuple[AgreementTerms, ...]:
    """Return the agreements that speak of a unit: named, or all of their own."""
    if unit is None or not who.agreements:
        return ()
    is_own = who.account is not None and unit.account_id == who.account.pk
    found = speaking_of(who.agreements, unit.pk, on)
    return tuple(each for each in found if is_own or each.unit_ids is not None)


def _cover_terms(
    unit: Unit | None,
    policy: Policy,
    who: Asker,
    agreements: tuple[AgreementTerms, ...],
) -> CoverTerms:
    """Return a policy's windows with what agreements and the law add to them."""
    terms = replace(policy.cover_terms, agreements=agreements)
    buyer = who.account or (unit.account if unit else None)
    if not policy.keeps_law or unit is None or buyer is None or not unit.sold_on:
        return terms
    return replace(terms, law=law.figures_for(buyer.country, unit.sold_on))


def _fallback_of(unit: Unit, coverage: Coverage, on: date) -> Fallback | None:
    """Return what we do if the maker is late; None where it is not theirs to repair."""
    is_ours = coverage.basis is not Basis.WARRANTY
    if is_ours or not vendor_terms.may_claim(unit.manufacturer_until, on):
        return None
    return unit.product.maker_fallback(unit.paid)


def find_unit(serial: str, *, account_id: int | None) -> Unit | None:
    """
    Return the one unit with a serial, as far as the asker may know it.

    With an account only its own units exist, and those sold on to others. Two makers
    may use one serial; then one's own counts, then the newest sale.
    """
    found = Unit.objects.with_serial(serial).order_by(
        F("shipped_on").desc(nulls_last=True), "-id"
    )
    if account_id is None:
        return found.first()
    seen = [unit for unit in found if unit.may_be_seen_by(account_id)]
    own = (unit for unit in seen if unit.account_id == account_id)
    return next(own, next(iter(seen), None))


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
        who=asker(unit.account if unit else None, policy, at),
    )
    return CoverageLook(serial, unit, policy, judgement)


def currency_for(account_id: int, at: datetime) -> str:
    """Return the currency of our prices for an account at a moment."""
    return policy_for(Account.objects.get(pk=account_id), at).currency


def policy_for(account: Account | None, at: datetime) -> Policy:
    """Return the policy in force for an account's kind of customer at a moment."""
    on: date = at.date()
    country = account.country if account else ""
    return Policy.objects.in_force(party_of(account), on, country)
