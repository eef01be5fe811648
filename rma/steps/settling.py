"""What makes promises kept, resolutions done and swaps settled."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from rma.models import (
    AdvanceReplacement,
    Case,
    CaseLine,
    CaseRef,
    Dispatch,
    Promise,
    Resolution,
)
from rma.rules.actors import Actor
from rma.rules.facts import Fact, ResolutionDone
from rma.rules.ledger import LineLedger
from rma.rules.obligations import AdvanceSettled
from rma.rules.serials import key_of
from rma.rules.words import (
    N_,
    Decision,
    Party,
    PromiseState,
    ResolutionKind,
    ResolutionState,
    Step,
)
from rma.steps import label_inside


class NoSuchLine(Exception):
    """The case has no such unit; carries what was named and what it is waiting for."""

    def __init__(self, named: str, expected: tuple[str, ...] = ()) -> None:
        """Remember what was named and what would have matched."""
        super().__init__(named)
        self.named = named
        self.expected = expected


def sums_of(lines: Iterable[CaseLine]) -> tuple[LineLedger, ...]:
    """Return the sums of lines as the rules take them."""
    return tuple(line.sums for line in lines)


def line_for(lines: list[CaseLine], *, serial: str, line_id: int | None) -> CaseLine:
    """
    Return the line a door speaks of, by its id or by its serial.

    Raises NoSuchLine.
    """
    key = key_of(serial)
    for line in lines:
        by_id = line_id is not None and line.pk == line_id
        if by_id or (line_id is None and key and key_of(line.serial) == key):
            return line
    named = serial or str(line_id)
    raise NoSuchLine(named, tuple(line.serial for line in lines if line.serial))


def locked_line(
    ref: CaseRef, line_id: int | None, *, serial: str = ""
) -> tuple[Case, list[CaseLine], CaseLine]:
    """
    Lock a return and give it with its lines and the one a door speaks of.

    Raises NoSuchLine.
    """
    case = Case.objects.locked(ref)
    lines = CaseLine.objects.of(case)
    return case, lines, line_for(lines, serial=serial, line_id=line_id)


def keep(case: Case, *steps: Step, at: datetime) -> None:
    """
    Write that what some promises waited for has happened, at the moment it did.

    We may hear of it late: one that was given up as broken in between is kept after
    all, where it happened by its day.
    """
    in_time = Q(state=PromiseState.BROKEN, due_at__gte=at)
    Promise.objects.filter(
        Q(state=PromiseState.OPEN) | in_time, case=case, step__in=steps
    ).update(state=PromiseState.KEPT, kept_at=at)


def withdraw(case: Case, *steps: Step, why: str) -> None:
    """Take open promises back: named steps, or all where none is named."""
    promises = Promise.objects.open().filter(case=case)
    if steps:
        promises = promises.filter(step__in=steps)
    else:
        # A loaner that is out comes back, however its return ended.
        promises = promises.exclude(step=Step.RETURN_LOANER)
    promises.update(state=PromiseState.WITHDRAWN, why=why)


def date_hand_over(
    case: Case, due_on: date, *, why: str, at: datetime, is_told: bool = True
) -> None:
    """
    Give the way back its day; the letter about what it counts from tells it.

    A day that was let go before stands open again. The later steps keep their
    distance from it. `is_told` says that its reminders are another's affair, as
    those of a swap are (rules/advance_terms.py).
    """
    due_at = case.site.calendar.end_of(due_on)
    back = case.promises.filter(step=Step.HAND_OVER).exclude(state=PromiseState.KEPT)
    promise = back.order_by("id").last()
    if promise is None:
        return
    later = due_at - promise.due_at
    promise.state = PromiseState.OPEN
    promise.move(due_at, why=why, at=at)
    if is_told:
        promise.told_at = at
    promise.save()
    for follower in case.promises.open().filter(position__gt=promise.position):
        day = case.site.calendar.local_day(follower.due_at + later)
        working = case.site.calendar.after(day, 0)
        follower.move(case.site.calendar.end_of(working), why=why, at=at)


def promise_next(
    case: Case, step: Step, who: Party, due_at: datetime, *, why: str = ""
) -> None:
    """Promise one more step; one that is open already stays as it is."""
    Promise.objects.bulk_create(
        [
            Promise(
                case=case,
                position=case.promises.count() + 1,
                step=step,
                who=who,
                due_at=due_at,
                original_due_at=due_at,
                why=why,
            )
        ],
        ignore_conflicts=True,
    )


def finish(
    line: CaseLine,
    resolution: Resolution,
    *,
    at: datetime,
    amount: str = "",
    fee: str = "",
) -> ResolutionDone:
    """Write a resolution done, count it, and return the fact."""
    kind = ResolutionKind(resolution.kind)
    line.take(line.sums.finish(kind, resolution.quantity), at=at)
    resolution.state = ResolutionState.DONE
    resolution.done_at = at
    resolution.save()
    return ResolutionDone(
        line=line.position,
        kind=kind,
        quantity=resolution.quantity,
        amount=amount,
        fee=fee,
    )


def settle_swap(line: CaseLine, *, at: datetime, by: Actor) -> tuple[Fact, ...]:
    """
    End a swap once its new unit is delivered and its old one inspected.

    Returns the facts, or nothing while one of the two is missing.
    """
    swap = AdvanceReplacement.objects.filter(line=line).first()
    if swap is None or swap.settled_at or swap.delivered_at is None:
        return ()
    if line.inspected < line.approved:
        return ()
    swap.settled_at = at
    swap.save()
    quantity = line.sums.unresolved
    if not quantity:
        return (AdvanceSettled(line=line.position),)
    resolution = Resolution.objects.create(
        line=line,
        quantity=quantity,
        kind=ResolutionKind.REPLACEMENT,
        at=at,
        by=by.label[:120],
    )
    line.take(line.sums.resolve(quantity), at=at)
    Dispatch.objects.filter(line=line, is_ahead=True).update(resolution=resolution)
    done = finish(line, resolution, at=at)
    return (done, AdvanceSettled(line=line.position))


def call_off_swap(case: Case, line: CaseLine, *, at: datetime) -> None:
    """Keep a swap's new unit here, where something else is done before it left."""
    waiting = Dispatch.objects.to_ship().filter(line=line, is_ahead=True)
    called_off = waiting.first()
    if called_off is None:
        return
    waiting.update(cancelled_at=at)
    label_inside.leave(case, called_off.box_code)
    AdvanceReplacement.objects.filter(line=line).update(cancelled_at=at)
    line.is_advance = False
    line.save()
    if Dispatch.objects.to_ship().filter(line__case=case, is_ahead=True).exists():
        return
    steps = (Step.SHIP_REPLACEMENT, Step.DELIVER_REPLACEMENT)
    withdraw(case, *steps, why=N_("Something else was decided."))


def end_swap(line: CaseLine, *, at: datetime) -> None:
    """Stop counting a swap's old unit as out once its line has ended."""
    if line.ended_at:
        AdvanceReplacement.objects.unsettled().filter(line=line).update(settled_at=at)


def clear_finished_steps(case: Case, lines: list[CaseLine], *, at: datetime) -> None:
    """
    Keep the promise to put it right once nothing of ours is left to do.

    What was to be delivered and never was is promised no more.
    """
    undecided = (Decision.NEEDS_REVIEW, Decision.NEEDS_INFO)
    if any(line.sums.unresolved or line.decision in undecided for line in lines):
        return
    waiting = Dispatch.objects.to_ship().own().filter(line__case=case).exists()
    if not waiting:
        keep(case, Step.RESOLVE, Step.MAKER_REPAIR, at=at)
    if all(line.ended_at for line in lines):
        withdraw(case, why=N_("Everything has ended."))
