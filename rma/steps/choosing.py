"""How what a customer chose is carried out, and charged where they agreed to it."""

from datetime import datetime

from rma.models import Case, CaseLine, Charge, Choice
from rma.rules.actors import Actor
from rma.rules.choices import AGREED_BEFORE, Found, Option
from rma.rules.facts import Fact
from rma.rules.money import Money
from rma.rules.words import Finding, Party, ResolutionKind, Step
from rma.steps import looking, putting_right, replanning, settling

_KINDS = {
    Option.SEND_BACK: ResolutionKind.RETURN_AS_IS,
    Option.PAID_REPAIR: ResolutionKind.PAID_REPAIR,
    Option.KEEP_FOR_CREDIT: ResolutionKind.CREDIT,
}


def carry_out(
    case: Case, line: CaseLine, choice: Choice, *, by: Actor, at: datetime
) -> list[Fact]:
    """
    Do what was chosen and return its facts.

    Raises what putting_right.put_right raises.
    """
    option = Option(choice.chosen)
    if option is Option.SECOND_LOOK:
        _look_again(case, line, choice, at)
        return []
    facts = putting_right.put_right(
        case,
        line,
        _KINDS[option],
        quantity=choice.quantity,
        by=by,
        at=at,
        amount=choice.offer.credit if option is Option.KEEP_FOR_CREDIT else None,
    )
    _charge(case, choice, option, at)
    return facts


def _charge(case: Case, choice: Choice, option: Option, at: datetime) -> None:
    """Ask accounting for what was agreed to, at the moment it was agreed to."""
    due = choice.offer.cost_of(option)
    if due is None:
        return
    is_new = choice.offer.must_agree(option) and choice.words != AGREED_BEFORE
    Charge.objects.create(
        choice=choice,
        option=option,
        amount_cents=due.cents,
        currency=due.currency,
        accepted_at=at if is_new else case.opened_at,
        accepted_by=choice.chosen_by if is_new else case.contact.name[:120],
        at=at,
    )


def _look_again(case: Case, line: CaseLine, choice: Choice, at: datetime) -> None:
    """Put the units on the bench again; the claim waits for what is found then."""
    looks = [look for look in looking.counted(line) if look.outcome == choice.finding]
    line.count_inspected(-looking.put_aside(line, looks, at), at=at)
    due_at = case.site.calendar.due_in(at, case.policy.inspect_days)
    settling.promise_next(case, Step.INSPECT, Party.US, due_at)
    # What was promised before they were asked is promised anew, from this look on.
    for step in replanning.steps_after_check(case, [line], at) or ():
        settling.promise_next(case, step.step, step.who, step.due_at)


def facts_of(line: CaseLine, finding: Finding, quantity: int) -> Found:
    """Return what decides which choices a line's customer has."""
    cents, policy = line.fee_accepted_cents, line.case.policy
    before = line.choices.filter(chosen=Option.SECOND_LOOK)
    return Found(
        finding,
        value=putting_right.price_of(line, quantity),
        accepted_fee=None if cents is None else Money(cents, policy.currency),
        had_second_look=before.exists(),
        may_credit=putting_right.may_credit(line, quantity),
    )
