"""Looking at what came back: what was found completes claims and settles swaps."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Inspection
from rma.rules.actors import Actor
from rma.rules.clues import Clue
from rma.rules.facts import Fact, UnitsInspected
from rma.rules.words import Finding, Grade, Step
from rma.steps import looking, settling


class NotReceived(Exception):
    """Fewer units are here than were named; carries how many are."""

    def __init__(self, here: int) -> None:
        """Remember how many are here."""
        super().__init__(str(here))
        self.here = here


@use_case
def inspect_units(
    *,
    case: CaseRef,
    outcome: Finding,
    by: Actor,
    at: datetime,
    serial: str = "",
    line_id: int | None = None,
    quantity: int = 1,
    grade: Grade | None = None,
    notes: str = "",
    cause: str = "",
    advice: str = "",
    advice_expect: str = "",
    advice_otherwise: str = "",
    checks: tuple[dict[str, str], ...] = (),
    clues: tuple[Clue, ...] = (),
    once: Once | None = None,
) -> Case:
    """
    Write what somebody found; the claim against the maker is completed with it.

    A look at all of it again counts instead; one at some is kept as a repeat. Raises
    NoSuchLine, and NotReceived where fewer are here.
    """
    locked, lines, line = settling.locked_line(case, line_id, serial=serial)
    if quantity > line.received:
        raise NotReceived(line.received)
    is_repeat = looking.count(line, quantity, at)
    Inspection.objects.create(
        line=line,
        quantity=quantity,
        outcome=outcome,
        grade=grade or "",
        notes=notes,
        cause=cause,
        advice=advice,
        advice_expect=advice_expect,
        advice_otherwise=advice_otherwise,
        checks=list(checks),
        clues=list(clues),
        is_repeat=is_repeat,
        at=at,
        by=by.label[:120],
    )
    facts = [_found(line, quantity, outcome, grade)]
    facts += _follow_from(line, outcome, by, at)
    _keep_promises(locked, lines, at)
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _found(
    line: CaseLine, quantity: int, outcome: Finding, grade: Grade | None
) -> Fact:
    return UnitsInspected(
        line=line.position, quantity=quantity, finding=outcome, grade=grade or ""
    )


def _follow_from(
    line: CaseLine, outcome: Finding, by: Actor, at: datetime
) -> tuple[Fact, ...]:
    """Complete the claim and, where the right unit came, settle its swap."""
    claimed = looking.complete_claim(line, outcome, at)
    if outcome is Finding.WRONG_UNIT:
        return claimed
    return (*claimed, *settling.settle_swap(line, at=at, by=by))


def _keep_promises(case: Case, lines: list[CaseLine], at: datetime) -> None:
    if all(line.inspected >= line.received for line in lines):
        settling.keep(case, Step.INSPECT, at=at)
    settling.clear_finished_steps(case, lines, at=at)
