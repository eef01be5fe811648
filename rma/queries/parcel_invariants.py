"""What must always be true of parcels and their returns; each breach is a sentence."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import F, Q, Sum

from rma.models import CaseLine, ParcelTrouble, Promise
from rma.rules import customs, numbers, troubles
from rma.rules.troubles import TroubleKind
from rma.rules.words import OPEN_STATUSES, Step
from shipping.models import LabelPurchase
from shipping.words import NOT_YET_HANDED_OVER, ParcelState, PurchaseState

# A trouble of a return that ended is closed within the hour; this is long after.
_LONG_AFTER = timedelta(days=1)


def find_all(at: datetime) -> list[str]:
    """Return every breach, in sentences a person can act on."""
    found: list[Iterable[str]] = [
        troubles_of_ended_returns(at),
        troubles_on_another_way(),
        troubles_nobody_dated(),
        lines_packed_too_often(),
        boxes_without_customs_papers(),
    ]
    return [breach for breaches in found for breach in breaches]


def troubles_of_ended_returns(at: datetime) -> Iterator[str]:
    """Yield the open troubles of returns that ended long ago."""
    rows = ParcelTrouble.objects.open().filter(case__closed_at__lt=at - _LONG_AFTER)
    followed = rows.exclude(kind=TroubleKind.ELSEWHERE)
    for row in followed.select_related("case"):
        yield f"{row.case.number} has ended, its parcel is in trouble still"


def troubles_on_another_way() -> Iterator[str]:
    """Yield the troubles that name another way than their parcel goes."""
    rows = ParcelTrouble.objects.exclude(direction=F("parcel__shipment__direction"))
    for row in rows.select_related("case"):
        yield f"{row.case.number} has a trouble on another way than its parcel"


def troubles_nobody_dated() -> Iterator[str]:
    """Yield the open troubles customers know of without a date they were given."""
    told = [kind.value for kind in TroubleKind if troubles.is_told(kind)]
    promised = Promise.objects.filter(step=Step.MEND).values("case")
    rows = ParcelTrouble.objects.open().filter(
        kind__in=told, case__status__in=OPEN_STATUSES
    )
    for row in rows.exclude(case__in=promised).select_related("case"):
        yield f"{row.case.number} has a parcel in trouble and no date for it"


def lines_packed_too_often() -> Iterator[str]:
    """Yield the lines of which more units lie in boxes than were ever asked back."""
    counted = Q(packed__parcel__shipment__cancelled_at=None) & ~Q(
        packed__parcel__state=ParcelState.CANCELLED
    )
    rows = CaseLine.objects.annotate(inside=Sum("packed__quantity", filter=counted))
    wrong = rows.filter(inside__gt=F("quantity")).order_by("id")
    told = wrong.values_list("case__code", "position", "inside", "quantity")
    for code, position, inside, quantity in told:
        where = f"{numbers.shown(code)} line {position}"
        yield f"{where} has {inside} units in boxes and {quantity} in all"


def boxes_without_customs_papers() -> Iterator[str]:
    """Yield the boxes here that cross a customs border and declare nothing."""
    here = [state.value for state in NOT_YET_HANDED_OVER]
    labels = LabelPurchase.objects.filter(
        state=PurchaseState.PURCHASED.value,
        parcel__state__in=here,
        parcel__shipment__cancelled_at=None,
    )
    for label in labels.select_related("parcel__shipment").order_by("id").iterator():
        leg = label.parcel.shipment
        way = (leg.sender_address.country, leg.recipient_address.country)
        if customs.are_needed(*way) and not label.parcel.wishes.get("customs"):
            yield f"{leg.reference} box {label.parcel.code} has no customs papers"
