"""How what arrived differs from what was announced, and the way out of each."""

from dataclasses import dataclass
from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Discrepancy
from rma.rules import discrepancies
from rma.rules.actors import Actor
from rma.rules.difference_facts import DiscrepancyFound, DiscrepancySettled
from rma.rules.discrepancies import Exit
from rma.rules.words import DiscrepancyKind
from rma.steps import settling, ways_out


class AlreadySettled(Exception):
    """The discrepancy has an outcome already."""


class NotAWayOut(Exception):
    """A difference of this kind does not end so."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Say how what came differs, and of which line."""

    kind: DiscrepancyKind
    line_id: int | None = None
    quantity: int = 1
    serial: str = ""
    note: str = ""


@use_case
def note_discrepancy(
    *,
    case: CaseRef,
    difference: Difference,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """Write how what arrived differs; somebody settles it. Raises NoSuchLine."""
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    line = (
        settling.line_for(lines, serial="", line_id=difference.line_id)
        if difference.line_id is not None
        else None
    )
    serial = difference.serial.strip()[:80]
    Discrepancy.objects.create(
        case=locked,
        line=line,
        kind=difference.kind,
        quantity=difference.quantity,
        serial=serial,
        note=difference.note,
        at=at,
        by=by.label[:120],
    )
    fact = DiscrepancyFound(
        line=line.position if line else None,
        kind=difference.kind,
        quantity=difference.quantity,
        serial=serial,
        note=difference.note,
    )
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def settle_discrepancy(
    *,
    case: CaseRef,
    discrepancy_id: int,
    outcome: str,
    by: Actor,
    at: datetime,
    way_out: Exit = Exit.OTHER,
    line_id: int | None = None,
    sku: str = "",
    once: Once | None = None,
) -> Case:
    """
    Take one of the ways out of a difference, and do what it says.

    `line_id` names the unit it is about, where the dock named none, `sku` the article
    of one nobody announced. A question to the customer leaves it open.

    Raises AlreadySettled where it has an outcome, or is not this case's, NotAWayOut,
    NotExpected, NoSuchLine, and what the ways out raise (ways_out).
    """
    other = ways_out.case_of_serial(discrepancy_id) if _swaps(way_out) else None
    locked = ways_out.lock(case, other)
    found = Discrepancy.objects.open().filter(case=locked, pk=discrepancy_id).first()
    if found is None:
        raise AlreadySettled
    if way_out not in discrepancies.exits_of(DiscrepancyKind(found.kind)):
        raise NotAWayOut
    lines = CaseLine.objects.of(locked)
    if found.line_id is None and line_id is not None:
        found.line = settling.line_for(lines, serial="", line_id=line_id)
    way = ways_out.Way(locked, lines, found, outcome, by, at, sku)
    facts = ways_out.take(way, way_out, other)
    found.way_out = way_out
    if discrepancies.ends(way_out):
        found.outcome, found.settled_at, found.settled_by = outcome, at, by.label[:120]
        told = DiscrepancySettled(
            line=found.line.position if found.line else None,
            kind=found.kind,
            outcome=outcome,
            way=way_out,
            came=found.serial,
        )
        facts.append(told)
    found.save()
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _swaps(way_out: Exit) -> bool:
    return way_out is Exit.SWAP_CASE
