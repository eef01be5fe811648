"""What only a demonstration may do: move a sandbox parcel on by hand."""

from datetime import datetime

from django.db import transaction

from outbox.post import post
from shipping.carriers.sandbox import carrier
from shipping.errors import UnknownParcel
from shipping.models import Parcel
from shipping.words import ParcelState


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
