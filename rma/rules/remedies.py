"""Which remedies a unit may have, by when, at what price, and why not."""

from dataclasses import dataclass
from datetime import date

from rma.rules import restocking_fee
from rma.rules.advance_terms import AdvanceAnswer
from rma.rules.calendar import Calendar
from rma.rules.entitlement import Coverage
from rma.rules.maker_repairs import Fallback
from rma.rules.money import Money
from rma.rules.words import N_, Basis, Reason, Verdict, Wish


@dataclass(frozen=True, slots=True)
class RemedyTerms:
    """Hold a policy's times (working days) and prices for putting things right."""

    hand_over_days: int
    transit_days: int
    inspect_days: int
    replace_days: int
    repair_days: int
    credit_days: int
    advance_ship_days: int
    paid_repair: Money | None
    maker_fallback: Fallback | None = None
    restocking_percent: int = 0


@dataclass(frozen=True, slots=True)
class Remedy:
    """Offer one way to put it right, or say why it is not to be had."""

    kind: Wish
    ready_by: date | None
    price: Money | None
    why: str

    @property
    def available(self) -> bool:
        """Whether it may be chosen."""
        return self.ready_by is not None


_PAYS_BACK = (Wish.CREDIT, Wish.REFUND)
_FEE_KEPT = N_("We keep a restocking fee of what you paid, and pay back the rest.")
_REFUNDED = (Basis.DOA, Basis.CONTRACT, Basis.LAW)
# What is covered as a failure is mended; by contract that is a service agreement.
_MENDED = (Basis.WARRANTY, Basis.LAW, Basis.CONTRACT)
_FAILURES = (None, Reason.DEFECTIVE, Reason.DOA, Reason.OTHER)


def remedies(
    *,
    coverage: Coverage,
    reason: Reason | None,
    terms: RemedyTerms,
    advance: AdvanceAnswer,
    calendar: Calendar,
    on: date,
    paid: Money,
) -> tuple[Remedy, ...]:
    """
    Return every remedy in the order we would offer it, none left out.

    `paid` is what the unit cost: a restocking fee is a part of it.
    """
    currency = paid.currency
    # The same sum as the plan's, which counts from the last day to send it.
    looked_at = terms.hand_over_days + terms.transit_days + terms.inspect_days
    if coverage.verdict is Verdict.PARTLY:
        ready = calendar.after(on, looked_at + terms.repair_days)
        return _in_part(ready, currency)
    if coverage.verdict is not Verdict.COVERED:
        ready = calendar.after(on, looked_at + terms.repair_days)
        return _at_a_price(coverage, terms, ready)
    gives_back = reason is Reason.UNWANTED
    is_mended = coverage.basis in _MENDED and reason in _FAILURES
    is_warranty = coverage.basis is Basis.WARRANTY and not gives_back
    maker_first = is_warranty and terms.maker_fallback is not None
    days = _days(
        terms,
        looked_at,
        gives_back=gives_back,
        maker_first=maker_first,
        may_swap=advance.allowed,
        may_mend=is_warranty or is_mended,
        may_refund=gives_back or coverage.basis in _REFUNDED,
    )
    fallback = terms.maker_fallback if maker_first else None
    why_not = _why_not(fallback, advance=advance)
    fee = restocking_fee.fee_for(
        paid, percent=terms.restocking_percent, reason=reason, basis=coverage.basis
    )
    return tuple(
        Remedy(kind, None, None, why_not[kind])
        if count is None
        else _offered(kind, calendar.after(on, count), fee, currency)
        for kind, count in days.items()
    )


def _days(
    terms: RemedyTerms,
    looked_at: int,
    *,
    gives_back: bool,
    maker_first: bool,
    may_swap: bool,
    may_mend: bool,
    may_refund: bool,
) -> dict[Wish, int | None]:
    """Return in how many working days each remedy is there; None where it is not."""
    may_replace = not (gives_back or maker_first)
    repaid = looked_at + terms.credit_days
    return {
        Wish.ADVANCE_REPLACEMENT: (
            terms.advance_ship_days if may_swap and not gives_back else None
        ),
        Wish.REPLACEMENT: looked_at + terms.replace_days if may_replace else None,
        Wish.REPAIR: looked_at + terms.repair_days if may_mend else None,
        Wish.CREDIT: None if maker_first else repaid,
        Wish.REFUND: repaid if may_refund else None,
    }


def _offered(kind: Wish, ready: date, fee: Money | None, currency: str) -> Remedy:
    """Return a remedy that is to be had: free, but for a fee kept of what is paid."""
    if fee and kind in _PAYS_BACK:
        return Remedy(kind, ready, fee, _FEE_KEPT)
    return Remedy(kind, ready, Money(0, currency), "")


_IF_LATE = {
    Fallback.REPLACEMENT: N_(
        "The maker repairs this product; we swap it if they are late."
    ),
    Fallback.CREDIT: N_(
        "The maker repairs this product; we credit it if they are late."
    ),
}


def _why_not(fallback: Fallback | None, *, advance: AdvanceAnswer) -> dict[Wish, str]:
    swap = (
        _IF_LATE[fallback]
        if fallback
        else N_("You give it back; there is nothing to replace.")
    )
    return {
        Wish.ADVANCE_REPLACEMENT: advance.why or swap,
        Wish.REPLACEMENT: swap,
        Wish.REPAIR: N_("It is replaced or paid back, not repaired."),
        Wish.CREDIT: swap,
        Wish.REFUND: N_("In warranty we repair, replace or credit."),
    }


def _in_part(ready: date, currency: str) -> tuple[Remedy, ...]:
    free = N_("Free for what is covered; for the rest we ask you about a price first.")
    look = N_("Only part of it is covered: we look at it first.")
    return tuple(
        Remedy(kind, ready, Money(0, currency), free)
        if kind is Wish.REPAIR
        else Remedy(kind, None, None, look)
        for kind in sorted(Wish, key=lambda kind: kind is not Wish.REPAIR)
    )


def _at_a_price(
    coverage: Coverage, terms: RemedyTerms, ready: date
) -> tuple[Remedy, ...]:
    if coverage.verdict is Verdict.UNKNOWN:
        look = N_("A person looks at your unit first and tells you what is possible.")
        return tuple(Remedy(kind, None, None, look) for kind in Wish)
    over = N_("It is not covered any more.")
    paid = N_("We look at it and repair it at this price.")
    others = [kind for kind in Wish if kind is not Wish.REPAIR]
    return (
        Remedy(Wish.REPAIR, ready, terms.paid_repair, paid),
        *(Remedy(kind, None, None, over) for kind in others),
    )
