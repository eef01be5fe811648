"""Nothing was at fault: the customer is asked, chooses, or hears what we do then."""

from datetime import datetime

from outbox.words import Lease
from rma.actions.inspecting import NotReceived
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Choice
from rma.rules import choices
from rma.rules.actors import Actor, ActorKind
from rma.rules.calendar import Calendar
from rma.rules.choice_facts import ChoiceAsked, ChoiceMade, FeeWaived
from rma.rules.choices import AGREED_BEFORE, Option
from rma.rules.facts import Fact
from rma.rules.obligations import ReminderDue
from rma.rules.words import N_, Decision, Finding, Party, Step
from rma.steps import choosing, looking, putting_right, questions, settling

# The last word before the unit leaves names the day it does.
LAST_REMINDER = "choose_last"

# What they choose decides whether these come at all, and by when.
_AFTERWARDS = (Step.MAKER_REPAIR, Step.RESOLVE, Step.DELIVER)
_FOLLOWS = N_("It follows what you choose.")


class NothingToChoose(Exception):
    """The finding leaves the customer nothing to choose, or they were asked already."""


class ChoiceOver(Exception):
    """The customer is not asked this any more."""


class NotAnOption(Exception):
    """That is not among what was offered."""


class PriceNotAccepted(Exception):
    """It has a price that must be agreed to; carries it."""

    def __init__(self, price: str) -> None:
        """Remember the price in words."""
        super().__init__(price)
        self.price = price


class NoFeeDue(Exception):
    """Nothing is charged for it, so there is nothing to waive."""


class NoReasonToWaive(Exception):
    """Waiving a fee needs a reason."""


