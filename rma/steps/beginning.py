"""What follows an approval: the plan, the way here, the claim, the swap."""

from dataclasses import replace
from datetime import datetime

from outbox.inserting import LEFT_AS_IT_IS, insert
from rma.models import (
    AdvanceReplacement,
    Case,
    CaseLine,
    Dispatch,
    Policy,
    Promise,
    VendorClaim,
)
from rma.rules import plan, vendor_terms
from rma.rules.calendar import Calendar
from rma.rules.plan import PlannedStep, PlanTerms
from rma.rules.vendor_terms import ClaimDates
from rma.rules.words import (
    N_,
    Decision,
    DispatchKind,
    HandOver,
    PromiseState,
    Reason,
    Step,
    Wish,
)
from rma.steps import kits, opening, sending, staying
from rma.steps.minting import fresh_code

_FAILURES = (Reason.DEFECTIVE, Reason.DOA, Reason.RECALL)
_STANDING = (PromiseState.OPEN, PromiseState.KEPT)
_AGREED = ("terms", "accepted_at", "accepted_by", "accepted_from")


def plan_case(case: Case, lines: list[CaseLine], at: datetime) -> None:
    """Write the promises of a case: the review, or every step to the end."""
    steps = steps_for(
        lines,
        policy=case.policy,
        road_days=case.road_days,
        hand_over=HandOver(case.hand_over),
        calendar=case.site.calendar,
        at=at,
    )
    if case.is_data_owed:
        steps = tuple(step for step in steps if step.step is not Step.LABEL)
    promise(case, steps)


def steps_for(
    lines: list[CaseLine],
    *,
    policy: Policy,
    road_days: int,
    hand_over: HandOver,
    calendar: Calendar,
    at: datetime,
) -> tuple[PlannedStep, ...]:
    """
    Return the dated steps that follow from what was decided about lines.

    `road_days` is how long a parcel travels between the sender and us.
    """
    plain = policy.plan_terms(is_maker_repairing=False, road_days=road_days)
    approved = [line for line in lines if line.decision == Decision.APPROVED]
    going = [line for line in approved if not line.stays]
    steps: tuple[PlannedStep, ...] = ()
    if going:
        steps = plan.plan_for(
            tuple(Wish(line.wish) for line in going),
            terms=replace(plain, is_maker_repairing=_is_repairing(going)),
            hand_over=hand_over,
            calendar=calendar,
            at=at,
        )
    here = [line for line in approved if line.stays]
    if here:
        named = {step.step for step in steps}
        more = _where_it_is(here, terms=plain, calendar=calendar, at=at)
        steps += tuple(step for step in more if step.step not in named)
    if plan.must_decide(tuple(Decision(line.decision) for line in lines)):
        steps = (plan.review_plan(plain, calendar, at), *steps)
    return steps


def _where_it_is(
    lines: list[CaseLine], *, terms: PlanTerms, calendar: Calendar, at: datetime
) -> tuple[PlannedStep, ...]:
    return plan.plan_where_it_is(
        tuple(Wish(line.wish) for line in lines),
        asks_proof=any(line.proofs_asked for line in lines),
        terms=terms,
        calendar=calendar,
        at=at,
    )


def promise(case: Case, steps: tuple[PlannedStep, ...], first: int = 1) -> None:
    """Write steps as promises in one statement; a step already open stays as it is."""
    promises = [
        Promise(
            case=case,
            position=position,
            step=step.step,
            who=step.who,
            due_at=step.due_at,
            original_due_at=step.due_at,
        )
        for position, step in enumerate(steps, start=first)
    ]
    insert(promises, clash=LEFT_AS_IT_IS)


