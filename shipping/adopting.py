"""What becomes of a label the carrier sold: kept once, and any other given back."""

from datetime import datetime

from django.db import IntegrityError, transaction

from outbox.post import post
from shipping import refunds, spending, validity
from shipping.carriers.answers import Bought, SoldLabel
from shipping.models import LabelPurchase, Parcel, SentOrder
from shipping.models.label_refund import RefundCause
from shipping.words import PurchaseState

SENT = (PurchaseState.SENDING, PurchaseState.UNKNOWN)
# Nobody confirmed the order in time, so it was given up; then its label appeared.
GIVEN_UP = "not_confirmed"


def adopt(purchase: LabelPurchase, label: Bought | SoldLabel, *, at: datetime) -> None:
    """
    Take a label that the carrier sold for this purchase, or have it given back.

    The first one found is the purchase's own. Where the order was called off its
    numbers are noted for giving it back; where the purchase has another label, or
    none is wanted any more, this one goes back by a job of its own.
    """
    if refunds.is_going_back(purchase.carrier, label.provider_id):
        return
    try:
        with transaction.atomic(durable=True):
            if not _take(purchase, label, at=at):
                refunds.want_back(
                    carrier=purchase.carrier,
                    label=label,
                    cause=RefundCause.SURPLUS,
                    at=at,
                    purchase=purchase,
                )
    except IntegrityError:
        # It stands in another purchase's row: that is where it is looked after.
        return


def adopt_late(
    purchase: LabelPurchase, label: Bought | SoldLabel, *, at: datetime
) -> None:
    """
    Take a label that appeared after its order had been given up, or give it back.

    It is still welcome where nothing else was bought for the parcel meanwhile.
    """
    revived = False
    if purchase.standing is PurchaseState.DECLINED and _is_still_wanted(purchase):
        try:
            with transaction.atomic(durable=True):
                revived = purchase.move(
                    among=(PurchaseState.DECLINED,), to=PurchaseState.UNKNOWN
                )
        except IntegrityError:
            revived = False
        purchase.refresh_from_db()
    adopt(purchase, label, at=at)
    if revived or purchase.standing is PurchaseState.PURCHASED:
        with transaction.atomic():
            # Its own job may have ended: this one keeps the document, tells the case.
            key = f"label.buy:{purchase.pk}:{label.provider_id}"
            post("label.buy", key, purchase_id=purchase.pk)


def order_of_orphan(
    parcel: Parcel, label: SoldLabel, *, carrier: str, at: datetime
) -> LabelPurchase:
    """
    Return the order a label belongs to that no row of ours knows any more.

    So it is after a restored backup: the parcel's order waits to be sent, though it
    was sent already; or there is none, and one is written for it.
    """
    whole = LabelPurchase.objects.select_related("parcel__shipment")
    active = whole.active().filter(parcel=parcel).first()
    if active is not None:
        return active
    written = LabelPurchase.objects.create(
        parcel=parcel,
        ref=label.ref,
        state=PurchaseState.UNKNOWN.value,
        created_at=at,
        carrier=carrier,
        rate_id=label.rate_id,
        cost_cents=label.cost_cents,
        currency=label.currency,
        sent_at=label.sold_at,
    )
    return whole.get(pk=written.pk)


def _is_still_wanted(purchase: LabelPurchase) -> bool:
    return (
        purchase.problem_code == GIVEN_UP
        and purchase.sent_at is not None
        and purchase.parcel.shipment.cancelled_at is None
        and not LabelPurchase.objects.filter(
            parcel=purchase.parcel_id, pk__gt=purchase.pk
        ).exists()
    )


def _take(purchase: LabelPurchase, label: Bought | SoldLabel, *, at: datetime) -> bool:
    """Write the label into the purchase; False where it has no room for it."""
    facts = _facts(purchase, label, at=at)
    rate_before = purchase.rate_id
    if purchase.move(
        among=(*SENT, PurchaseState.INTENT), to=PurchaseState.PURCHASED, **facts
    ):
        _tell_parcel(purchase, getattr(label, "mover", ""), at=at)
        if purchase.spent_on is None or rate_before != label.rate_id:
            _count_money(purchase, label, at=at)
        return True
    purchase.refresh_from_db()
    if purchase.provider_id == label.provider_id and purchase.tracking_number:
        return True
    is_free = purchase.provider_id in ("", label.provider_id)
    return is_free and purchase.move(
        among=(PurchaseState.VOID_WANTED,), to=PurchaseState.VOID_WANTED, **facts
    )


def _count_money(
    purchase: LabelPurchase, label: Bought | SoldLabel, *, at: datetime
) -> None:
    """Count the label under the price of the rate it was sold for."""
    order = SentOrder.objects.filter(
        carrier=purchase.carrier, rate_id=label.rate_id
    ).first()
    cents = order.cost_cents if order else purchase.cost_cents
    currency = order.currency if order else purchase.currency
    if cents is not None and currency:
        spending.take_paid(purchase, day=at.date(), cents=cents, currency=currency)


def _facts(
    purchase: LabelPurchase, label: Bought | SoldLabel, *, at: datetime
) -> dict[str, object]:
    """Return what the row says of the label; its price is that of its own rate."""
    facts: dict[str, object] = {
        "provider_id": label.provider_id,
        "rate_id": label.rate_id,
        "tracking_number": label.tracking_number,
        "purchased_at": at,
        "problem": "",
        "problem_code": "",
        "void_by": validity.void_by(
            purchase.service,
            is_return=purchase.parcel.shipment.is_inbound,
            bought_on=at.date(),
        ),
    }
    if isinstance(label, Bought):
        facts["expected_on"] = label.expected_on
    return facts


def _tell_parcel(purchase: LabelPurchase, mover: str, *, at: datetime) -> None:
    parcel = (
        Parcel.objects.select_for_update(of=("self",))
        .select_related("shipment")
        .get(pk=purchase.parcel_id)
    )
    parcel.label_is_ready(
        tracking_number=purchase.tracking_number,
        expected_on=purchase.expected_on,
        mover=mover,
        at=at,
    )
    shipment = parcel.shipment
    if (shipment.carrier, shipment.service) != (purchase.carrier, purchase.service):
        shipment.carrier, shipment.service = purchase.carrier, purchase.service
        shipment.save(update_fields=["carrier", "service"])


def close_order(purchase: LabelPurchase, rate_id: str, *, at: datetime) -> None:
    """Stop watching an order whose own answer said clearly what became of it."""
    SentOrder.objects.filter(purchase=purchase, rate_id=rate_id, closed_at=None).update(
        closed_at=at
    )
