"""Labels by period, carrier and state, with what they cost in each currency."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from rma.queries import keyset
from rma.queries.keyset import Slice
from rma.rules.money import Money
from shipping.models import LabelPurchase
from shipping.words import PurchaseState

_PAID = (
    PurchaseState.PURCHASED.value,
    PurchaseState.VOID_WANTED.value,
    PurchaseState.VOID_REFUSED.value,
)
_FAILED = (PurchaseState.DECLINED.value, PurchaseState.VOID_REFUSED.value)
_UNCONFIRMED = (PurchaseState.SENDING.value, PurchaseState.UNKNOWN.value)
_LAST = 5
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Say which labels are meant; what is empty leaves none out."""

    since: datetime | None = None
    before: datetime | None = None
    carrier: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """Sum the labels of one currency: what was paid for, and what came back."""

    currency: str
    count: int
    paid: Money
    came_back: Money


def page_of_labels(wanted: Wanted, after: str) -> Slice[LabelPurchase]:
    """Return a page of labels, the newest order first."""
    return keyset.newest(_rows(wanted), after)


def every_label(wanted: Wanted) -> Iterator[LabelPurchase]:
    """Yield all of them, the newest first, a few hundred in memory at a time."""
    return _rows(wanted).order_by("-pk").iterator(chunk_size=_CHUNK)


def totals(wanted: Wanted) -> tuple[Total, ...]:
    """Return the sums in one statement; labels without a price are in none."""
    priced = _rows(wanted).exclude(currency="").exclude(cost_cents=None)
    priced = priced.exclude(state=PurchaseState.DECLINED.value)
    sums = (
        priced.order_by("currency")
        .values("currency")
        .annotate(
            count=Count("pk"),
            paid=Sum("cost_cents", filter=Q(state__in=_PAID)),
            back=Sum("cost_cents", filter=Q(state=PurchaseState.VOIDED.value)),
        )
    )
    return tuple(
        Total(
            currency=row["currency"],
            count=row["count"],
            paid=Money(row["paid"] or 0, row["currency"]),
            came_back=Money(row["back"] or 0, row["currency"]),
        )
        for row in sums
    )


def cost_of(row: LabelPurchase) -> Money | None:
    """Return what a label costs, once that is known; a refused one costs nothing."""
    if row.cost_cents is None or not row.is_priced:
        return None
    return Money(row.cost_cents, row.currency)


def last_problems(carrier: str) -> list[LabelPurchase]:
    """Return the last orders that a carrier did not take, and why."""
    rows = LabelPurchase.objects.select_related("parcel__shipment")
    failed = rows.filter(carrier=carrier, state__in=_FAILED).exclude(problem="")
    return list(failed.order_by("-pk")[:_LAST])


def _rows(wanted: Wanted) -> QuerySet[LabelPurchase]:
    rows = LabelPurchase.objects.select_related("parcel__shipment")
    if wanted.since:
        rows = rows.filter(created_at__gte=wanted.since)
    if wanted.before:
        rows = rows.filter(created_at__lt=wanted.before)
    if wanted.carrier:
        rows = rows.filter(carrier=wanted.carrier)
    if wanted.state == PurchaseState.UNKNOWN:
        return rows.filter(state__in=_UNCONFIRMED)
    return rows.filter(state=wanted.state) if wanted.state else rows
