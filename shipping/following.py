"""Parcels kept in sight: the carrier is asked, what is new is kept, and when again."""

from datetime import datetime, timedelta

from django.db import transaction

from shipping import carriers
from shipping.errors import UnknownParcel
from shipping.models import Parcel
from shipping.models.parcel import Change
from shipping.words import FINAL, ParcelState

_LOOK_EVERY = {
    ParcelState.PLANNED: timedelta(hours=6),
    ParcelState.LABEL_READY: timedelta(hours=6),
    ParcelState.OUT_FOR_DELIVERY: timedelta(minutes=30),
}
_ON_THE_ROAD = timedelta(hours=2)
_AFTER_THE_END = timedelta(hours=72)
_AT_MOST = timedelta(days=90)


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
            parcel.tracking_number, handed_over_at=parcel.handed_over_at, at=at
        )
    except UnknownParcel:
        # A label just bought may not have reached the carrier's tracking yet.
        heard = ()
    with transaction.atomic(durable=True):
        locked = Parcel.objects.select_for_update().get(pk=parcel_id)
        return locked.take_in(heard, at=at)


def next_look(parcel: Parcel, at: datetime) -> datetime | None:
    """
    Return when to ask about the parcel again, or None where it has reached its end.

    After its end a parcel is asked about once more, for news that came late.
    """
    if at - parcel.shipment.created_at >= _AT_MOST:
        return None
    if parcel.standing in FINAL:
        last = parcel.state_at + _AFTER_THE_END
        return last if at < last else None
    return at + _LOOK_EVERY.get(parcel.standing, _ON_THE_ROAD)
