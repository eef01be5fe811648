"""The facts about cover and data in a case's history: values only."""

from dataclasses import dataclass

from rma.rules.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DataDeclared(Fact):
    """Tell what the owner declared about the data on a unit."""

    name = "data.declared"
    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofHandedIn(Fact):
    """Tell that a receipt was handed in, and the day on it."""

    name = "proof.handed-in"
    bought_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofAccepted(Fact):
    """Tell that a receipt counts, and what the unit is covered for now."""

    name = "proof.accepted"
    bought_on: str
    verdict: str
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofRefused(Fact):
    """Tell that a receipt does not count, and why."""

    name = "proof.refused"
    reason: str
