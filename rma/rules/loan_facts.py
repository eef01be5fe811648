"""The facts of units lent meanwhile: promised, extended, overdue, back."""

from dataclasses import dataclass

from rma.rules.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanPromised(Fact):
    """Tell that a unit is lent meanwhile, and until when."""

    name = "loan.promised"
    loaner: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanExtended(Fact):
    """Tell that a loaner may stay longer, and why."""

    name = "loan.extended"
    loaner: str
    due_on: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanOverdue(Fact):
    """Tell that a loaner did not come back in time."""

    name = "loan.overdue"
    loaner: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanEnded(Fact):
    """Tell that a loaner is back with us, and in which condition."""

    name = "loan.ended"
    loaner: str
    grade: str
    was: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanErased(Fact):
    """Tell that the data of a loaner that was lent is gone, or that it was waived."""

    name = "loan.erased"
    is_internal = True
    loaner: str
    method: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanLost(Fact):
    """Tell that a loaner will not come back, and why nobody waits for it."""

    name = "loan.lost"
    is_internal = True
    loaner: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanCalledOff(Fact):
    """Tell that a loaner will not leave, and why."""

    name = "loan.called-off"
    loaner: str
    reason: str
