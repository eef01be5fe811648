"""Parcels that did not come on the day their carrier named, noticed in minutes."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from outbox.handlers import every, handler
from outbox.post import Posting, post_many
from outbox.words import DONE, Lease, Outcome
from rma.actions import tracking
from rma.models import Case, Site
from rma.queries import riders
from rma.rules import numbers
from rma.rules.actors import SYSTEM
from shipping import ordering
from shipping.models import Parcel
from shipping.words import ParcelState

_UNDER_WAY = (
    ParcelState.HANDED_OVER,
    ParcelState.MOVING,
    ParcelState.OUT_FOR_DELIVERY,
)
_FORGOTTEN = timedelta(days=60)
# Somewhere on earth it is this much later.
_EASTERN = timedelta(hours=14)
_AT_ONCE = 500


@every(timedelta(minutes=10), "estimates")
def notice_late_parcels(*, lease: Lease, at: datetime) -> Outcome:
    """Post a look at each parcel whose day has passed where its return is handled."""
    with transaction.atomic():
        post_many(_late(at))
    return DONE


@handler("parcel.late")
def notice_late_parcel(*, parcel_id: int, lease: Lease, at: datetime) -> Outcome:
    """Say of a parcel that it is delayed, unless it came or has another day by now."""
    parcel = Parcel.objects.select_related("shipment").get(pk=parcel_id)
    if parcel.standing in _UNDER_WAY and not parcel.expected_from(_day(parcel, at)):
        ordering.note(parcel=parcel, state=ParcelState.DELAYED, at=at)
    tracking.follow_parcel(parcel_id=parcel_id, by=SYSTEM, at=at)
    for rider in riders.of_parcel(parcel_id):
        tracking.follow_parcel(parcel_id=parcel_id, by=SYSTEM, at=at, rider=rider)
    return DONE


def _day(parcel: Parcel, at: datetime) -> date:
    case = Case.objects.select_related("site").numbered(parcel.shipment.reference)
    return case.site.calendar.local_day(at)


def _late(at: datetime) -> Iterator[Posting]:
    today = {site.pk: site.calendar.local_day(at) for site in Site.objects.all()}
    awaited = Parcel.objects.filter(
        state__in=_UNDER_WAY,
        shipment__cancelled_at=None,
        expected_on__lt=(at + _EASTERN).date(),
        expected_on__gt=(at - _FORGOTTEN).date(),
    )
    rows = awaited.order_by("-expected_on").values_list(
        "pk", "expected_on", "shipment__reference"
    )[:_AT_ONCE]
    codes = {numbers.parse(reference) for _id, _day, reference in rows}
    cases = Case.objects.open().filter(code__in=codes - {None})
    sites = dict(cases.values_list("code", "site_id"))
    for parcel_id, expected_on, reference in rows:
        site_id = sites.get(numbers.parse(reference) or "")
        if site_id and expected_on and expected_on < today[site_id]:
            key = f"parcel.late:{parcel_id}:{expected_on:%Y%m%d}"
            yield Posting("parcel.late", key, {"parcel_id": parcel_id})
