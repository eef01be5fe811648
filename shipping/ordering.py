"""Legs planned, labels ordered and called off: rows and promises, never the network."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from outbox.inserting import insert
from outbox.post import Posting, post, post_many
from shipping.errors import LeftAlready
from shipping.models import LabelPurchase, Parcel, Shipment
from shipping.models.parcel import Change
from shipping.wishes import NO_WISHES
from shipping.words import (
    NOT_YET_HANDED_OVER,
    OURSELVES,
    Address,
    Direction,
    LabelStatus,
    Movement,
    ParcelState,
    PlannedBox,
    PurchaseState,
)


def plan_shipment(
    *,
    reference: str,
    direction: Direction,
    sender: Address,
    recipient: Address,
    boxes: Sequence[PlannedBox],
    at: datetime,
    service: str = "",
    why: str = "",
) -> Shipment:
    """
    Write a leg and its boxes, without ordering a label.

    `service` names a service of the carrier; empty leaves the choice to us. `why`
    tells people why the leg goes where it goes.
    """
    with transaction.atomic(savepoint=False):
        shipment, _parcels = _plan(
            reference=reference,
            direction=direction,
            sender=sender,
            recipient=recipient,
            boxes=boxes,
            at=at,
            service=service,
            why=why,
        )
    return shipment


def plan_and_order(
    *,
    reference: str,
    direction: Direction,
    sender: Address,
    recipient: Address,
    boxes: Sequence[PlannedBox],
    at: datetime,
    service: str = "",
    why: str = "",
) -> tuple[Shipment, list[LabelPurchase]]:
    """Write a leg, its boxes and an order for each label, in four statements."""
    with transaction.atomic(savepoint=False):
        shipment, parcels = _plan(
            reference=reference,
            direction=direction,
            sender=sender,
            recipient=recipient,
            boxes=boxes,
            at=at,
            service=service,
            why=why,
        )
        purchases = [
            LabelPurchase(parcel=parcel, ref=_ref(parcel, 1), created_at=at)
            for parcel in parcels
        ]
        insert(purchases)
        post_many([_buying(purchase) for purchase in purchases])
    return shipment, purchases


def order_label(*, parcel: Parcel, at: datetime) -> LabelPurchase:
    """
    Order a label for a parcel, or return the order that already stands.

    However many ask at once, the parcel has one order: the database sees to it.
    """
    with transaction.atomic(savepoint=False):
        number = LabelPurchase.objects.filter(parcel=parcel).count() + 1
        LabelPurchase.objects.bulk_create(
            [LabelPurchase(parcel=parcel, ref=_ref(parcel, number), created_at=at)],
            ignore_conflicts=True,
        )
        purchase = LabelPurchase.objects.active().get(parcel=parcel)
        if purchase.standing is PurchaseState.INTENT:
            post_many([_buying(purchase)])
    return purchase


def want_void(*, purchase: LabelPurchase, at: datetime) -> LabelPurchase:
    """
    Ask for a label not to be used; what was never sent is void at once.

    A label that is bought, or may be, is given back to the carrier by a job.
    """
    with transaction.atomic(savepoint=False):
        if purchase.move(
            among=(PurchaseState.INTENT,), to=PurchaseState.VOIDED, voided_at=at
        ):
            return purchase
        wanted = purchase.move(
            among=(
                PurchaseState.SENDING,
                PurchaseState.UNKNOWN,
                PurchaseState.PURCHASED,
            ),
            to=PurchaseState.VOID_WANTED,
        )
        if wanted:
            post(
                "label.void",
                f"label.void:{purchase.pk}",
                purchase_id=purchase.pk,
            )
        purchase.refresh_from_db()
    return purchase


def cancel_shipment(*, shipment: Shipment, at: datetime) -> list[LabelPurchase]:
    """
    Call a leg off, and have the labels of its parcels given back.

    Raises LeftAlready where the carrier has one of them in hand.
    """
    # A savepoint, so that a caller who is refused can go on in its transaction.
    with transaction.atomic():
        parcels = list(shipment.parcels.select_for_update().order_by("position"))
        for parcel in parcels:
            if parcel.standing not in NOT_YET_HANDED_OVER:
                raise LeftAlready(parcel.code)
        for parcel in parcels:
            note(parcel=parcel, state=ParcelState.CANCELLED, at=at)
        shipment.cancelled_at = at
        shipment.save(update_fields=["cancelled_at"])
        active = LabelPurchase.objects.active().filter(parcel__in=parcels)
        return [want_void(purchase=purchase, at=at) for purchase in active]


def add_parcel(*, shipment: Shipment, box: PlannedBox, at: datetime) -> Parcel:
    """Write one more box of a leg, after those it has."""
    with transaction.atomic(savepoint=False):
        last = shipment.parcels.aggregate(last=Max("position"))["last"] or 0
        return Parcel.objects.create(
            shipment=shipment,
            code=box.code,
            position=last + 1,
            weight_grams=box.size.weight_grams,
            length_mm=box.size.length_mm,
            width_mm=box.size.width_mm,
            height_mm=box.size.height_mm,
            contents=box.contents[:200],
            state_at=at,
        )


def take_number(*, parcel: Parcel, number: str, mover: str, at: datetime) -> None:
    """Follow a box under a number that somebody told us; its carrier has it."""
    with transaction.atomic(savepoint=False):
        parcel.tracking_number, parcel.mover = number, mover
        parcel.save(update_fields=["tracking_number", "mover"])
        note(parcel=parcel, state=ParcelState.HANDED_OVER, at=at, text="Told by hand")


def give_up(*, shipment: Shipment, at: datetime) -> None:
    """Stop to wait for a leg that is lost or went back; its labels stay paid."""
    shipment.cancelled_at = at
    shipment.save(update_fields=["cancelled_at"])


def note(
    *,
    parcel: Parcel,
    state: ParcelState,
    at: datetime,
    text: str = "",
    place: str = "",
) -> Change:
    """Add what we saw ourselves to a parcel's story: handed over, arrived, lost."""
    with transaction.atomic(savepoint=False):
        row = Parcel.objects.select_for_update().get(pk=parcel.pk)
        seen = Movement(
            carrier=OURSELVES,
            tracking_number=row.tracking_number,
            state=state,
            occurred_at=at,
            text=text,
            place=place,
        )
        change = row.take_in([seen], at=at)
    parcel.refresh_from_db()
    return change


