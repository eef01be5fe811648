"""How a return may get to its carrier, and how a pickup of it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rma.models import Case
from rma.queries import boxes
from rma.rules import customs, slots
from rma.rules.slots import Slot
from rma.rules.words import HandOver
from shipping import offers, pickups
from shipping.models import PickupBooking
from shipping.wishes import LabelFormat
from shipping.words import Address, ParcelState

_HERE = (ParcelState.PLANNED, ParcelState.LABEL_READY)


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold what may be chosen: how it is handed over, on which paper, when fetched."""

    ways: tuple[HandOver, ...]
    formats: tuple[LabelFormat, ...]
    slots: tuple[Slot, ...] = ()


def offer_for(
    sender: Address, recipients: Iterable[Address], *, sends_boxes: bool = False
) -> Offer:
    """
    Return what the carrier does on the way to all of these addresses.

    `sends_boxes` says that we send empty boxes; across a customs border we do not.
    """
    recipients = tuple(recipients)
    found = [offers.between(sender, each, is_return=True) for each in recipients]
    ways = [HandOver.LABEL]
    if found and all(each.counter_codes for each in found):
        ways.append(HandOver.COUNTER_CODE)
    if found and all(each.pickups for each in found):
        ways.append(HandOver.PICKUP)
    if sends_boxes and not any(
        customs.are_needed(sender.country, each.country) for each in recipients
    ):
        ways.append(HandOver.BOX)
    ways.append(HandOver.OWN_CARRIER)
    formats = tuple(
        each for each in LabelFormat if all(each in one.label_formats for one in found)
    )
    return Offer(tuple(ways), formats)


def offered(case: Case, at: datetime) -> Offer | None:
    """Return what may still be chosen for a return; None once a box has left."""
    parcels = boxes.of_case(case)
    is_here = all(
        row.standing in _HERE and row.shipment.reference == case.number
        for row in parcels
    )
    if not parcels or not is_here or not case.is_open or _has_label_out(case):
        return None
    recipients = [row.shipment.recipient_address for row in parcels]
    offer = offer_for(case.sender, recipients, sends_boxes=case.site.sends_boxes)
    if HandOver.PICKUP not in offer.ways:
        return offer
    return Offer(offer.ways, offer.formats, slots.slots(case.site.calendar, at))


def _has_label_out(case: Case) -> bool:
    """Whether a box we sent brings the label, so that no other is made."""
    out = case.kits.filter(cancelled_at=None, shipped_at__isnull=False)
    return bool(case.kit_state) and out.exists()


def pickup_of(case: Case) -> PickupBooking | None:
    """Return the pickup that stands, or was refused last."""
    return pickups.of(case.number)
