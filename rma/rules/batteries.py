"""Which batteries may never be given to a carrier."""

from rma.rules.words import Lithium, Reason


def may_never_travel(lithium: str, reason: str) -> bool:
    """Return whether a unit's lithium cells are called back: no carrier takes them."""
    return lithium != Lithium.NONE and reason == Reason.RECALL
