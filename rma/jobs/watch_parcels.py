"""Parcels nobody hears of, looked for every hour: silent, or not seen at our dock."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from outbox.handlers import every, handler
from outbox.post import Posting, post_many
from outbox.words import DONE, Lease, Outcome
from rma.actions import mending
from rma.models import ParcelTrouble, Receipt
from rma.queries import riders
from rma.rules.actors import SYSTEM
from rma.rules.troubles import TroubleKind
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
    ended = open_rows.exclude(case__status__in=OPEN_STATUSES)
    over = ended.exclude(kind=TroubleKind.ELSEWHERE)
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


@handler("trouble.tell")
def tell_riders(*, trouble_id: int, lease: Lease, at: datetime) -> Outcome:
    """Tell the returns that share a box of its trouble; each once."""
    row = ParcelTrouble.objects.get(pk=trouble_id)
    for rider in riders.of_parcel(row.parcel_id):
        mending.tell_rider(trouble_id=trouble_id, rider=rider, by=SYSTEM, at=at)
    return DONE


def _suspects(at: datetime) -> QuerySet[Parcel]:
    """Return parcels without an open trouble: silent, unseen here, or never taken."""
    # That one is late we may have said ourselves; it is no word of the carrier.
    late = Q(state=ParcelState.DELAYED)
    silent = Q(state__in=_ON_THE_ROAD, state_at__lt=at - _SILENT) | late
    unseen = Q(
        state=ParcelState.DELIVERED,
        shipment__direction=Direction.IN,
        delivered_at__lt=at - _UNSEEN,
    )
    untaken = Q(
        state__in=(ParcelState.PLANNED, ParcelState.LABEL_READY),
        shipment__direction=Direction.OUT,
        shipment__created_at__lt=at - _UNSEEN,
    )
    known = ParcelTrouble.objects.open().filter(parcel=OuterRef("pk"))
    counted = Receipt.objects.filter(parcel=OuterRef("pk"))
    young = Parcel.objects.filter(
        shipment__cancelled_at=None, state_at__gt=at - _FORGOTTEN
    )
    suspect = silent | untaken | (unseen & ~Exists(counted))
    return young.filter(suspect, ~Exists(known)).order_by("state_at")
