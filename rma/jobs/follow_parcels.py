"""Parcels kept in sight until they arrive, and what each change means for its case."""

from datetime import datetime, timedelta

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome, again
from rma.actions import mending, tracking
from rma.queries import riders
from rma.rules.actors import Actor, ActorKind
from rma.rules.words import N_
from shipping import following
from shipping.errors import CarrierUnavailable
from shipping.models import Parcel

_CARRIER = Actor(ActorKind.CARRIER, "Carrier")
_SILENT = timedelta(minutes=10)


@handler("parcel.follow")
def follow_parcel(*, parcel_id: int, lease: Lease, at: datetime) -> Outcome:
    """
    Ask the carrier about a parcel, tell its case, and come back when it is time.

    One job is one label's whole way: it ends with the parcel, or when the leg is
    called off.
    """
    parcel = Parcel.objects.select_related("shipment").get(pk=parcel_id)
    if parcel.shipment.cancelled_at or not parcel.tracking_number:
        return DONE
    try:
        _look(parcel_id, at)
    except CarrierUnavailable as silence:
        why = N_("The carrier does not answer.")
        return again(silence.retry_after or _SILENT, why=why, counts=False)
    parcel.refresh_from_db()
    next_at = following.next_look(parcel, at)
    if next_at is None:
        return DONE
    return again(next_at - at, counts=False)


@handler("parcel.look")
def look_once(*, parcel_id: int, lease: Lease, at: datetime) -> Outcome:
    """Ask about a parcel out of turn, because somebody knows that it moved."""
    parcel = Parcel.objects.select_related("shipment").get(pk=parcel_id)
    if parcel.shipment.cancelled_at is None:
        _look(parcel_id, at)
    return DONE


@handler("parcel.register")
def register_parcel(*, parcel_id: int, lease: Lease, at: datetime) -> Outcome:
    """Have the carrier tell us of a parcel that somebody else paid for, and look."""
    parcel = Parcel.objects.select_related("shipment").get(pk=parcel_id)
    if parcel.shipment.cancelled_at is None and parcel.tracking_number:
        following.register(parcel_id=parcel_id, at=at)
        _look(parcel_id, at)
    return DONE


def _look(parcel_id: int, at: datetime) -> None:
    following.follow(parcel_id=parcel_id, at=at)
    # Also without news: what was kept before a crash is told now, and only once.
    tracking.follow_parcel(parcel_id=parcel_id, by=_CARRIER, at=at)
    mending.look_into_parcel(parcel_id=parcel_id, by=_CARRIER, at=at)
    for rider in riders.of_parcel(parcel_id):
        tracking.follow_parcel(parcel_id=parcel_id, by=_CARRIER, at=at, rider=rider)
