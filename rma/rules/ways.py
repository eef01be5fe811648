"""How far a whole way has come that several boxes travel, each at its own pace."""

from collections import Counter
from collections.abc import Iterable

_NOT_LEFT = ("planned", "label_ready")
# What needs somebody is said before what goes well; the gravest is said first.
_TROUBLE = ("lost", "damaged", "returned_to_sender", "exception", "delayed")
_MOVING = ("out_for_delivery", "moving", "handed_over")


def way_of(states: Iterable[str]) -> str:
    """Return in one word how far all boxes of a way have come; none is no word."""
    counted = Counter(state for state in states if state != "cancelled")
    if len(counted) <= 1:
        return next(iter(counted), "")
    for state in (*_TROUBLE, *_MOVING):
        if counted[state]:
            return state
    # Some are there, others have not left.
    return "handed_over" if counted["delivered"] else "planned"


def has_left(states: Iterable[str]) -> bool:
    """Return whether any box has left, so that the way has begun."""
    return any(state not in (*_NOT_LEFT, "cancelled") for state in states)


def label_of(statuses: Iterable[str]) -> str:
    """Return in one word how the labels of all boxes stand: the worst news counts."""
    standing = {status for status in statuses if status != "void"}
    for status in ("failed", "pending", "ready"):
        if status in standing:
            return status
    return ""
