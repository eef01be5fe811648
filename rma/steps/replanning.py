"""A plan under way that goes another way: dates moved, each with its reason."""

from datetime import date, datetime

from rma.models import Case, CaseLine, Promise
from rma.rules import advance_terms, plan
from rma.rules.plan import PlannedStep
from rma.rules.staying import StayState
from rma.rules.words import N_, Decision, HandOver, Step, Wish
from rma.steps import beginning, settling

# What a plan is made of; what was asked or happened on the way has dates of its own.
_ASKED = {Step.DECIDE, Step.ANSWER, Step.CHOOSE, Step.MEND, Step.REPLY}
_OF_THE_PLAN = frozenset(Step) - _ASKED - {Step.RETURN_LOANER}

_AFTER_NEW = N_("You send the old unit once the new one is there.")
_AFTER_CHECK = frozenset({Step.MAKER_REPAIR, Step.RESOLVE, Step.DELIVER})


def plan_anew(
    case: Case, lines: list[CaseLine], *, why: str, at: datetime
) -> list[Promise]:
    """
    Date every step of what is still to be put right from this moment on.

    Steps that are not needed any more are taken back; none becomes sooner than it
    was promised. Returns the promises that were moved.
    """
    left = [
        line
        for line in lines
        if line.decision == Decision.APPROVED and line.sums.unresolved
    ]
    steps = beginning.steps_for(
        left,
        policy=case.policy,
        road_days=case.road_days,
        hand_over=HandOver(case.hand_over),
        calendar=case.site.calendar,
        at=at,
    )
    if case.is_data_owed:
        steps = tuple(step for step in steps if step.step is not Step.LABEL)
    return take_up(case, steps, among=_OF_THE_PLAN, why=why, at=at)


def take_up(
    case: Case,
    steps: tuple[PlannedStep, ...],
    *,
    among: frozenset[Step],
    why: str,
    at: datetime,
    may_be_sooner: bool = False,
) -> list[Promise]:
    """Let open promises of some steps follow new ones; return those moved."""
    due = {step.step: step for step in steps}
    open_rows = {Step(row.step): row for row in case.promises.open()}
    gone = [step for step in open_rows if step in among and step not in due]
    if gone:
        settling.withdraw(case, *gone, why=why)
    moved = []
    for step, row in open_rows.items():
        new = due[step].due_at if step in due else row.due_at
        if new > row.due_at or (may_be_sooner and new < row.due_at):
            row.move(new, why=why, at=at)
            moved.append(row)
    fresh = tuple(step for step in steps if step.step not in open_rows)
    beginning.promise(case, fresh, first=case.promises.count() + 1)
    return moved


def promise_from_proof(case: Case, line: CaseLine, at: datetime) -> None:
    """Promise what follows a proof just handed in; what is promised already stays."""
    terms = case.plan_terms()
    steps = plan.plan_from_proof(
        Wish(line.wish), terms=terms, calendar=case.site.calendar, at=at
    )
    beginning.promise(case, steps, first=case.promises.count() + 1)


def date_remedy(case: Case, lines: list[CaseLine], *, why: str, at: datetime) -> None:
    """
    Date what follows the check anew, for what is wished now.

    Where the check itself has no date, as nothing was sent in time, nothing has.
    """
    steps = steps_after_check(case, lines, at)
    if steps is None:
        return
    take_up(case, steps, among=_AFTER_CHECK, why=why, at=at, may_be_sooner=True)


def steps_after_check(
    case: Case, lines: list[CaseLine], at: datetime
) -> tuple[PlannedStep, ...] | None:
    """Return when lines would be put right, counted from when they are checked."""
    left = [
        line
        for line in lines
        if line.decision == Decision.APPROVED and line.sums.unresolved
    ]
    checked = checked_at(case, at)
    if not left or checked is None:
        return None
    is_repairing = any(line.maker_fallback for line in left)
    return plan.plan_after_check(
        tuple(Wish(line.wish) for line in left),
        terms=case.plan_terms(is_maker_repairing=is_repairing),
        calendar=case.site.calendar,
        at=checked,
    )


def checked_at(case: Case, at: datetime) -> datetime | None:
    """Return when we will have looked at the unit or its proof; None: not known."""
    due = dict(case.promises.open().values_list("step", "due_at"))
    for step in (Step.INSPECT, Step.CHECK_PROOF):
        if step in due:
            return max(due[step], at)
    is_here = case.lines.filter(received__gt=0).exists()
    return at if is_here or case.proof_state == StayState.OURS else None


def plan_swap(case: Case, at: datetime) -> None:
    """Promise that a new unit leaves first; the old one is due after its delivery."""
    terms = case.plan_terms()
    steps = plan.plan_swap(terms, calendar=case.site.calendar, at=at)
    # The day that the terms name; once the new unit is there it counts from then.
    arrives = max(step.due_at for step in steps)
    due_on = advance_terms.due_back(
        arrives, case.policy.advance_terms, case.site.calendar
    )
    settling.date_hand_over(case, due_on, why=_AFTER_NEW, at=at, is_told=False)
    beginning.promise(case, steps, first=case.promises.count() + 1)


def ready_by(
    case: Case,
    wish: Wish,
    *,
    checked: datetime | None,
    is_maker_repairing: bool,
    at: datetime,
) -> date | None:
    """Return by which day a wish would be done; None where nothing has a date yet."""
    calendar = case.site.calendar
    terms = case.plan_terms(is_maker_repairing=is_maker_repairing)
    if wish is Wish.ADVANCE_REPLACEMENT:
        return calendar.local_day(calendar.due_in(at, terms.advance_ship_days))
    if checked is None:
        return None
    steps = plan.plan_after_check((wish,), terms=terms, calendar=calendar, at=checked)
    due = next(step.due_at for step in steps if step.step is Step.RESOLVE)
    return calendar.local_day(due)
