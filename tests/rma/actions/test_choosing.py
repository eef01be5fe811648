"""No fault found: asked, chosen, reminded, sent back, and never a surprise charge."""

from datetime import timedelta

import pytest

from rma.actions import choosing, inspecting, receiving, resolving
from rma.jobs import watch_choices
from rma.models import (
    Charge,
    Choice,
    CreditRequest,
    Dispatch,
    Event,
    Policy,
    Resolution,
    VendorClaim,
)
from rma.queries import invariants
from rma.rules.actors import SYSTEM, Actor, ActorKind
from rma.rules.choices import Option
from rma.rules.words import CaseStatus, Finding, ResolutionKind, Step
from rma.steps.counting import Arrival
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, later, the_line

pytestmark = pytest.mark.django_db
JO = Actor(ActorKind.CUSTOMER, "Jo Weber")


def checked(outcome=Finding.NO_FAULT_FOUND, *, fee=3500, agreed=True, **policy):
    """Return a return whose unit was found so, under a policy with a fee."""
    Policy.objects.update(no_fault_fee_cents=fee, **policy)
    builders.a_unit()
    case = builders.a_case(builders.broken(), has_seen_costs=agreed)
    receiving.receive_units(
        case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=later(days=3)
    )
    return inspecting.inspect_units(
        case=case.ref, outcome=outcome, serial="SN-1", by=CLERK, at=later(days=3)
    )


def asked(*, at=None, **values):
    case = checked(**values)
    choosing.ask_customer(
        case=case.ref, line_id=the_line(case).pk, by=CLERK, at=at or later(days=3)
    )
    return Choice.objects.select_related("line__case").get()


def chosen(choice, option, *, at=None, **more):
    return choosing.choose(
        case=choice.line.case_id,
        choice_id=choice.pk,
        option=option,
        by=JO,
        at=at or later(days=4),
        **more,
    )


class TestAsking:
    def test_gives_a_day_to_answer_and_grace_and_waits_for_the_customer(self):
        choice = asked(choice_days=5, choice_grace_days=2, keep_percent=40)
        case = choice.line.case
        assert case.status == CaseStatus.AWAITING_CUSTOMER
        # Friday 13 March, so five working days are Friday 20, two more Tuesday 24.
        assert choice.due_at.date().isoformat() == "2026-03-20"
        assert choice.send_back_at.date().isoformat() == "2026-03-24"
        assert case.promises.get(step=Step.CHOOSE).due_at == choice.due_at
        assert choice.options == [
            "send_back",
            "second_look",
            "paid_repair",
            "keep_for_credit",
        ]
        told = Event.objects.get(name="choice.asked").facts
        assert (told["fee"], told["send_back_on"]) == ("35.00 EUR", "2026-03-24")

    def test_promises_nothing_that_hangs_on_the_answer(self):
        case = asked().line.case
        left = case.promises.open().values_list("step", flat=True)
        assert list(left) == [Step.CHOOSE]

    def test_offers_no_fee_that_was_not_read_before(self):
        assert asked(agreed=False).offer.fee is None

    def test_is_for_findings_without_a_fault_of_ours_and_once(self):
        case = checked(Finding.FAULT_CONFIRMED)
        named = {"case": case.ref, "line_id": the_line(case).pk, "by": CLERK}
        with pytest.raises(choosing.NothingToChoose):
            choosing.ask_customer(**named, at=later(days=3))

    def test_twice_is_refused(self):
        choice = asked()
        named = {"case": choice.line.case_id, "line_id": choice.line_id, "by": CLERK}
        with pytest.raises(choosing.NothingToChoose):
            choosing.ask_customer(**named, at=later(days=3))

    def test_is_taken_back_where_our_people_decide_something_else(self):
        choice = asked()
        case = resolving.resolve_units(
            case=choice.line.case_id,
            kind=ResolutionKind.REPLACEMENT,
            line_id=choice.line_id,
            by=CLERK,
            at=later(days=4),
        )
        choice.refresh_from_db()
        assert choice.closed_at
        assert not case.is_awaiting_customer
        assert case.promises.get(step=Step.CHOOSE).state == "withdrawn"
        with pytest.raises(choosing.ChoiceOver):
            chosen(choice, Option.SEND_BACK)


