"""Parcels nobody hears of, looked for every hour: silent, or not seen at our dock."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from outbox.handlers import every, handler
from outbox.post import Posting, post_many
from outbox.words import DONE, Lease, Outcome
from rma.actions import mending
from rma.models import ParcelTrouble, Receipt
from rma.rules.actors import SYSTEM
from rma.rules.words import OPEN_STATUSES
from shipping.models import Parcel
from shipping.words import Direction, ParcelState

_ON_THE_ROAD = (
    ParcelState.HANDED_OVER,
    ParcelState.MOVING,
    ParcelState.DELAYED,
    ParcelState.OUT_FOR_DELIVERY,
)
# No calendar makes three working days shorter than this, nor one.
_SILENT = timedelta(days=3)
_UNSEEN = timedelta(days=1)
_FORGOTTEN = timedelta(days=120)
_AT_ONCE = 500


@every(timedelta(hours=1), "parcels")
def watch_parcels(*, lease: Lease, at: datetime) -> Outcome:
    """Post a closer look at each parcel that may be in trouble, or out of it."""
    open_rows = ParcelTrouble.objects.open()
    over = open_rows.exclude(case__status__in=OPEN_STATUSES)
    suspects = [
        *_suspects(at).values_list("pk", flat=True)[:_AT_ONCE],
        *over.values_list("parcel_id", flat=True)[:_AT_ONCE],
    ]
    with transaction.atomic():
        post_many(
            Posting(
                "parcel.watch",
                f"parcel.watch:{parcel_id}:{at:%Y%m%dT%H}",
                {"parcel_id": parcel_id},
            )
            for parcel_id in suspects
        )
    return DONE


@handler("parcel.watch")
def watch_parcel(*, parcel_id: int, lease: Lease, at: datetime) -> Outcome:
    """Look into one parcel."""
    mending.look_into_parcel(parcel_id=parcel_id, by=SYSTEM, at=at, lease=lease)
    return DONE


def _suspects(at: datetime) -> QuerySet[Parcel]:
    """Return parcels without an open trouble that are silent, or delivered unseen."""
    silent = Q(state__in=_ON_THE_ROAD, state_at__lt=at - _SILENT)
    unseen = Q(
        state=ParcelState.DELIVERED,
        shipment__direction=Direction.IN,
        delivered_at__lt=at - _UNSEEN,
    )
    known = ParcelTrouble.objects.open().filter(parcel=OuterRef("pk"))
    counted = Receipt.objects.filter(parcel=OuterRef("pk"))
    young = Parcel.objects.filter(
        shipment__cancelled_at=None, state_at__gt=at - _FORGOTTEN
    )
    return young.filter(silent | (unseen & ~Exists(counted)), ~Exists(known)).order_by(
        "state_at"
    )