def plan_the_rest(
    case: Case, lines: list[CaseLine], at: datetime, *, is_here: bool = False
) -> None:
    """
    Date what follows anew, now that the parcel is on its way or here.

    Steps that were let go because nothing was sent in time get a date again; steps
    that can be sooner than promised are promised sooner; none becomes later.
    """
    approved = [
        line for line in lines if line.decision == Decision.APPROVED and not line.stays
    ]
    steps = plan.rest_of_plan(
        tuple(Wish(line.wish) for line in approved),
        terms=case.plan_terms(is_maker_repairing=_is_repairing(approved)),
        calendar=case.site.calendar,
        at=at,
        is_here=is_here,
    )
    known = list(case.promises.all())
    if _was_let_go(known):
        promise(case, steps, first=len(known) + 1)
        return
    due = {step.step: step.due_at for step in steps}
    sooner = [
        row
        for row in known
        if row.state == PromiseState.OPEN
        and row.step in due
        and due[Step(row.step)] < row.due_at
    ]
    for place, row in enumerate(sorted(sooner, key=lambda row: due[Step(row.step)])):
        row.due_at, row.moved_at = due[Step(row.step)], at
        # The first says it for all that follow.
        row.why = "" if place else N_("Your parcel left earlier than planned.")
    Promise.objects.bulk_update(sooner, ["due_at", "moved_at", "why"])


def _was_let_go(known: list[Promise]) -> bool:
    """Whether nothing was sent in time, so that what follows has no date."""
    sent = [row for row in known if row.step == Step.HAND_OVER]
    follows = any(row.step == Step.INSPECT and row.state in _STANDING for row in known)
    return bool(sent) and sent[-1].state == PromiseState.BROKEN and not follows


def _is_repairing(lines: list[CaseLine]) -> bool:
    return any(line.maker_fallback for line in lines)


def begin(
    case: Case,
    approved: list[CaseLine],
    at: datetime,
    *,
    accepted_by: str = "",
    accepted_from: str | None = None,
) -> None:
    """
    Order the label, open the claims and the swaps of lines just approved.

    What stays with its owner needs no way here.

    Raises opening.UnsafeBattery where one may not travel any more.
    """
    opening.refuse_if_unsafe(*approved)
    swaps = [line for line in approved if line.is_advance]
    going = [line for line in approved if not line.stays]
    # Where all of it is swapped, the label waits in the first new unit's box.
    box_code = fresh_code() if len(swaps) == len(going) else ""
    if going and not any(line.is_waiting for line in going):
        sending.order_way_here(case, going, at, inside=box_code)
        if case.hand_over == HandOver.BOX:
            kits.follow(case, at=at)
            case.save(update_fields=["kit_state"])
    open_claims(approved, at)
    staying.begin(approved, at)
    if swaps:
        open_swaps(
            case,
            swaps,
            at,
            accepted_by=accepted_by or case.contact.name,
            accepted_from=accepted_from,
            box_code=box_code,
        )


def open_claims(lines: list[CaseLine], at: datetime) -> None:
    """Open a prospective claim for each line whose maker's cover is running."""
    reported = at.date()
    claims = [
        VendorClaim(
            code=fresh_code(),
            line=line,
            manufacturer=line.product.manufacturer,
            file_by=vendor_terms.file_by(
                line.product.manufacturer.terms, ClaimDates(reported)
            ),
            asked_cents=line.product.cost.cents * line.quantity,
            currency=line.product.currency,
            opened_at=at,
        )
        for line in lines
        if line.product
        and line.reason in _FAILURES
        and vendor_terms.may_claim(line.manufacturer_until, reported)
    ]
    insert(claims, clash=LEFT_AS_IT_IS)


def open_swaps(
    case: Case,
    lines: list[CaseLine],
    at: datetime,
    *,
    accepted_by: str,
    accepted_from: str | None,
    box_code: str = "",
) -> None:
    """Write on which terms new units leave first, and have them sent."""
    terms = case.policy.advance_terms
    kept = {"return_days": terms.return_days, "grace_days": terms.grace_days}
    AdvanceReplacement.objects.bulk_create(
        [
            AdvanceReplacement(
                line=line,
                terms=kept,
                accepted_at=at,
                accepted_by=accepted_by[:120],
                accepted_from=accepted_from,
            )
            for line in lines
        ],
        # A return taken up again has the row of the swap that was called off.
        update_conflicts=True,
        unique_fields=["line"],
        update_fields=[*_AGREED, "cancelled_at", "extension_asked_at"],
    )
    due_at = case.site.calendar.due_in(at, case.policy.advance_ship_days)
    Dispatch.objects.bulk_create(
        [
            Dispatch(
                line=line,
                kind=DispatchKind.REPLACEMENT,
                quantity=line.quantity,
                due_at=due_at,
                is_ahead=True,
                box_code=box_code if line is lines[0] else "",
            )
            for line in lines
        ]
    )
