"""Which batteries travel how, and which may never be given to a carrier."""

from collections.abc import Iterable

from rma.rules.words import Lithium, Reason

# The strictest rules first: a loose battery decides for its whole box.
_STRICTEST = (Lithium.ALONE, Lithium.PACKED_WITH, Lithium.CONTAINED)


def may_never_travel(lithium: str, reason: str, *, is_hurt: bool = False) -> bool:
    """
    Return whether no carrier takes a unit: its battery is hurt, or was called back.

    What somebody reports as swollen or leaking counts whatever our catalogue says.
    """
    return is_hurt or (lithium != Lithium.NONE and reason == Reason.RECALL)


def strictest(kinds: Iterable[str]) -> Lithium:
    """Return the kind whose rules a box with all of these follows."""
    found = set(kinds)
    return next((kind for kind in _STRICTEST if kind in found), Lithium.NONE)
