"""The facts of what a sender did to their parcel, as they ticked it themselves."""

from dataclasses import dataclass

from rma.rules.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTicked(Fact):
    """Tell that the sender did one of the steps, in the words they read."""

    name = "step.ticked"
    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepUnticked(Fact):
    """Tell that the sender took a tick back."""

    name = "step.unticked"
    key: str
    title: str
