"""Orders watched for a day after they were sent: what appears late is not lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shipping import adopting, reconciling
from shipping.carriers.answers import Bought
from shipping.errors import CarrierUnavailable
from shipping.models import LabelPurchase, SentOrder
from shipping.pace import HORIZON, Pace

_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Watched:
    """This will say how many orders were looked after, and whether those were all."""

    orders: int
    is_all: bool


def watch_orders(*, at: datetime, horizon: timedelta = HORIZON) -> Watched:
    """
    Look for labels of orders whose answer was never clear, some at a time.

    Where the carrier does not answer, or allows no more questions, the rest waits.
    """
    due = SentOrder.objects.watched(at).values_list("pk", flat=True)
    orders = list(due[: _AT_ONCE + 1])
    for number, order_id in enumerate(orders[:_AT_ONCE]):
        try:
            watch(order_id=order_id, at=at, horizon=horizon)
        except CarrierUnavailable:
            return Watched(number, is_all=True)
    return Watched(len(orders[:_AT_ONCE]), is_all=len(orders) <= _AT_ONCE)


def watch(*, order_id: int, at: datetime, horizon: timedelta = HORIZON) -> None:
    """
    Look once for labels of one order; keep or give back what has appeared.

    Raises CarrierUnavailable where nobody answers; then the look does not count.
    """
    order = SentOrder.objects.get(pk=order_id)
    if order.closed_at is not None:
        return
    whole = LabelPurchase.objects.select_related("parcel__shipment")
    purchase = whole.get(pk=order.purchase_id)
    found = reconciling.find(purchase, order.rate_id, at=at)
    for match in found.matches:
        if isinstance(match, Bought) and match.provider_id != purchase.provider_id:
            adopting.adopt_late(purchase, match, at=at)
            purchase = whole.get(pk=order.purchase_id)
    is_over = found.complete and at >= order.watched_until
    # Ever less often: a label that appears at all appears early.
    pause = max(order.look_at - order.sent_at, Pace(horizon).horizon) / 2
    SentOrder.objects.filter(pk=order.pk).update(
        looks=order.looks + 1,
        look_at=at + pause,
        closed_at=at if is_over else None,
    )
