"""What carriers say about parcels, turned into our words by one table."""

from shipping.words import NEEDS_ACTION, ParcelState

_STATES = {
    "information_received": ParcelState.LABEL_READY,
    "package_accepted": ParcelState.HANDED_OVER,
    "package_departed": ParcelState.MOVING,
    "package_arrived": ParcelState.MOVING,
    "package_processed": ParcelState.MOVING,
    "package_processing": ParcelState.MOVING,
    "package_forwarded": ParcelState.MOVING,
    "delivery_scheduled": ParcelState.MOVING,
    "delayed": ParcelState.DELAYED,
    "delivery_rescheduled": ParcelState.DELAYED,
    "out_for_delivery": ParcelState.OUT_FOR_DELIVERY,
    "delivered": ParcelState.DELIVERED,
    "address_issue": ParcelState.EXCEPTION,
    "contact_carrier": ParcelState.EXCEPTION,
    "delivery_attempted": ParcelState.EXCEPTION,
    "location_inaccessible": ParcelState.EXCEPTION,
    "notice_left": ParcelState.EXCEPTION,
    "package_held": ParcelState.EXCEPTION,
    "pickup_available": ParcelState.EXCEPTION,
    "reschedule_delivery": ParcelState.EXCEPTION,
    "package_undeliverable": ParcelState.EXCEPTION,
    "package_damaged": ParcelState.DAMAGED,
    "package_lost": ParcelState.LOST,
    "package_disposed": ParcelState.LOST,
    "return_to_sender": ParcelState.RETURNED_TO_SENDER,
    "package_unclaimed": ParcelState.RETURNED_TO_SENDER,
}

_COARSE = {
    "PRE_TRANSIT": ParcelState.LABEL_READY,
    "DELIVERED": ParcelState.DELIVERED,
    "RETURNED": ParcelState.RETURNED_TO_SENDER,
}
_NEVER_ON_THE_ROAD = (
    ParcelState.LABEL_READY,
    ParcelState.DELIVERED,
    ParcelState.RETURNED_TO_SENDER,
)


def state_of(code: str) -> ParcelState:
    """Return our word for a carrier's; one we do not know is for a person to read."""
    return _STATES.get(code, ParcelState.EXCEPTION)


def state_told(status: str, code: str) -> ParcelState | None:
    """
    Return our word for a carrier's coarse status and its finer code.

    Where they disagree the coarse one wins: a carrier may say that a parcel was
    delivered under the code of another step. None where it says nothing at all.
    """
    if status == "TRANSIT":
        return _on_the_road(code)
    if status == "FAILURE":
        known = _STATES.get(code, ParcelState.EXCEPTION)
        return known if known in NEEDS_ACTION else ParcelState.EXCEPTION
    if status in _COARSE:
        return _COARSE[status]
    if status in ("UNKNOWN", ""):
        return _STATES.get(code)
    return ParcelState.EXCEPTION


def _on_the_road(code: str) -> ParcelState:
    if not code:
        return ParcelState.MOVING
    known = state_of(code)
    return ParcelState.MOVING if known in _NEVER_ON_THE_ROAD else known
