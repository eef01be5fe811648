"""Swaps after they left: more time asked for, given, and what is overdue."""

from datetime import date, datetime

from rma.actions.use_case import Once, use_case
from rma.models import AdvanceReplacement, Case, CaseLine, CaseRef
from rma.rules.actors import Actor
from rma.rules.obligations import AdvanceExtended, AdvanceOverdue, NoteWritten
from rma.steps import settling


class NoSwapOut(Exception):
    """The case has no swapped unit to wait for."""


class NotLater(Exception):
    """The new day must lie after the one that stands; carries that one."""

    def __init__(self, due_on: date) -> None:
        """Remember the day that stands."""
        super().__init__(due_on.isoformat())
        self.due_on = due_on


@use_case
def ask_for_more_time(
    *,
    case: CaseRef,
    why: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """Take a customer's wish to send the old unit back later; staff decide."""
    locked, lines, swap = _swap_out(case)
    swap.extension_asked_at, swap.extension_why = at, why
    swap.save()
    fact = NoteWritten(text=f"More time asked for: {why}")
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def extend_due_back(
    *,
    case: CaseRef,
    due_on: date,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Give more time to send the old unit back; the first day stays known.

    Raises NoSwapOut, NotLater.
    """
    locked, lines, swap = _swap_out(case)
    if swap.due_back_on is None:
        raise NoSwapOut
    if due_on <= swap.due_back_on:
        raise NotLater(swap.due_back_on)
    swap.due_back_on = due_on
    swap.overdue_at = swap.extension_asked_at = None
    swap.save()
    locked.is_overdue = False
    settling.date_hand_over(locked, due_on, why=reason, at=at)
    fact = AdvanceExtended(
        line=swap.line.position, due_on=due_on.isoformat(), reason=reason
    )
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def mark_overdue(*, case: CaseRef, by: Actor, at: datetime) -> Case:
    """
    Put a swap whose old unit did not come on the desk, and tell the customer, once.

    Raises NoSwapOut where none is out, or it is not due yet.
    """
    locked, lines, swap = _swap_out(case)
    today = locked.site.calendar.local_day(at)
    if swap.due_back_on is None or swap.due_back_on >= today:
        raise NoSwapOut
    if swap.overdue_at:
        return locked
    swap.overdue_at = at
    swap.save()
    locked.is_overdue = True
    fact = AdvanceOverdue(line=swap.line.position, due_on=swap.due_back_on.isoformat())
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _swap_out(ref: CaseRef) -> tuple[Case, list[CaseLine], AdvanceReplacement]:
    case = Case.objects.locked(ref)
    lines = CaseLine.objects.of(case)
    swap = (
        AdvanceReplacement.objects.unsettled()
        .filter(line__case=case, returned_at=None)
        .select_related("line")
        .first()
    )
    if swap is None:
        raise NoSwapOut
    return case, lines, swap
