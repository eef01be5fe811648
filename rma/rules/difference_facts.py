"""The facts of what came otherwise than announced: seen, settled, taken in."""

from dataclasses import dataclass

from rma.rules.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepancyFound(Fact):
    """Tell how what arrived differs from what was announced."""

    name = "discrepancy.found"
    is_internal = True
    kind: str
    quantity: int
    serial: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepancySettled(Fact):
    """Tell what was done about a difference: the way out, and which unit had come."""

    name = "discrepancy.settled"
    is_internal = True
    kind: str
    outcome: str
    way: str = ""
    came: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAdded(Fact):
    """Tell that units nobody had announced are dealt with on the same return."""

    name = "line.added"
    quantity: int
    what: str = ""
