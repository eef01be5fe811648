"""Who travels in whose box: returns that share one, and boxes one could share."""

from dataclasses import dataclass

from rma.models import Case, CaseRef, Packed
from rma.rules import numbers
from shipping.models import Parcel
from shipping.words import Direction, LabelStatus, ParcelState

_MOST = 20


@dataclass(frozen=True, slots=True)
class Sharable:
    """Show a box of another return that has not left."""

    parcel_id: int
    code: str
    number: str
    contents: str


def of_parcel(parcel_id: int) -> list[CaseRef]:
    """Return the returns that travel in a box planned for another one."""
    parcel = Parcel.objects.select_related("shipment").get(pk=parcel_id)
    owner = numbers.parse(parcel.shipment.reference)
    rows = Packed.objects.filter(parcel=parcel_id).exclude(line__case__code=owner)
    found = rows.order_by("line__case_id").values_list("line__case_id", flat=True)
    return list(found.distinct())


def sharable_boxes(case: Case) -> tuple[Sharable, ...]:
    """
    Return the boxes of a customer's other returns that go the same way, door to door.

    One whose label lies in a box of ours is not in their hands, and one whose label the
    carrier refused goes nowhere yet.
    """
    others = Case.objects.open().filter(account=case.account_id).exclude(pk=case.pk)
    others = others.exclude(label_status=LabelStatus.FAILED)
    own = Parcel.objects.filter(
        shipment__reference=case.number,
        shipment__direction=Direction.IN,
        shipment__cancelled_at=None,
    ).select_related("shipment")
    first = own.exclude(state=ParcelState.CANCELLED).first()
    if first is None:
        return ()
    by_number = {other.number: other for other in others.order_by("-id")[:_MOST]}
    rows = Parcel.objects.filter(
        shipment__reference__in=by_number,
        shipment__direction=Direction.IN,
        shipment__cancelled_at=None,
        state__in=(ParcelState.PLANNED, ParcelState.LABEL_READY),
        inside="",
    ).select_related("shipment")
    return tuple(
        Sharable(row.pk, numbers.shown(row.code), row.shipment.reference, row.contents)
        for row in rows.order_by("-id")
        if row.shipment.recipient == first.shipment.recipient
        and row.shipment.sender_address.is_same_place(first.shipment.sender_address)
    )
