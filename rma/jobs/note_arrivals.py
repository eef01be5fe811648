"""Parcels that our dock has seen, also where the carrier never said so."""

from datetime import datetime

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome
from rma.actions import mending, tracking
from rma.models import Case, Receipt
from rma.queries import riders
from rma.rules.actors import SYSTEM
from shipping import ordering
from shipping.models import Parcel
from shipping.words import Direction, ParcelState


@handler("box.scanned")
def note_box(*, code: str, lease: Lease, at: datetime) -> Outcome:
    """Write that a box is at our dock, and tell each return that has units in it."""
    parcel = Parcel.objects.filter(code=code).first()
    if parcel is None:
        return DONE
    if parcel.standing is not ParcelState.DELIVERED:
        ordering.note(
            parcel=parcel, state=ParcelState.DELIVERED, at=at, text="Seen at our dock"
        )
    tracking.follow_parcel(parcel_id=parcel.pk, by=SYSTEM, at=at)
    for rider in riders.of_parcel(parcel.pk):
        tracking.follow_parcel(parcel_id=parcel.pk, by=SYSTEM, at=at, rider=rider)
    mending.look_into_parcel(parcel_id=parcel.pk, by=SYSTEM, at=at)
    return DONE


@handler("parcel.arrived")
def note_arrival(*, case_id: int, lease: Lease, at: datetime) -> Outcome:
    """
    Write into the parcels' own story that they arrived.

    The receipts say which ones; where none is named it was all that were awaited.
    """
    case = Case.objects.get(pk=case_id)
    inbound = Parcel.objects.filter(
        shipment__reference=case.number,
        shipment__direction=Direction.IN,
        shipment__cancelled_at=None,
        shipment__loan_back=None,
    )
    named = set(
        Receipt.objects.filter(case=case, parcel__isnull=False).values_list(
            "parcel_id", flat=True
        )
    )
    for parcel in inbound:
        is_here = not named or parcel.pk in named
        if not is_here:
            continue
        if parcel.standing is not ParcelState.DELIVERED:
            ordering.note(
                parcel=parcel,
                state=ParcelState.DELIVERED,
                at=at,
                text="Received at our dock",
            )
        mending.look_into_parcel(parcel_id=parcel.pk, by=SYSTEM, at=at)
    return DONE
