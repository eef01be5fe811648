"""The facts of promises, swaps and claims: what somebody owes, and what came of it."""

from dataclasses import dataclass

from rma.rules.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceAccepted(Fact):
    """Tell that the customer took the advance terms."""

    name = "advance.accepted"
    accepted_by: str
    terms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceDue(Fact):
    """Tell until when the old unit is due back."""

    name = "advance.due"
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceExtended(Fact):
    """Tell that the old unit may come later, and why."""

    name = "advance.extended"
    due_on: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceOverdue(Fact):
    """Tell that the old unit did not come in time."""

    name = "advance.overdue"
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceSettled(Fact):
    """Tell that the swap is complete."""

    name = "advance.settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseAtRisk(Fact):
    """Tell that a promise falls due soon."""

    name = "promise.at-risk"
    is_internal = True
    step: str
    due_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMoved(Fact):
    """Tell that a date changed, from when to when, and why."""

    name = "promise.moved"
    step: str
    due_at: str
    was_due_at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDue(Fact):
    """Tell the customer that a step of theirs falls due."""

    name = "reminder.due"
    step: str
    due_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MakerMissed(Fact):
    """Tell that the maker did not repair in time, and what we do ourselves."""

    name = "maker.missed"
    fallback: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOpened(Fact):
    """Tell that the manufacturer owes us, as far as we know."""

    name = "claim.opened"
    is_internal = True
    claim: str
    file_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMoved(Fact):
    """Tell how far a claim against a manufacturer has come."""

    name = "claim.moved"
    is_internal = True
    claim: str
    status: str
    amount: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWarned(Fact):
    """Tell our staff that the last day to file a claim comes near."""

    name = "claim.warned"
    is_internal = True
    claim: str
    file_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(Fact):
    """Keep a note of ours."""

    name = "note.written"
    is_internal = True
    text: str
