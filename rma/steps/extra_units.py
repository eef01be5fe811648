"""A unit nobody had announced becomes a line of the return it came with."""

from datetime import datetime

from rma.models import Case, CaseLine, Discrepancy, Product, Unit
from rma.queries import verdicts
from rma.rules import plan
from rma.rules.actors import Actor
from rma.rules.difference_facts import LineAdded
from rma.rules.facts import Fact
from rma.rules.words import Decision, Reason, Wish
from rma.steps import beginning, counting
from rma.steps.counting import Arrival


def add_line(
    case: Case,
    lines: list[CaseLine],
    found: Discrepancy,
    subject: Unit | Product | None,
    *,
    why: str,
    by: Actor,
    at: datetime,
) -> list[Fact]:
    """
    Open an approved line for what lay beside what was announced, and count it in.

    From then on it is checked, decided and ended like any other. `subject` is what it
    is, as far as anybody can tell; `lines` has it, and `found` is about it, afterwards.
    """
    line = _line_of(case, lines, found, subject)
    _entitle(line, at)
    line.decide(Decision.APPROVED, why=why, at=at, by=by)
    lines.append(line)
    found.line = line
    beginning.open_claims([line], at)
    _plan(case, line, at)
    added = LineAdded(
        line=line.position, quantity=line.quantity, what=_what(line, found)
    )
    arrivals = (Arrival(line.quantity, line_id=line.pk),)
    return [added, *counting.count_in(case, lines, arrivals, by=by, at=at)]


def _line_of(
    case: Case,
    lines: list[CaseLine],
    found: Discrepancy,
    subject: Unit | Product | None,
) -> CaseLine:
    """Return the line, not written yet; several units have no one serial number."""
    unit = subject if isinstance(subject, Unit) else None
    article = subject if isinstance(subject, Product) else None
    is_one = found.quantity == 1
    return CaseLine(
        case=case,
        position=max(line.position for line in lines) + 1,
        unit=unit if is_one else None,
        product=unit.product if unit else article,
        serial=found.serial if is_one else "",
        reason=Reason.OTHER.value,
        wish=_wish_of(lines).value,
        quantity=found.quantity,
    )


def _wish_of(lines: list[CaseLine]) -> Wish:
    """Return what it is most likely sent for: the same as what it came with."""
    wish = Wish(lines[0].wish)
    return Wish.REPLACEMENT if wish is Wish.ADVANCE_REPLACEMENT else wish


def _entitle(line: CaseLine, at: datetime) -> None:
    """Freeze what we owe for it as of the day it was taken in."""
    case, unit = line.case, line.unit
    judgement = verdicts.judge(
        unit,
        case.policy,
        reason=Reason.OTHER,
        at=at,
        is_known_customer=True,
        who=verdicts.asker(case.account, case.policy, at),
    )
    line.entitle(
        judgement.coverage, manufacturer_until=unit.manufacturer_until if unit else None
    )


def _plan(case: Case, line: CaseLine, at: datetime) -> None:
    """Date its check and its end; a step that is promised already stays as it is."""
    steps = plan.rest_of_plan(
        (Wish(line.wish),),
        terms=case.plan_terms(),
        calendar=case.site.calendar,
        at=at,
        is_here=True,
    )
    beginning.promise(case, steps, first=case.promises.count() + 1)


def _what(line: CaseLine, found: Discrepancy) -> str:
    name = line.product.name if line.product else found.note
    return " ".join(each for each in (name, line.serial) if each)[:200]
