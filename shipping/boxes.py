"""One box more on a leg, or one less, while the others stay as they are."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from shipping import ordering
from shipping.errors import LeftAlready
from shipping.models import LabelPurchase, Parcel, Shipment
from shipping.wishes import NO_WISHES, Wishes
from shipping.words import (
    NOT_YET_HANDED_OVER,
    Address,
    BoxSize,
    Direction,
    ParcelState,
    PlannedBox,
    PurchaseState,
)


def add_box(*, shipment: Shipment, box: PlannedBox, at: datetime) -> Parcel:
    """Write one more box of a leg; its label is ordered apart."""
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
            inside=box.inside,
            wishes={} if box.wishes == NO_WISHES else box.wishes.as_dict(),
            state_at=at,
        )


def start_from(*, shipment: Shipment, sender: Address) -> None:
    """Let a leg start somewhere else; its labels are for whoever wants them anew."""
    shipment.sender = sender.as_dict()
    shipment.save(update_fields=["sender"])


def call_off_box(*, parcel: Parcel, at: datetime) -> None:
    """
    Call one box off and have its label given back; a leg without boxes ends too.

    Raises LeftAlready where the carrier has it.
    """
    # A savepoint, so that a caller who is refused can go on in its transaction.
    with transaction.atomic():
        row = Parcel.objects.select_for_update().get(pk=parcel.pk)
        if row.standing not in NOT_YET_HANDED_OVER:
            raise LeftAlready(row.code)
        ordering.note(parcel=row, state=ParcelState.CANCELLED, at=at)
        for purchase in LabelPurchase.objects.active().filter(parcel=row):
            ordering.want_void(purchase=purchase, at=at)
        others = Parcel.objects.filter(shipment=row.shipment_id)
        if not others.exclude(state=ParcelState.CANCELLED).exists():
            Shipment.objects.filter(pk=row.shipment_id).update(cancelled_at=at)


def put_label(*, inside: str, instead_of: str) -> None:
    """Let labels that lay in a box lie in another, or in none where none is named."""
    Parcel.objects.filter(inside=instead_of).update(inside=inside)


def lay_label(*, reference: str, inside: str) -> bool:
    """Let the label of a way here lie in a box of ours; return whether there is one."""
    waiting = Parcel.objects.filter(
        shipment__reference=reference,
        shipment__direction=Direction.IN,
        shipment__cancelled_at=None,
        state__in=(ParcelState.PLANNED, ParcelState.LABEL_READY),
        inside="",
    )
    return waiting.update(inside=inside) > 0


def wish_anew(*, parcel: Parcel, wishes: Wishes, at: datetime) -> bool:
    """
    Change how a box should travel, or say that its label is ordered already.

    An order not yet sent is taken back; whoever wants the label orders it again.
    """
    with transaction.atomic(savepoint=False):
        active = LabelPurchase.objects.active().filter(parcel=parcel).first()
        if active is not None:
            ordering.want_void(purchase=active, at=at)
            if active.standing is not PurchaseState.VOIDED:
                return False
        parcel.wishes = {} if wishes == NO_WISHES else wishes.as_dict()
        parcel.save(update_fields=["wishes"])
    return True


def measure(*, parcel: Parcel, size: BoxSize) -> None:
    """Let a box without a label be as heavy and as large as it is by now."""
    parcel.weight_grams, parcel.length_mm = size.weight_grams, size.length_mm
    parcel.width_mm, parcel.height_mm = size.width_mm, size.height_mm
    parcel.save(update_fields=["weight_grams", "length_mm", "width_mm", "height_mm"])


def still_here(parcel_id: int) -> Parcel | None:
    """Return a box nobody has taken yet, locked so that it stays until the end."""
    rows = Parcel.objects.select_for_update(of=("self",)).select_related("shipment")
    row = rows.filter(pk=parcel_id, shipment__cancelled_at=None).first()
    is_here = row is not None and row.standing in (
        ParcelState.PLANNED,
        ParcelState.LABEL_READY,
    )
    return row if is_here else None