def label_status(purchase: LabelPurchase | None) -> LabelStatus:
    """Return in one word how a label stands; one not ordered yet is pending."""
    if purchase is None:
        return LabelStatus.PENDING
    match purchase.standing:
        case PurchaseState.PURCHASED if purchase.label_file:
            return LabelStatus.READY
        case PurchaseState.DECLINED:
            return LabelStatus.FAILED
        case (
            PurchaseState.VOID_WANTED
            | PurchaseState.VOID_REFUSED
            | PurchaseState.VOIDED
        ):
            return LabelStatus.VOID
        case _:
            return LabelStatus.PENDING


def is_confirming(purchase: LabelPurchase | None) -> bool:
    """Return whether the carrier was asked for the label and has not clearly said."""
    return purchase is not None and purchase.standing in (
        PurchaseState.SENDING,
        PurchaseState.UNKNOWN,
    )


def has_ended(purchase: LabelPurchase | None) -> bool:
    """Return whether there was an order and there may be another."""
    return purchase is not None and purchase.standing in (
        PurchaseState.DECLINED,
        PurchaseState.VOIDED,
    )


def _plan(
    *,
    reference: str,
    direction: Direction,
    sender: Address,
    recipient: Address,
    boxes: Sequence[PlannedBox],
    at: datetime,
    service: str,
    why: str,
) -> tuple[Shipment, list[Parcel]]:
    shipment = Shipment(
        reference=reference,
        direction=direction.value,
        sender=sender.as_dict(),
        recipient=recipient.as_dict(),
        service=service,
        why=why[:200],
        created_at=at,
    )
    insert([shipment])
    parcels = [
        Parcel(
            shipment=shipment,
            code=box.code,
            position=position,
            weight_grams=box.size.weight_grams,
            length_mm=box.size.length_mm,
            width_mm=box.size.width_mm,
            height_mm=box.size.height_mm,
            contents=box.contents[:200],
            inside=box.inside,
            wishes={} if box.wishes == NO_WISHES else box.wishes.as_dict(),
            state_at=at,
        )
        for position, box in enumerate(boxes, start=1)
    ]
    insert(parcels)
    return shipment, parcels


def _ref(parcel: Parcel, number: int) -> str:
    return f"{parcel.code}.{number}"


def _buying(purchase: LabelPurchase) -> Posting:
    return Posting(
        "label.buy", f"label.buy:{purchase.pk}", {"purchase_id": purchase.pk}
    )
