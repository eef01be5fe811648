"""After the end: asked how it goes a month later, taken up where it failed again."""

from collections.abc import Collection
from datetime import datetime

from outbox.words import Lease
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseRef, CheckIn
from rma.queries import afterwards
from rma.rules.actors import Actor
from rma.rules.check_in import Feeling
from rma.rules.facts import CheckInAsked
from rma.steps import again, taking_in


@use_case
def ask_how_it_goes(
    *, case: CaseRef, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """Ask once whether everything still works; asked or answered before, it rests."""
    locked = Case.objects.locked(case)
    check_in, _made = CheckIn.objects.get_or_create(case=locked)
    is_due = not (check_in.asked_at or check_in.answer or locked.is_open)
    if is_due and afterwards.units_back(locked):
        check_in.asked_at = at
        check_in.save(update_fields=["asked_at"])
        again.record(locked, CheckInAsked(), at, by)
    if lease:
        lease.finish()
    return locked


@use_case
def hear_how_it_goes(
    *,
    case: CaseRef,
    feeling: Feeling,
    words: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """Keep how it goes; a later answer stands, and the history keeps both."""
    locked = Case.objects.locked(case)
    again.answered(locked, feeling, words, at, by)
    return locked


@use_case
def take_up_again(
    *,
    case: CaseRef,
    positions: Collection[int],
    words: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Open the return that follows where units put right have failed again; return it.

    Everything known is carried over: who, where, whose at our desk, how it is handed
    over, and what was told before. Raises again.NothingBack, NeedsApproval where an
    approver of their company decides first, and what opening raises.
    """
    old = Case.objects.locked(case)
    new = taking_in.take_in(again.request_of(old, positions, words), by=by, at=at)
    again.note(old, new, words, by=by, at=at)
    return new
