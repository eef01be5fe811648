"""What we do ourselves where a maker missed the day we gave the customer."""

from datetime import datetime

from rma.models import Case, CaseLine, Inspection
from rma.rules import maker_repairs
from rma.rules.actors import Actor
from rma.rules.facts import Fact
from rma.rules.maker_repairs import Fallback
from rma.rules.obligations import MakerMissed
from rma.rules.words import N_, Decision, Finding, ResolutionKind
from rma.steps import putting_right

_INSTEAD = {
    Fallback.REPLACEMENT: ResolutionKind.REPLACEMENT,
    Fallback.CREDIT: ResolutionKind.CREDIT,
}
_WHY = N_("The maker did not repair it in time.")


def fall_back(
    case: Case, lines: list[CaseLine], *, by: Actor, at: datetime
) -> tuple[tuple[Fact, ...], bool]:
    """
    Swap or credit what the maker still has, as its rule says.

    Returns the facts, and whether a unit the maker repairs still waits to be checked.
    """
    theirs = [
        line
        for line in lines
        if line.decision == Decision.APPROVED
        and line.maker_fallback
        and line.sums.unresolved
    ]
    found = _findings(theirs)
    ready = [line for line in theirs if maker_repairs.is_the_makers(found[line.pk])]
    facts: list[Fact] = []
    for line in ready:
        facts += _instead(case, line, by=by, at=at)
    return tuple(facts), None in found.values()


def _instead(case: Case, line: CaseLine, *, by: Actor, at: datetime) -> list[Fact]:
    fallback = Fallback(line.maker_fallback)
    count = line.sums.unresolved
    if fallback is Fallback.CREDIT and not putting_right.may_credit(line, count):
        fallback = Fallback.REPLACEMENT
    missed = MakerMissed(line=line.position, fallback=fallback)
    done = putting_right.put_right(
        case,
        line,
        _INSTEAD[fallback],
        quantity=count,
        by=by,
        at=at,
        note=_WHY,
    )
    return [missed, *done]


def _findings(lines: list[CaseLine]) -> dict[int, Finding | None]:
    """Return what was found last on each line whose units are all looked at."""
    found: dict[int, Finding | None] = dict.fromkeys(line.pk for line in lines)
    whole = [line.pk for line in lines if line.inspected >= line.approved]
    for look in Inspection.objects.filter(line__in=whole).order_by("id"):
        found[look.line_id] = Finding(look.outcome)
    return found
