"""The dated plan of a case: which steps, whose they are, and when each is due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rma.rules.calendar import Calendar
from rma.rules.words import N_, Decision, DispatchKind, HandOver, Party, Step, Wish


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """Hold a policy's times, in working days."""

    decide_days: int
    hand_over_days: int
    transit_days: int
    inspect_days: int
    replace_days: int
    repair_days: int
    credit_days: int
    advance_ship_days: int
    advance_return_days: int
    is_maker_repairing: bool = False


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """Promise one step: what, whose, by when (UTC)."""

    step: Step
    who: Party
    due_at: datetime


STEP_WORDS = {
    Step.DECIDE: N_("We decide about your request"),
    Step.ANSWER: N_("You answer our question"),
    Step.PROVE: N_("You send us the proof"),
    Step.CHECK_PROOF: N_("We look at your proof"),
    Step.LABEL: N_("Your label is ready"),
    Step.SHIP_BOX: N_("We send you a box with the label inside"),
    Step.DELIVER_BOX: N_("The box for your return arrives"),
    Step.SHIP_REPLACEMENT: N_("We ship your replacement"),
    Step.DELIVER_REPLACEMENT: N_("Your replacement arrives"),
    Step.HAND_OVER: N_("You hand the parcel to the carrier"),
    Step.ARRIVE: N_("Your parcel reaches us"),
    Step.INSPECT: N_("We check what you sent"),
    Step.MAKER_REPAIR: N_("The maker has repaired it, or we step in"),
    Step.RESOLVE: N_("We put it right"),
    Step.DELIVER: N_("It is delivered to you"),
    Step.MEND: N_("We put right what happened to the parcel"),
    Step.REPLY: N_("We answer your question"),
    Step.CHOOSE: N_("You choose what happens next"),
    Step.RETURN_LOANER: N_("You send the loaner back to us"),
}

# An answer at a time that the customer chose.
CALL_WORDS = N_("We call you at the time you chose")

RESOLVE_WORDS = {
    Wish.REPLACEMENT: N_("We ship your replacement"),
    Wish.REPAIR: N_("We ship your repaired unit"),
    Wish.CREDIT: N_("We issue your credit"),
    Wish.REFUND: N_("We issue your refund"),
    Wish.ADVANCE_REPLACEMENT: N_("We confirm that the swap is settled"),
}

# What a return ends with, whatever was wished for.
END_WORDS = {
    "credited": RESOLVE_WORDS[Wish.CREDIT],
    "replaced": RESOLVE_WORDS[Wish.REPLACEMENT],
    "repaired": RESOLVE_WORDS[Wish.REPAIR],
    "returned": N_("We send it back to you"),
    "refused": N_("We tell you what we decided"),
}
LEAVING_WORDS = {
    DispatchKind.REPLACEMENT: END_WORDS["replaced"],
    DispatchKind.REPAIRED: END_WORDS["repaired"],
    DispatchKind.RETURNED: END_WORDS["returned"],
}


def review_plan(terms: PlanTerms, calendar: Calendar, at: datetime) -> PlannedStep:
    """Return the one step of a request that a person looks at first."""
    return PlannedStep(Step.DECIDE, Party.US, calendar.due_in(at, terms.decide_days))


def plan_for(
    wishes: tuple[Wish, ...],
    *,
    terms: PlanTerms,
    hand_over: HandOver,
    calendar: Calendar,
    at: datetime,
) -> tuple[PlannedStep, ...]:
    """Return the steps from approval to the end, each with its date, in order."""
    steps = _steps(wishes, terms, hand_over, calendar, at)
    # A swap and a box of ours travel side by side.
    return tuple(sorted(steps, key=lambda step: step.due_at))


def _steps(
    wishes: tuple[Wish, ...],
    terms: PlanTerms,
    hand_over: HandOver,
    calendar: Calendar,
    at: datetime,
) -> Iterator[PlannedStep]:
    def due(days: int) -> datetime:
        return calendar.due_in(at, days)

    if hand_over is not HandOver.OWN_CARRIER:
        yield PlannedStep(Step.LABEL, Party.US, due(1))
    sent = terms.hand_over_days
    if hand_over is HandOver.BOX and set(wishes) != {Wish.ADVANCE_REPLACEMENT}:
        yield PlannedStep(Step.SHIP_BOX, Party.US, due(1))
        yield PlannedStep(Step.DELIVER_BOX, Party.CARRIER, due(1 + terms.transit_days))
        sent += 1 + terms.transit_days
    if Wish.ADVANCE_REPLACEMENT in wishes:
        yield from plan_swap(terms, calendar=calendar, at=at)
        arrives = terms.advance_ship_days + terms.transit_days
        sent = max(sent, arrives + terms.advance_return_days)
    yield PlannedStep(Step.HAND_OVER, Party.CUSTOMER, due(sent))
    yield from _after_hand_over(wishes, terms, calendar, at, sent=sent)


