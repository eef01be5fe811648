"""The facts about units that stay with their owner: values only."""

from dataclasses import dataclass

from rma.rules.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class StayProofHandedIn(Fact):
    """Tell that the proof for a unit that stays was handed in."""

    name = "stay.proof-handed-in"


@dataclass(frozen=True, slots=True, kw_only=True)
class StayProofAccepted(Fact):
    """Tell that a proof is enough, or that none is needed any more, and why."""

    name = "stay.proof-accepted"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StayProofSentBack(Fact):
    """Tell that a proof is not enough, why, and until when another is hoped for."""

    name = "stay.proof-sent-back"
    reason: str
    due_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StayEnded(Fact):
    """Tell that a unit comes back after all."""

    name = "stay.ended"
    reason: str = ""
