"""The facts a case's history is made of: values only, named for what happened."""

from dataclasses import dataclass, fields
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Be the root of all facts; `line` is the position on the case it speaks of."""

    name: ClassVar[str]
    is_internal: ClassVar[bool] = False
    line: int | None = None

    def values(self) -> dict[str, object]:
        """Return the fact's own values as they are stored, empty ones left out."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in pairs if value not in (None, "")}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(Fact):
    """Tell that a return was asked for."""

    name = "case.opened"
    channel: str
    lines: int
    follows: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInAsked(Fact):
    """Tell that we asked, a month later, how it goes."""

    name = "feedback.asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInAnswered(Fact):
    """Tell how it goes, in the customer's word and words."""

    name = "feedback.given"
    answer: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedAgain(Fact):
    """Tell that a unit put right has failed again, and the return that follows."""

    name = "case.failed-again"
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineApproved(Fact):
    """Tell that a line may come back."""

    name = "line.approved"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRefused(Fact):
    """Tell that a line may not come back, and why."""

    name = "line.refused"
    reason: str
    instead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationAsked(Fact):
    """Tell what we need to know; `differs` and `came` where something else came."""

    name = "information.asked"
    question: str
    differs: str = ""
    came: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationGiven(Fact):
    """Tell what the customer answered."""

    name = "information.given"
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Fact):
    """
    Tell what the customer asks us or wishes to change.

    With a `phone` they wait for a call, between two moments that they chose.
    """

    name = "question.asked"
    words: str
    phone: str = ""
    begins_at: str = ""
    ends_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered(Fact):
    """Tell what we answered, and to what."""

    name = "question.answered"
    question: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMade(Fact):
    """Tell that we called the customer who waited for it."""

    name = "call.made"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesAdded(Fact):
    """Tell that photos or papers were handed in."""

    name = "files.added"
    kind: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyOverridden(Fact):
    """Tell that a person decided against the policy, and why."""

    name = "policy.overridden"
    is_internal = True
    reason: str
    ruled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCancelled(Fact):
    """Tell that the return was called off."""

    name = "case.cancelled"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(Fact):
    """Tell that the case goes on."""

    name = "case.reopened"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(Fact):
    """Tell that every line has ended."""

    name = "case.closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseExpired(Fact):
    """Tell that nothing arrived in time."""

    name = "case.expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelReady(Fact):
    """Tell that a label can be printed, and how many of its way are still made."""

    name = "label.ready"
    direction: str
    tracking_number: str
    carrier: str
    still_to_come: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelFailed(Fact):
    """Tell that the carrier refused a label, and why."""

    name = "label.failed"
    direction: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelExpired(Fact):
    """Tell that a label nobody used was given back."""

    name = "label.expired"
    direction: str
    tracking_number: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelMoved(Fact):
    """Tell where a parcel is."""

    name = "parcel.moved"
    direction: str
    state: str
    tracking_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsReceived(Fact):
    """Tell that units arrived at our dock."""

    name = "units.received"
    quantity: int
    serial: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsShortClosed(Fact):
    """Tell that we no longer wait for units."""

    name = "units.short-closed"
    quantity: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsInspected(Fact):
    """Tell what an inspection found."""

    name = "units.inspected"
    quantity: int
    finding: str
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DispositionDecided(Fact):
    """Tell what becomes of units that came back."""

    name = "disposition.decided"
    is_internal = True
    kind: str
    quantity: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionDecided(Fact):
    """Tell what we do for the customer; `fee` was kept of the price."""

    name = "resolution.decided"
    kind: str
    quantity: int
    amount: str = ""
    fee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionDone(Fact):
    """Tell that it is done; `fee` was kept of the price."""

    name = "resolution.done"
    kind: str
    quantity: int
    amount: str = ""
    fee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchShipped(Fact):
    """Tell that a unit left for the customer."""

    name = "dispatch.shipped"
    kind: str
    serial: str
    return_label_inside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchDelivered(Fact):
    """Tell that the unit reached the customer."""

    name = "dispatch.delivered"
    kind: str
    serial: str