def rest_of_plan(
    wishes: tuple[Wish, ...],
    *,
    terms: PlanTerms,
    calendar: Calendar,
    at: datetime,
    is_here: bool = False,
) -> tuple[PlannedStep, ...]:
    """Return the steps that follow a parcel handed over, or arrived, at a moment."""
    sent = -terms.transit_days if is_here else 0
    return tuple(_after_hand_over(wishes, terms, calendar, at, sent=sent))


def plan_swap(
    terms: PlanTerms, *, calendar: Calendar, at: datetime
) -> tuple[PlannedStep, ...]:
    """Return the steps of a new unit that leaves first."""
    shipped = terms.advance_ship_days
    arrives = calendar.due_in(at, shipped + terms.transit_days)
    return (
        PlannedStep(Step.SHIP_REPLACEMENT, Party.US, calendar.due_in(at, shipped)),
        PlannedStep(Step.DELIVER_REPLACEMENT, Party.CARRIER, arrives),
    )


def plan_after_check(
    wishes: tuple[Wish, ...], *, terms: PlanTerms, calendar: Calendar, at: datetime
) -> tuple[PlannedStep, ...]:
    """Return the steps that follow once what was sent is checked, at a moment."""
    return tuple(_after_check(wishes, terms, calendar, at, checked=0))


def plan_where_it_is(
    wishes: tuple[Wish, ...],
    *,
    asks_proof: bool,
    terms: PlanTerms,
    calendar: Calendar,
    at: datetime,
) -> tuple[PlannedStep, ...]:
    """Return the steps for units that stay with their owner, proof first if asked."""
    if not asks_proof:
        return tuple(_right_away(wishes, terms, calendar, at, from_day=0))
    sent = terms.hand_over_days
    seen = sent + terms.decide_days
    return (
        PlannedStep(Step.PROVE, Party.CUSTOMER, calendar.due_in(at, sent)),
        PlannedStep(Step.CHECK_PROOF, Party.US, calendar.due_in(at, seen)),
        *_right_away(wishes, terms, calendar, at, from_day=seen),
    )


def plan_from_proof(
    wish: Wish, *, terms: PlanTerms, calendar: Calendar, at: datetime
) -> tuple[PlannedStep, ...]:
    """Return the steps that follow a proof handed in at a moment."""
    seen = terms.decide_days
    return (
        PlannedStep(Step.CHECK_PROOF, Party.US, calendar.due_in(at, seen)),
        *_right_away((wish,), terms, calendar, at, from_day=seen),
    )


def _right_away(
    wishes: tuple[Wish, ...],
    terms: PlanTerms,
    calendar: Calendar,
    at: datetime,
    *,
    from_day: int,
) -> Iterator[PlannedStep]:
    done = from_day + max(_days_of(wish, terms) for wish in wishes)
    yield PlannedStep(Step.RESOLVE, Party.US, calendar.due_in(at, done))
    if Wish.REPLACEMENT in wishes:
        there = calendar.due_in(at, done + terms.transit_days)
        yield PlannedStep(Step.DELIVER, Party.CARRIER, there)


def _after_hand_over(
    wishes: tuple[Wish, ...],
    terms: PlanTerms,
    calendar: Calendar,
    at: datetime,
    *,
    sent: int,
) -> Iterator[PlannedStep]:
    def due(days: int) -> datetime:
        return calendar.due_in(at, days)

    arrived = sent + terms.transit_days
    yield PlannedStep(Step.ARRIVE, Party.CARRIER, due(arrived))
    checked = arrived + terms.inspect_days
    yield PlannedStep(Step.INSPECT, Party.US, due(checked))
    yield from _after_check(wishes, terms, calendar, at, checked=checked)


def _after_check(
    wishes: tuple[Wish, ...],
    terms: PlanTerms,
    calendar: Calendar,
    at: datetime,
    *,
    checked: int,
) -> Iterator[PlannedStep]:
    def due(days: int) -> datetime:
        return calendar.due_in(at, days)

    if terms.is_maker_repairing and Wish.REPAIR in wishes:
        # So early that what we do ourselves then still holds the customer's date.
        spare = max(terms.replace_days, terms.credit_days)
        mended = checked + max(terms.repair_days - spare, 1)
        yield PlannedStep(Step.MAKER_REPAIR, Party.MANUFACTURER, due(mended))
    done = checked + max(_days_of(wish, terms) for wish in wishes)
    yield PlannedStep(Step.RESOLVE, Party.US, due(done))
    if {Wish.REPLACEMENT, Wish.REPAIR} & set(wishes):
        yield PlannedStep(Step.DELIVER, Party.CARRIER, due(done + terms.transit_days))


def _days_of(wish: Wish, terms: PlanTerms) -> int:
    return {
        Wish.REPLACEMENT: terms.replace_days,
        Wish.REPAIR: terms.repair_days,
        Wish.CREDIT: terms.credit_days,
        Wish.REFUND: terms.credit_days,
        Wish.ADVANCE_REPLACEMENT: 1,
    }[wish]


def must_decide(decisions: tuple[Decision, ...]) -> bool:
    """Whether a person still has to look at something."""
    return any(
        decision in (Decision.NEEDS_REVIEW, Decision.NEEDS_INFO)
        for decision in decisions
    )
