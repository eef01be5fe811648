"""
Parcels to be fetched by their carrier: wanted and called off, never the network.

Asking the carrier is a job's (shipping/booking.py).
"""

from datetime import datetime

from django.db import transaction

from outbox.post import post
from shipping.models import PickupBooking
from shipping.models.pickup_booking import STANDING
from shipping.words import Address, PickupState


def want(
    *,
    reference: str,
    place: Address,
    begins_at: datetime,
    ends_at: datetime,
    at: datetime,
    where: str = "front_door",
    instructions: str = "",
) -> PickupBooking:
    """Write that parcels are to be fetched and have a job ask; one a reference."""
    with transaction.atomic(savepoint=False):
        booking = PickupBooking.objects.create(
            reference=reference,
            place=place.as_dict(),
            begins_at=begins_at,
            ends_at=ends_at,
            where=where,
            instructions=instructions[:200],
            created_at=at,
        )
        post("pickup.book", f"pickup.book:{booking.pk}", booking_id=booking.pk)
    return booking


def call_off(*, reference: str) -> PickupBooking | None:
    """
    Let go of a pickup; returns the one the carrier may still come for, if any.

    No carrier takes this from a program: somebody must call.
    """
    standing = [word.value for word in STANDING]
    row = PickupBooking.objects.filter(reference=reference, state__in=standing).first()
    if row is None:
        return None
    never_asked = row.move(among=(PickupState.WANTED,), to=PickupState.CANCELLED)
    row.move(among=STANDING, to=PickupState.CANCELLED)
    return None if never_asked else row


def heard(
    *, booking: PickupBooking, comes: bool, confirmation: str, at: datetime
) -> bool:
    """
    Write what the carrier said on the telephone; False where that was written before.

    One that was called off stays so: the carrier knows now.
    """
    if booking.called_at is not None:
        return False
    booking.move(among=(PickupState.CANCELLED,), to=PickupState.CANCELLED, called_at=at)
    if comes:
        return booking.move(
            among=(PickupState.UNCLEAR,),
            to=PickupState.CONFIRMED,
            provider_id=booking.provider_id or "-",
            confirmation=confirmation[:64],
            called_at=at,
        )
    refused = booking.move(
        among=(PickupState.UNCLEAR,), to=PickupState.REFUSED, called_at=at
    )
    return refused or booking.called_at is not None


def of(reference: str) -> PickupBooking | None:
    """Return the pickup that stands, else the newest refused one."""
    rows = PickupBooking.objects.filter(reference=reference)
    return rows.exclude(state=PickupState.CANCELLED).order_by("-id").first()
