"""Failures somebody chooses for the sandbox's next orders: rows, never the network."""

from datetime import datetime

from shipping.carriers.sandbox.scenarios import Scenario, named
from shipping.errors import ShippingProblem
from shipping.models import SandboxScenario

# What an order, its papers, its money or its way can be made to suffer by choice; the
# rest is asked for by an address or over HTTP.
_OFFERED = (
    Scenario.SILENT_AFTER_BUY,
    Scenario.SILENT_BEFORE_BUY,
    Scenario.SILENT_ALWAYS,
    Scenario.SHOWN_LATE,
    Scenario.SOLD_TWICE,
    Scenario.TOO_MANY,
    Scenario.KEY_REFUSED,
    Scenario.RATE_EXPIRED,
    Scenario.DECLINED,
    Scenario.QUEUED,
    Scenario.LINK_EXPIRED,
    Scenario.VOID_REFUSED,
    Scenario.VOID_SLOW,
    Scenario.DELAYED,
    Scenario.DAMAGED,
    Scenario.LOST,
)


class UnknownScenario(ShippingProblem):
    """The sandbox knows no failure by that name."""


def choose(*, scenario: str, times: int, at: datetime) -> None:
    """
    Have the sandbox's next orders fail in the way named; a name it lacks is refused.

    Raises UnknownScenario for a name the sandbox does not know.
    """
    known = named(scenario)
    if known is Scenario.NONE:
        raise UnknownScenario(scenario)
    SandboxScenario.objects.create(scenario=known.value, times_left=times, chosen_at=at)


def forget() -> None:
    """Have nothing fail any more that somebody chose."""
    SandboxScenario.objects.all().delete()


def scenarios() -> tuple[str, ...]:
    """Return every failure there is a name for."""
    return tuple(scenario.value for scenario in Scenario if scenario.value)


def offered() -> tuple[str, ...]:
    """Return the failures that change what happens to an order, for people."""
    return tuple(scenario.value for scenario in _OFFERED)
