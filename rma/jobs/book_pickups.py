"""Pickups asked for at the carrier, once, and told to their cases."""

from datetime import datetime

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome, again
from rma.actions import handing_over
from rma.rules.actors import Actor, ActorKind
from rma.rules.words import N_
from shipping import booking

_CARRIER = Actor(ActorKind.CARRIER, "Carrier")


@handler("pickup.book")
def book_pickup(*, booking_id: int, lease: Lease, at: datetime) -> Outcome:
    """Ask the carrier to come as soon as the labels are there, and say what came."""
    wait = booking.book(booking_id=booking_id, at=at)
    if wait is not None:
        why = N_("The labels of its boxes are not ready, or the carrier is silent.")
        return again(wait, why=why, counts=False)
    handing_over.report_pickup(booking_id=booking_id, by=_CARRIER, at=at, lease=lease)
    return DONE
