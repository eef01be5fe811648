"""What only a demonstration may do: move sandbox parcels on by hand."""

from datetime import datetime, timedelta

from django.db import transaction

from outbox.post import Posting, post, post_many
from shipping.carriers.sandbox import carrier
from shipping.errors import UnknownParcel
from shipping.models import Parcel
from shipping.words import ParcelState

_A_DAY = timedelta(days=1)


def advance(*, tracking_number: str, at: datetime) -> ParcelState:
    """
    Move a sandbox parcel one step at once and return where it is then.

    We hear of it as soon as a worker looks. Raises UnknownParcel for a number that
    is not one of the sandbox's.
    """
    parcel = Parcel.objects.filter(tracking_number=tracking_number).first()
    if parcel is None:
        raise UnknownParcel(tracking_number)
    with transaction.atomic():
        state = carrier.advance(
            tracking_number, handed_over_at=parcel.handed_over_at, at=at
        )
        key = f"parcel.look:{parcel.pk}:{at.isoformat()}"
        post("parcel.look", key, parcel_id=parcel.pk)
    return state


def pass_a_day(*, at: datetime) -> int:
    """
    Have what the sandbox's parcels would do within a day done now; return how many.

    The clock stays: only the parcels are a day further. We hear of them as soon as a
    worker looks.
    """
    left = Parcel.objects.exclude(handed_over_at=None).exclude(tracking_number="")
    left_at = dict(left.values_list("tracking_number", "handed_over_at"))
    with transaction.atomic():
        moved = carrier.fast_forward(left_at, until=at + _A_DAY, at=at)
        rows = Parcel.objects.filter(tracking_number__in=moved).values_list("pk")
        post_many(
            Posting(
                "parcel.look",
                f"parcel.look:{parcel_id}:{at.isoformat()}",
                {"parcel_id": parcel_id},
            )
            for (parcel_id,) in rows
        )
    return len(moved)
