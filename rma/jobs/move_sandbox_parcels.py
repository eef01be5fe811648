"""Sandbox parcels moved on by hand, for demonstrations."""

from datetime import datetime

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome, dead
from shipping import rehearsing
from shipping.errors import UnknownParcel


@handler("sandbox.day", attempts=3)
def pass_a_day(*, lease: Lease, at: datetime) -> Outcome:
    """Have all sandbox parcels a day further; what it means is told by the looks."""
    rehearsing.pass_a_day(at=at)
    return DONE


@handler("sandbox.move", attempts=3)
def move_parcel(*, tracking_number: str, lease: Lease, at: datetime) -> Outcome:
    """Move one sandbox parcel one step; what it means is told by the usual look."""
    try:
        rehearsing.advance(tracking_number=tracking_number, at=at)
    except UnknownParcel:
        return dead("This is no parcel of the sandbox.")
    return DONE
