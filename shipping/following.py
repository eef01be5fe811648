"""Parcels kept in sight: the carrier is asked, what is new is kept, and when again."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from shipping import carriers, tracking
from shipping.errors import NotSupported, UnknownParcel
from shipping.models import Parcel
from shipping.models.parcel import Change


def follow(*, parcel_id: int, at: datetime) -> Change:
    """
    Ask the carrier about a parcel, keep what is new, and say what that changed.

    A parcel without a label has no news. Raises CarrierUnavailable where nobody
    answers; asking again later is safe.
    """
    parcel = Parcel.objects.select_related("shipment").get(pk=parcel_id)
    if not parcel.tracking_number:
        return parcel.take_in((), at=at)
    try:
        heard = carriers.named(parcel.shipment.carrier).track(
            parcel.tracking_number,
            mover=parcel.mover,
            handed_over_at=parcel.handed_over_at,
            at=at,
        )
    except UnknownParcel:
        # A label just bought may not have reached the carrier's tracking yet.
        heard = ()
    with transaction.atomic(durable=True):
        locked = Parcel.objects.select_for_update().get(pk=parcel_id)
        change = locked.take_in(heard, at=at)
        Parcel.objects.filter(pk=parcel_id).update(checked_at=at)
        return change


def register(*, parcel_id: int, at: datetime) -> None:
    """
    Have our carrier tell us of a parcel whose label somebody else bought.

    One that it does not know either is asked about like any other. Raises
    CarrierUnavailable where nobody answers.
    """
    parcel = Parcel.objects.select_related("shipment").get(pk=parcel_id)
    carrier = carriers.named(parcel.shipment.carrier)
    with suppress(UnknownParcel, NotSupported):
        carrier.register_tracking(parcel.tracking_number, mover=parcel.mover, at=at)


def next_look(parcel: Parcel, at: datetime) -> datetime | None:
    """Return when to ask about the parcel again, or None at its end."""
    usual = tracking.next_look(
        state=parcel.standing,
        state_at=parcel.state_at,
        planned_at=parcel.shipment.created_at,
        at=at,
    )
    silence = carriers.longest_silence()
    return min(usual, at + silence) if usual and silence else usual
