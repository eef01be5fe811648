"""What labels may cost: caps a day and a case, raised with a reason, and the stop."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from shipping.models import (
    BuyingRules,
    CaseSpending,
    LabelPurchase,
    SpendingAllowance,
    SpendingDay,
)

_NO_CAP = 2**31 - 1


class OverBudget(Exception):
    """A cap would be passed; carries which one: day or case."""

    def __init__(self, cap: str) -> None:
        super().__init__(cap)
        self.cap = cap


@dataclass(frozen=True, slots=True)
class Rules:
    """This will say what may be spent, and whether anything may be."""

    day_cap_cents: int
    case_cap_cents: int
    case_cap_labels: int
    is_stopped: bool
    reason: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """This will say what one currency's labels cost on a day, and what is left."""

    currency: str
    cents: int
    cap_cents: int

    @property
    def left_cents(self) -> int:
        """Return what may still be spent."""
        return max(self.cap_cents - self.cents, 0)


def rules() -> Rules:
    """Return the rules that count now; before anybody set some, the usual ones."""
    row = BuyingRules.objects.order_by("-id").first() or BuyingRules()
    return Rules(
        day_cap_cents=row.day_cap_cents,
        case_cap_cents=row.case_cap_cents,
        case_cap_labels=row.case_cap_labels,
        is_stopped=row.is_stopped,
        reason=row.reason,
        by=row.by,
        at=row.at if row.pk else None,
    )


def spent_on(day: date) -> tuple[Spent, ...]:
    """Return a day's spending in each currency, with what was allowed beyond."""
    cap = rules().day_cap_cents + _allowed(day=day)[0]
    rows = SpendingDay.objects.filter(day=day).order_by("currency")
    return tuple(Spent(row.currency, row.cents, cap) for row in rows)


def reserve(
    *, day: date, reference: str, currency: str, cents: int, rules: Rules
) -> None:
    """
    Set the cost of a label aside in the caller's transaction.

    Raises OverBudget where a cap would be passed; roll back then.
    """
    day_more, _labels = _allowed(day=day)
    case_more, labels_more = _allowed(reference=reference)
    # The case first: its row is locked by fewer, the day's only for a moment.
    if not CaseSpending.reserve(
        reference=reference,
        currency=currency,
        cents=cents,
        cap_cents=rules.case_cap_cents + case_more,
        most=rules.case_cap_labels + labels_more,
    ):
        raise OverBudget("case")
    if not SpendingDay.reserve(
        day=day,
        currency=currency,
        cents=cents,
        cap_cents=rules.day_cap_cents + day_more,
    ):
        raise OverBudget("day")


def release(purchase: LabelPurchase) -> None:
    """Give the budgets back what was set aside for this purchase, once."""
    rows = LabelPurchase.objects.select_for_update(of=("self",))
    row = rows.select_related("parcel__shipment").get(pk=purchase.pk)
    if row.spent_on is None or row.cost_cents is None:
        return
    kept = LabelPurchase.objects.filter(pk=row.pk, spent_on=row.spent_on)
    if kept.update(spent_on=None):
        CaseSpending.release(
            reference=row.parcel.shipment.reference,
            currency=row.currency,
            cents=row.cost_cents,
        )
        SpendingDay.release(
            day=row.spent_on, currency=row.currency, cents=row.cost_cents
        )
    purchase.spent_on = None


def take_paid(purchase: LabelPurchase, *, day: date, cents: int, currency: str) -> None:
    """Count a label that is paid already, whatever the caps say, in its own price."""
    release(purchase)
    reference = purchase.parcel.shipment.reference
    CaseSpending.reserve(
        reference=reference,
        currency=currency,
        cents=cents,
        cap_cents=_NO_CAP,
        most=_NO_CAP,
    )
    SpendingDay.reserve(day=day, currency=currency, cents=cents, cap_cents=_NO_CAP)
    LabelPurchase.objects.filter(pk=purchase.pk).update(
        spent_on=day, cost_cents=cents, currency=currency
    )
    purchase.spent_on, purchase.cost_cents = day, cents
    purchase.currency = currency


def change_rules(
    *,
    by: str,
    reason: str,
    at: datetime,
    day_cap_cents: int | None = None,
    case_cap_cents: int | None = None,
    case_cap_labels: int | None = None,
    is_stopped: bool | None = None,
) -> BuyingRules:
    """Write new rules, or stop buying, or go on; what is left out stays."""
    now = rules()

    def new(wanted: int | None, kept: int) -> int:
        return kept if wanted is None else wanted

    return BuyingRules.objects.create(
        day_cap_cents=new(day_cap_cents, now.day_cap_cents),
        case_cap_cents=new(case_cap_cents, now.case_cap_cents),
        case_cap_labels=new(case_cap_labels, now.case_cap_labels),
        is_stopped=now.is_stopped if is_stopped is None else is_stopped,
        reason=reason[:300],
        by=by[:120],
        at=at,
    )


def allow_more(
    *,
    by: str,
    reason: str,
    at: datetime,
    day: date | None = None,
    reference: str = "",
    cents: int = 0,
    labels: int = 0,
) -> SpendingAllowance:
    """Allow one day or one reference more than its cap, for a reason."""
    return SpendingAllowance.objects.create(
        day=day,
        reference=reference,
        cents=cents,
        labels=labels,
        reason=reason[:300],
        by=by[:120],
        at=at,
    )


def _allowed(*, day: date | None = None, reference: str = "") -> tuple[int, int]:
    rows = SpendingAllowance.objects.filter(day=day, reference=reference)
    sums = rows.aggregate(cents=Sum("cents"), labels=Sum("labels"))
    return sums["cents"] or 0, sums["labels"] or 0