@use_case
def ask_customer(
    *,
    case: CaseRef,
    line_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Ask what to do with units of a line in which no fault of ours was found.

    A repair within what they agreed to while asking is begun without a question.

    Raises NoSuchLine, NotReceived, putting_right.NotApproved, and NothingToChoose.
    """
    locked, lines, line = settling.locked_line(case, line_id)
    choice = _asked(line, by, at)
    if choices.is_agreed(choice.offer, Finding(choice.finding), line.repair_limit):
        facts = _agreed_before(locked, lines, choice, at)
        locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
        return locked
    settling.promise_next(locked, Step.CHOOSE, Party.CUSTOMER, choice.due_at)
    locked.is_awaiting_customer = True
    if all(each is line or not each.sums.unresolved for each in lines):
        settling.withdraw(locked, *_AFTERWARDS, why=_FOLLOWS)
    fact = _told(choice, locked.site.calendar)
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _asked(line: CaseLine, by: Actor, at: datetime) -> Choice:
    finding, quantity = _found(line)
    policy, calendar = line.case.policy, line.case.site.calendar
    known = choosing.facts_of(line, finding, quantity)
    offer = choices.offer(policy.choice_terms, known)
    days = policy.choice_days + policy.choice_grace_days
    return Choice.objects.create(
        line=line,
        quantity=quantity,
        finding=finding,
        options=[option.value for option in offer.options],
        fee_cents=offer.fee.cents if offer.fee else None,
        price_cents=offer.price.cents if offer.price else None,
        credit_cents=offer.credit.cents if offer.credit else None,
        currency=policy.currency,
        credit_currency=offer.credit.currency if offer.credit else "",
        asked_at=at,
        asked_by=by.label[:120],
        due_at=calendar.due_in(at, policy.choice_days),
        send_back_at=calendar.due_in(at, days),
    )


def _agreed_before(
    case: Case, lines: list[CaseLine], choice: Choice, at: datetime
) -> list[Fact]:
    """Begin the repair that the customer agreed to before, in their own name."""
    owner = Actor(ActorKind.CUSTOMER, case.contact.name)
    choice.words = AGREED_BEFORE
    return _taken(case, lines, choice, Option.PAID_REPAIR, by=owner, at=at)


def _told(choice: Choice, calendar: Calendar) -> ChoiceAsked:
    offer = choice.offer
    return ChoiceAsked(
        line=choice.line.position,
        finding=choice.finding,
        due_on=calendar.local_day(choice.due_at).isoformat(),
        send_back_on=calendar.local_day(choice.send_back_at).isoformat(),
        options=" ".join(offer.options),
        fee=str(offer.fee or ""),
        price=str(offer.price or ""),
        credit=str(offer.credit or ""),
    )


def _found(line: CaseLine) -> tuple[Finding, int]:
    """Return the newest finding that leaves a choice, and of how many units."""
    if line.decision != Decision.APPROVED:
        raise putting_right.NotApproved
    if not line.received:
        raise NotReceived(0)
    looks = looking.counted(line)
    is_asked = Choice.objects.open().filter(line=line).exists()
    if is_asked or line.is_sent_ahead or not looks:
        raise NothingToChoose
    finding = Finding(looks[-1].outcome)
    alike = sum(look.quantity for look in looks if look.outcome == finding)
    quantity = min(alike, line.sums.unresolved)
    if finding not in choices.ASKED_ABOUT or not quantity:
        raise NothingToChoose
    return finding, quantity


@use_case
def choose(
    *,
    case: CaseRef,
    choice_id: int,
    option: Option,
    by: Actor,
    at: datetime,
    accepts_price: bool = False,
    words: str = "",
    address: str | None = None,
    once: Once | None = None,
) -> Case:
    """
    Take what the customer chose and do it; `words` go to the bench.

    Raises ChoiceOver, NotAnOption, PriceNotAccepted, and what putting_right.put_right
    raises.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    choice = _open(locked, choice_id)
    offer = choice.offer
    if option not in offer.options:
        raise NotAnOption(option)
    if offer.must_agree(option) and not accepts_price:
        raise PriceNotAccepted(str(offer.price))
    choice.chosen_from, choice.words = address, words.strip()
    facts = _taken(locked, lines, choice, option, by=by, at=at)
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def send_back_unanswered(
    *, choice_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """
    Send units back after the days of grace: nobody told us anything else.

    Before that day, or after an answer, nothing changes.
    """
    found = Choice.objects.select_related("line").get(pk=choice_id)
    locked = Case.objects.locked(found.line.case_id)
    choice = Choice.objects.open().filter(pk=choice_id, send_back_at__lte=at).first()
    if choice is not None:
        lines = CaseLine.objects.of(locked)
        choice.is_default = True
        facts = _taken(locked, lines, choice, Option.SEND_BACK, by=by, at=at)
        locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    if lease:
        lease.finish()
    return locked


@use_case
def remind_last(
    *, choice_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """Tell the customer once, after the day to answer, on which day it goes back."""
    found = Choice.objects.select_related("line").get(pk=choice_id)
    locked = Case.objects.locked(found.line.case_id)
    open_ones = Choice.objects.open().filter(warned_at=None, due_at__lte=at)
    choice = open_ones.filter(pk=choice_id, send_back_at__gt=at).first()
    if choice is not None:
        choice.warned_at = at
        choice.save(update_fields=["warned_at"])
        fact = ReminderDue(
            line=found.line.position,
            step=LAST_REMINDER,
            due_at=choice.send_back_at.isoformat(),
        )
        lines = settling.sums_of(CaseLine.objects.of(locked))
        locked.record(fact, lines=lines, at=at, by=by)
    if lease:
        lease.finish()
    return locked


@use_case
def waive_fee(
    *,
    case: CaseRef,
    choice_id: int,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Charge nothing for what was checked, though it was agreed to; the customer hears.

    Raises ChoiceOver, NoFeeDue, NoReasonToWaive.
    """
    if not reason.strip():
        raise NoReasonToWaive
    locked = Case.objects.locked(case)
    choice = _open(locked, choice_id)
    fee = choice.offer.fee
    if fee is None:
        raise NoFeeDue
    choice.waived_at, choice.waived_by = at, by.label[:120]
    choice.waived_why = reason.strip()
    choice.save(update_fields=["waived_at", "waived_by", "waived_why"])
    fact = FeeWaived(
        line=choice.line.position, amount=fee.as_stored(), reason=reason.strip()
    )
    lines = settling.sums_of(CaseLine.objects.of(locked))
    locked.record(fact, lines=lines, at=at, by=by)
    return locked


def _open(case: Case, choice_id: int) -> Choice:
    rows = Choice.objects.open().filter(line__case=case).select_related("line")
    choice = rows.filter(pk=choice_id).first()
    if choice is None:
        raise ChoiceOver
    return choice


def _taken(
    case: Case,
    lines: list[CaseLine],
    choice: Choice,
    option: Option,
    *,
    by: Actor,
    at: datetime,
) -> list[Fact]:
    choice.chosen, choice.chosen_at = option, at
    choice.chosen_by = by.label[:120]
    choice.save()
    line = settling.line_for(lines, serial="", line_id=choice.line_id)
    questions.rest(case, at=at)
    facts = choosing.carry_out(case, line, choice, by=by, at=at)
    settling.clear_finished_steps(case, lines, at=at)
    cost = choice.offer.cost_of(option)
    made = ChoiceMade(
        line=line.position,
        choice=option,
        amount=cost.as_stored() if cost else "",
        is_default="yes" if choice.is_default else "",
        is_agreed_before="yes" if choice.words == AGREED_BEFORE else "",
    )
    return [made, *facts]
