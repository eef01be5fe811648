"""Empty boxes that we send with the label inside: how far they are, what is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rma.rules.facts import Fact


class KitState(StrEnum):
    """How far the boxes a customer waits for have come, all together."""

    NONE = ""
    PLANNED = "planned"
    SHIPPED = "shipped"
    DELIVERED = "delivered"


NOT_THERE = (KitState.PLANNED, KitState.SHIPPED)


def state_of(kits: Iterable[KitState]) -> KitState:
    """Return how far some kits are: the one least far counts."""
    order = (KitState.PLANNED, KitState.SHIPPED, KitState.DELIVERED)
    states = set(kits)
    return next((state for state in order if state in states), KitState.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPacked(Fact):
    """Tell our people that the empty box is packed, the label in it."""

    name = "kit.packed"
    is_internal = True
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KitShipped(Fact):
    """Tell that the empty box leaves, under which number."""

    name = "kit.shipped"
    box: str
    tracking_number: str
    carrier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KitDelivered(Fact):
    """Tell that the empty box is there, and by which day it is to be handed over."""

    name = "kit.delivered"
    box: str
    due_on: str
