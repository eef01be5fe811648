"""What owners say about the data on a unit; then there is a label."""

from collections.abc import Mapping
from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef
from rma.rules import erasure
from rma.rules.actors import Actor
from rma.rules.cover_facts import DataDeclared
from rma.rules.erasure import Erasure
from rma.rules.words import Decision, Party, Step
from rma.steps import kits, sending, settling
from rma.steps.declarations import data_of, keep_declarations

_ENDED = (Decision.REFUSED, Decision.CANCELLED)


class NothingToDeclare(Exception):
    """The line holds no data we ask about, or it is not on its way."""


class NotYourChoice(Exception):
    """The policy does not let the customer keep the disk."""


@use_case
def declare_erasure(
    *,
    case: CaseRef,
    answers: Mapping[int, Erasure],
    by: Actor,
    at: datetime,
    address: str | None = None,
    once: Once | None = None,
) -> Case:
    """
    Take what the owner declares for lines, by position; the label follows the last.

    Saying it again changes it while nothing is here yet. Raises NothingToDeclare and
    NotYourChoice.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    asked = {line.position: line for line in lines if _is_askable(line)}
    if not answers or not set(answers) <= set(asked):
        raise NothingToDeclare
    may_keep = locked.policy.may_keep_disk
    for position, choice in answers.items():
        product = asked[position].product
        category = product.category if product else ""
        if choice not in erasure.choices(may_keep_disk=may_keep, category=category):
            raise NotYourChoice
    for position, choice in answers.items():
        asked[position].erasure = choice
        asked[position].save(update_fields=["erasure"])
    told = [asked[position] for position in answers]
    keep_declarations(told, by=by, at=at, address=address)
    _let_go(locked, lines, at)
    facts = [DataDeclared(line=line.position, choice=line.erasure) for line in told]
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _is_askable(line: CaseLine) -> bool:
    return (
        data_of(line).holds_data and line.decision not in _ENDED and not line.received
    )


def _let_go(case: Case, lines: list[CaseLine], at: datetime) -> None:
    """Order the label that waited, once nothing is owed any more."""
    waiting = [line for line in lines if line.is_waiting]
    coming = [data_of(line) for line in waiting if line.decision not in _ENDED]
    if not waiting or erasure.label_waits(coming):
        return
    for line in waiting:
        line.is_waiting = False
        line.save(update_fields=["is_waiting"])
    going = [line for line in waiting if line.approved]
    case.is_data_owed = False
    if not going:
        return
    case.label_status = "pending"
    sending.order_way_here(case, going, at)
    kits.follow(case, at=at)
    due_at = case.site.calendar.due_in(at, 1)
    settling.promise_next(case, Step.LABEL, Party.US, due_at)
