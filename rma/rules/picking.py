"""What leaves today: when the carrier comes, and which box or label was scanned."""

from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from rma.rules import numbers

# A carrier's barcode may hold its number among a postal code and a service.
_SHORTEST = 8


class Urgency(StrEnum):
    """When something must leave, the most urgent first."""

    LATE = "late"
    TODAY = "today"
    NEXT = "next"


class PickState(StrEnum):
    """What is to do with something that leaves, in its order."""

    TO_PICK = "to_pick"
    LABEL_COMING = "label_coming"
    LABEL_FAILED = "label_failed"
    TO_CHECK = "to_check"
    TO_HAND_OVER = "to_hand_over"


def urgency_of(due_at: datetime, *, at: datetime, zone: str) -> Urgency:
    """Return whether something is late, leaves today, or on a later day."""
    here = ZoneInfo(zone)
    due_on, today = due_at.astimezone(here).date(), at.astimezone(here).date()
    if due_on < today:
        return Urgency.LATE
    return Urgency.TODAY if due_on == today else Urgency.NEXT


def is_past(cut_off: time, *, at: datetime, zone: str) -> bool:
    """Whether the carrier has been here today."""
    return at.astimezone(ZoneInfo(zone)).time() >= cut_off


def is_label(scanned: str, *, tracking_number: str, box_code: str) -> bool:
    """Whether what was scanned is on the label of a box: its number, or our code."""
    dense = "".join(sign for sign in scanned.upper() if sign.isalnum())
    number = "".join(sign for sign in tracking_number.upper() if sign.isalnum())
    if len(number) >= _SHORTEST and number in dense:
        return True
    return dense == number != "" or (bool(box_code) and _code(scanned) == box_code)


def _code(scanned: str) -> str | None:
    return numbers.parse(scanned)
