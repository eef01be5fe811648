"""Deciding whether lines may come back; asking, answering, overriding."""

from dataclasses import dataclass
from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef
from rma.rules.actors import Actor
from rma.rules.facts import (
    Fact,
    InformationAsked,
    InformationGiven,
    LineApproved,
    LineRefused,
    PolicyOverridden,
)
from rma.rules.staying import Proof, Stay, StayRule, can_stay
from rma.rules.words import N_, Decision, Party, Step, Wish
from rma.steps import (
    beginning,
    here_already,
    opening,
    sending,
    settling,
    staying,
    ways_out,
)

_OPEN = (Decision.NEEDS_REVIEW, Decision.NEEDS_INFO)


class AlreadyDecided(Exception):
    """The line was decided before; carries its position."""

    def __init__(self, position: int) -> None:
        """Remember which line."""
        super().__init__(str(position))
        self.position = position


class ReasonMissing(Exception):
    """A refusal or an override needs a reason in plain words."""


class CannotStay(Exception):
    """What is wished for can only be done with the unit here."""


class NothingAskedYet(Exception):
    """There is no open question to answer."""


@dataclass(frozen=True, slots=True)
class LineDecision:
    """Approve or refuse one line; `reason` and `instead` are what is told."""

    line_id: int
    decision: Decision
    reason: str = ""
    instead: str = ""


@use_case
def decide_lines(
    *,
    case: CaseRef,
    decisions: tuple[LineDecision, ...],
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Approve or refuse lines and return their case, with what follows begun.

    Raises AlreadyDecided, ReasonMissing for a refusal without one, NoSuchLine.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    facts: list[Fact] = []
    approved = []
    for decision in decisions:
        line = settling.line_for(lines, serial="", line_id=decision.line_id)
        if line.decision not in _OPEN:
            raise AlreadyDecided(line.position)
        facts.append(_decide(line, decision, at, by))
        if line.approved:
            approved.append(line)
    _go_on(locked, lines, approved, at)
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _decide(line: CaseLine, wanted: LineDecision, at: datetime, by: Actor) -> Fact:
    reason = wanted.reason.strip()
    if wanted.decision is Decision.APPROVED:
        line.is_advance = line.wish == Wish.ADVANCE_REPLACEMENT
        line.decide(Decision.APPROVED, why=reason, at=at, by=by)
        return LineApproved(line=line.position, reason=reason)
    if not reason:
        raise ReasonMissing
    line.decide(Decision.REFUSED, why=reason, at=at, by=by)
    return LineRefused(line=line.position, reason=reason, instead=wanted.instead)


def _go_on(
    case: Case, lines: list[CaseLine], approved: list[CaseLine], at: datetime
) -> None:
    """Keep the promise to decide and begin what the approvals allow."""
    open_lines = [line.decision for line in lines if line.decision in _OPEN]
    if not open_lines:
        settling.keep(case, Step.DECIDE, at=at)
    if Decision.NEEDS_INFO not in open_lines:
        settling.keep(case, Step.ANSWER, at=at)
    if not approved:
        return
    if here_already.is_here(case) and not _are_special(approved):
        here_already.begin(case, approved, at)
        return
    sending.settle_label(case, approved)
    staying.note(case, lines)
    beginning.plan_case(case, lines, at)
    beginning.begin(case, approved, at)


def _are_special(lines: list[CaseLine]) -> bool:
    """Whether one is swapped first, or stays where it is."""
    return any(line.is_advance or line.stays for line in lines)


@use_case
def override_policy(
    *,
    case: CaseRef,
    line_id: int,
    decision: Decision,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Decide one line against what the policy ruled, with a reason that stays.

    A refusal that nothing followed yet may be turned into an approval; an open line
    either way. Raises ReasonMissing, AlreadyDecided, NoSuchLine, and
    opening.AlreadyOpen where the unit is on another return by now.
    """
    if not reason.strip():
        raise ReasonMissing
    locked, lines, line = settling.locked_line(case, line_id)
    before = Decision(line.decision)
    if before not in (*_OPEN, Decision.REFUSED) or before is decision:
        raise AlreadyDecided(line.position)
    opening.refuse_if_out(line)
    wanted = LineDecision(line_id, decision, reason)
    facts = [
        PolicyOverridden(line=line.position, reason=reason.strip(), ruled=before),
        _decide(line, wanted, at, by),
    ]
    _go_on(locked, lines, [line] if line.approved else [], at)
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def let_it_stay(
    *,
    case: CaseRef,
    line_id: int,
    stay: Stay,
    proofs: tuple[Proof, ...],
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Approve one line whose unit stays with its owner, whatever the policy ruled.

    Raises ReasonMissing, AlreadyDecided, NoSuchLine, and CannotStay where the wish
    needs the unit here.
    """
    if not reason.strip():
        raise ReasonMissing
    locked, lines, line = settling.locked_line(case, line_id)
    before = Decision(line.decision)
    if before not in _OPEN:
        raise AlreadyDecided(line.position)
    if not can_stay(Wish(line.wish)):
        raise CannotStay
    staying.write(line, StayRule(stay, proofs=proofs))
    facts = [
        PolicyOverridden(line=line.position, reason=reason.strip(), ruled=before),
        _decide(line, LineDecision(line_id, Decision.APPROVED), at, by),
    ]
    _go_on(locked, lines, [line], at)
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def ask_for_information(
    *,
    case: CaseRef,
    line_id: int,
    question: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Ask the customer something before a line is decided.

    Raises ReasonMissing without a question, AlreadyDecided, NoSuchLine.
    """
    if not question.strip():
        raise ReasonMissing
    locked, lines, line = settling.locked_line(case, line_id)
    if line.decision not in _OPEN:
        raise AlreadyDecided(line.position)
    line.ask(question.strip())
    if not any(line.decision == Decision.NEEDS_REVIEW for line in lines):
        settling.withdraw(locked, Step.DECIDE, why=N_("We asked a question first."))
    due_at = locked.site.calendar.due_in(at, locked.policy.hand_over_days)
    settling.promise_next(locked, Step.ANSWER, Party.CUSTOMER, due_at)
    fact = InformationAsked(line=line.position, question=question.strip())
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def give_information(
    *,
    case: CaseRef,
    answer: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Take the customer's answer to all open questions; we decide next.

    Those about what came otherwise than announced are answered with it.

    Raises NothingAskedYet, ReasonMissing for an empty answer.
    """
    if not answer.strip():
        raise ReasonMissing
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    asked = [line for line in lines if line.decision == Decision.NEEDS_INFO]
    is_heard = ways_out.hear(locked)
    if not asked and not is_heard:
        raise NothingAskedYet
    for line in asked:
        line.hear(answer.strip())
    settling.keep(locked, Step.ANSWER, at=at)
    due_at = locked.site.calendar.due_in(at, locked.policy.decide_days)
    settling.promise_next(locked, Step.DECIDE, Party.US, due_at)
    locked.record(
        InformationGiven(answer=answer.strip()),
        lines=settling.sums_of(lines),
        at=at,
        by=by,
    )
    return locked
