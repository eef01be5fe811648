"""Looking after dates: warn the owner, tell the customer before one passes."""

from datetime import datetime

from outbox.words import Lease
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Promise
from rma.rules import promises
from rma.rules.actors import Actor
from rma.rules.facts import Fact
from rma.rules.obligations import PromiseAtRisk, PromiseMoved, ReminderDue
from rma.rules.promises import Care
from rma.rules.words import N_, Party, PromiseState, Step
from rma.steps import falling_back, settling, to_ship

_SORRY = {
    Party.US: N_("We need two more working days for this."),
    Party.CARRIER: N_("The carrier needs more time than planned."),
    Party.MANUFACTURER: N_("The maker needs more time; we follow up with them."),
}
_NOT_THEIRS = N_("The maker has nothing to repair.")

_WAITING = (
    Step.ARRIVE,
    Step.INSPECT,
    Step.MAKER_REPAIR,
    Step.RESOLVE,
    Step.DELIVER,
)


class NoPromise(Exception):
    """The promise is not open any more."""


class NotAhead(Exception):
    """A new date must lie in the future."""


@use_case
def look_after(
    *, promise_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """
    Do what an open promise asks for at this moment, once.

    The customer is told a new date while the old one still stands; later steps of
    the plan move along, so that the plan stays in order.
    """
    found = Promise.objects.get(pk=promise_id)
    case = Case.objects.locked(found.case_id)
    promise = Promise.objects.get(pk=promise_id)
    if lease:
        lease.finish()
    if promise.state != PromiseState.OPEN:
        return case
    calendar = case.site.calendar
    care = promises.care_for(promise.watch(is_swap=_is_swap(promise)), calendar, at)
    facts = _cared(case, promise, care, by, at)
    if facts:
        lines = settling.sums_of(CaseLine.objects.of(case))
        case.record(*facts, lines=lines, at=at, by=by)
    return case


def _is_swap(promise: Promise) -> bool:
    """Whether what is handed over is an old unit, which has reminders of its own."""
    lines = CaseLine.objects.filter(case=promise.case_id, is_advance=True)
    return promise.step == Step.HAND_OVER and lines.exists()


def _cared(
    case: Case, promise: Promise, care: Care, by: Actor, at: datetime
) -> tuple[Fact, ...]:
    """Do what a promise asks for and return what there is to tell of it."""
    if care is Care.WARN_OWNER:
        return (_warn(promise, at),)
    if care in (Care.REMIND_CUSTOMER, Care.REMIND_LAST):
        return (_remind(promise, at),)
    if care is Care.TELL_CUSTOMER:
        due_at = promises.new_date(promise.due_at, case.site.calendar, at)
        return (_move(case, promise, due_at, _SORRY[Party(promise.who)], at),)
    if care is Care.STEP_IN:
        return _step_in(case, promise, by, at)
    if care is Care.LET_GO:
        _let_go(case, promise, at)
    return ()


def _step_in(case: Case, promise: Promise, by: Actor, at: datetime) -> tuple[Fact, ...]:
    """Do ourselves what the maker was to do; what is not here yet gets a later day."""
    lines = CaseLine.objects.of(case)
    facts, is_waiting = falling_back.fall_back(case, lines, by=by, at=at)
    if is_waiting:
        due_at = promises.new_date(promise.due_at, case.site.calendar, at)
        moved = _move(case, promise, due_at, _SORRY[Party.MANUFACTURER], at)
        return (*facts, moved)
    if facts:
        promise.break_off(at=at)
    else:
        settling.withdraw(case, Step.MAKER_REPAIR, why=_NOT_THEIRS)
    settling.clear_finished_steps(case, lines, at=at)
    return facts


@use_case
def move_promise(
    *,
    case: CaseRef,
    promise_id: int,
    due_at: datetime,
    why: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Give a promise another date with a reason; the customer is told.

    Raises NoPromise, NotAhead.
    """
    locked = Case.objects.locked(case)
    promise = locked.promises.open().filter(pk=promise_id).first()
    if promise is None:
        raise NoPromise
    if due_at <= at:
        raise NotAhead
    fact = _move(locked, promise, due_at, why, at)
    lines = settling.sums_of(CaseLine.objects.of(locked))
    locked.record(fact, lines=lines, at=at, by=by)
    return locked


@use_case
def remind_customer(
    *,
    case: CaseRef,
    step: str,
    due_at: datetime,
    by: Actor,
    at: datetime,
    lease: Lease | None = None,
) -> Case:
    """Remind the customer of a day of theirs; an ended case needs no reminder."""
    locked = Case.objects.locked(case)
    if locked.is_open:
        lines = settling.sums_of(CaseLine.objects.of(locked))
        fact = ReminderDue(step=step, due_at=due_at.isoformat())
        locked.record(fact, lines=lines, at=at, by=by)
    if lease:
        lease.finish()
    return locked


def _let_go(case: Case, promise: Promise, at: datetime) -> None:
    """Note a day of the customer's that passed; what hangs on it waits with it."""
    promise.break_off(at=at)
    if promise.step == Step.HAND_OVER:
        settling.withdraw(case, *_WAITING, why=N_("It starts when the parcel is sent."))
    if promise.step == Step.PROVE:
        _wait_for_proof(case)


def _wait_for_proof(case: Case) -> None:
    """Take back what follows a proof that did not come, unless a parcel comes too."""
    why = N_("It starts when your proof is here.")
    settling.withdraw(case, Step.CHECK_PROOF, why=why)
    if not case.promises.open().filter(step=Step.ARRIVE).exists():
        settling.withdraw(case, Step.RESOLVE, Step.DELIVER, why=why)


def _warn(promise: Promise, at: datetime) -> Fact:
    promise.warned_at = at
    promise.save()
    return PromiseAtRisk(step=promise.step, due_at=promise.due_at.isoformat())


def _remind(promise: Promise, at: datetime) -> Fact:
    promise.told_at = at
    promise.save()
    return ReminderDue(step=promise.step, due_at=promise.due_at.isoformat())


def _move(
    case: Case, promise: Promise, due_at: datetime, why: str, at: datetime
) -> Fact:
    was = promise.due_at
    later = case.promises.open().filter(position__gt=promise.position)
    for follower in later:
        if follower.due_at < due_at or follower.who != Party.CUSTOMER:
            shifted = max(follower.due_at + (due_at - was), due_at)
            day = case.site.calendar.local_day(shifted)
            moved = case.site.calendar.end_of(case.site.calendar.after(day, 0))
            follower.move(moved, why=why, at=at)
            to_ship.follow(follower)
    promise.move(due_at, why=why, at=at)
    to_ship.follow(promise)
    return PromiseMoved(
        step=promise.step,
        due_at=due_at.isoformat(),
        was_due_at=was.isoformat(),
        reason=why,
    )