class TestChoosing:
    def test_to_have_it_back_sends_it_and_charges_what_was_agreed(self):
        choice = asked()
        case = chosen(choice, Option.SEND_BACK)
        assert Resolution.objects.get().kind == ResolutionKind.RETURN_AS_IS
        assert Dispatch.objects.get().kind == "returned"
        charge = Charge.objects.get()
        assert str(charge.amount) == "35.00 EUR"
        assert (charge.accepted_at, charge.accepted_by) == (case.opened_at, "Jo Weber")
        assert case.promises.get(step=Step.CHOOSE).state == "kept"
        assert invariants.find_all(later(days=4)) == []

    def test_costs_nothing_where_the_fee_was_never_read(self):
        chosen(asked(agreed=False), Option.SEND_BACK)
        assert not Charge.objects.exists()

    def test_a_second_look_puts_it_on_the_bench_again_once(self):
        choice = asked()
        case = chosen(choice, Option.SECOND_LOOK, words="Only when it is cold.")
        line = the_line(case)
        assert (line.inspected, line.received) == (0, 1)
        ahead = set(case.promises.open().values_list("step", flat=True))
        assert ahead == {Step.INSPECT, Step.RESOLVE, Step.DELIVER}
        assert not Charge.objects.exists()
        assert VendorClaim.objects.get().status == "prospective"
        inspecting.inspect_units(
            case=case.ref,
            outcome=Finding.NO_FAULT_FOUND,
            line_id=line.pk,
            by=CLERK,
            at=later(days=5),
        )
        choosing.ask_customer(
            case=case.ref, line_id=line.pk, by=CLERK, at=later(days=5)
        )
        assert "second_look" not in Choice.objects.open().get().options
        assert invariants.find_all(later(days=5)) == []

    def test_a_price_is_agreed_to_in_the_same_moment_or_not_taken(self):
        choice = asked(outcome=Finding.EXTERNAL_DAMAGE)
        with pytest.raises(choosing.PriceNotAccepted):
            chosen(choice, Option.PAID_REPAIR)
        assert Choice.objects.open().exists()
        chosen(choice, Option.PAID_REPAIR, accepts_price=True)
        charge = Charge.objects.get()
        assert (str(charge.amount), charge.accepted_by) == ("95.00 EUR", "Jo Weber")
        assert Resolution.objects.get().kind == ResolutionKind.PAID_REPAIR

    def test_to_have_us_keep_it_credits_the_share_of_its_price(self):
        chosen(asked(keep_percent=40), Option.KEEP_FOR_CREDIT)
        assert str(CreditRequest.objects.get().amount) == "85.60 EUR"
        assert not Charge.objects.exists()

    def test_what_was_not_offered_is_refused(self):
        with pytest.raises(choosing.NotAnOption):
            chosen(asked(), Option.KEEP_FOR_CREDIT)

    def test_chosen_twice_is_done_once(self):
        choice = asked()
        chosen(choice, Option.SEND_BACK)
        with pytest.raises(choosing.ChoiceOver):
            chosen(choice, Option.SECOND_LOOK)
        assert Dispatch.objects.count() == 1


class TestWaiving:
    def test_takes_the_fee_off_and_says_so(self):
        choice = asked()
        choosing.waive_fee(
            case=choice.line.case_id,
            choice_id=choice.pk,
            reason="A known weakness.",
            by=CLERK,
            at=later(days=4),
        )
        chosen(choice, Option.SEND_BACK)
        assert not Charge.objects.exists()
        told = Event.objects.get(name="fee.waived").facts
        assert told["reason"] == "A known weakness."

    def test_needs_a_fee_and_a_reason(self):
        choice = asked(agreed=False)
        named = {"case": choice.line.case_id, "choice_id": choice.pk, "by": CLERK}
        with pytest.raises(choosing.NoReasonToWaive):
            choosing.waive_fee(**named, reason=" ", at=later(days=4))
        with pytest.raises(choosing.NoFeeDue):
            choosing.waive_fee(**named, reason="Why not.", at=later(days=4))


def hourly(at):
    """Let the jobs of an hour run, as a worker would."""
    for choice in Choice.objects.open().filter(due_at__lte=at):
        for owed in watch_choices._owed(choice, at):
            deed = {
                "choice.last": choosing.remind_last,
                "choice.default": choosing.send_back_unanswered,
            }[owed.kind]
            deed(choice_id=choice.pk, by=SYSTEM, at=at)


class TestNoAnswer:
    def test_is_reminded_once_more_and_then_sent_back_after_the_grace(self):
        choice = asked()
        late = choice.due_at + timedelta(hours=1)
        hourly(late)
        hourly(late + timedelta(hours=1))
        told = Event.objects.filter(name="reminder.due")
        assert [each.facts["due_at"] for each in told] == [
            choice.send_back_at.isoformat()
        ]
        assert not Dispatch.objects.exists()
        hourly(choice.send_back_at)
        choice.refresh_from_db()
        assert (choice.chosen, choice.is_default) == (Option.SEND_BACK, True)
        assert Dispatch.objects.get().kind == "returned"
        assert Charge.objects.get().accepted_at == NOON

    def test_an_answer_within_the_grace_counts(self):
        choice = asked()
        hourly(choice.due_at + timedelta(hours=1))
        chosen(choice, Option.SECOND_LOOK, at=choice.due_at + timedelta(hours=2))
        hourly(choice.send_back_at + timedelta(days=1))
        assert not Dispatch.objects.exists()
