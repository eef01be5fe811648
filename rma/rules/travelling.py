"""The facts of boxes before they leave: added, shared, handed over another way."""

from dataclasses import dataclass

from rma.rules.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxAdded(Fact):
    """Tell that some units travel in a box of their own."""

    name = "box.added"
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRemoved(Fact):
    """Tell that a box is not needed any more."""

    name = "box.removed"
    box: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxShared(Fact):
    """Tell that a return travels in the box of another."""

    name = "box.shared"
    box: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxUnshared(Fact):
    """Tell that a return travels in a box of its own again."""

    name = "box.unshared"
    box: str
    of: str
