"""What a customer changes before it is carried out: at once where the rules allow."""

from dataclasses import replace

import pytest

from rma.actions import changing, inspecting, receiving, resolving
from rma.models import AdvanceReplacement, Case, Dispatch, Event, Policy, Promise
from rma.rules.actors import Actor, ActorKind
from rma.rules.words import Decision, Finding, Reason, ResolutionKind, Step, Wish
from rma.steps.counting import Arrival
from tests.rma import builders
from tests.rma.builders import CLERK, HOME, NOON, a_unit, broken, later, the_line

pytestmark = pytest.mark.django_db
JO = Actor(ActorKind.CUSTOMER, "Jo Weber")


def change(case: Case, wish: Wish, **more: object) -> Case:
    given = {"position": 1, "wish": wish, "is_trusted": True}
    given |= {"by": JO, "at": later(hours=1)}
    return changing.change_remedy(case=case.ref, **(given | more))


def due(case: Case, step: Step) -> Promise:
    return case.promises.open().get(step=step)


class TestAnotherRemedy:
    def test_is_taken_at_once_and_its_dates_move_with_the_reason(self):
        case = builders.a_case()
        before = due(case, Step.RESOLVE)
        case = change(case, Wish.REPAIR)
        assert the_line(case).wish == Wish.REPAIR
        after = due(case, Step.RESOLVE)
        assert after.due_at > before.due_at
        assert after.original_due_at == before.original_due_at
        assert after.why == "You chose another remedy."
        sent = due(case, Step.HAND_OVER)
        assert not sent.is_moved

    def test_a_credit_is_not_delivered_and_sooner(self):
        a_unit(paid_cents=21400, currency="EUR")
        case = builders.a_case(broken())
        change(case, Wish.CREDIT)
        assert not case.promises.open().filter(step=Step.DELIVER).exists()
        case = change(case, Wish.REPLACEMENT)
        assert due(case, Step.DELIVER)

    def test_chosen_again_nothing_happens(self):
        change(builders.a_case(), Wish.REPLACEMENT)
        assert not Event.objects.filter(name="remedy.changed").exists()

    def test_counts_from_the_day_the_unit_is_here(self):
        case = builders.a_case()
        receiving.receive_units(
            case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=NOON
        )
        inspecting.inspect_units(
            case=case.ref,
            outcome=Finding.FAULT_CONFIRMED,
            serial="SN-1",
            by=CLERK,
            at=NOON,
        )
        case = change(case, Wish.CREDIT)
        days = case.policy.credit_days
        expected = case.site.calendar.due_in(later(hours=1), days)
        assert due(case, Step.RESOLVE).due_at == expected

    def test_once_it_was_begun_it_stays(self):
        a_unit(paid_cents=21400, currency="EUR")
        case = builders.a_case(broken())
        resolving.resolve_units(
            case=case.ref,
            kind=ResolutionKind.REPLACEMENT,
            serial="SN-1",
            by=CLERK,
            at=NOON,
            is_without_unit=True,
        )
        with pytest.raises(changing.NotChangeable):
            change(case, Wish.CREDIT)

    def test_what_has_a_price_is_agreed_with_a_person(self):
        a_unit(shipped_on=builders.date(2020, 1, 2))
        case = builders.a_case(broken(wish=Wish.CREDIT))
        assert the_line(case).decision == Decision.NEEDS_REVIEW
        with pytest.raises(changing.NotChangeable):
            change(case, Wish.REPAIR)

    def test_what_is_looked_at_may_be_wished_otherwise(self):
        a_unit()
        case = builders.a_case(broken(reason=Reason.OTHER))
        case = change(case, Wish.REPAIR)
        assert (case.situation, the_line(case).wish) == ("in_review", Wish.REPAIR)


class TestSwaps:
    def test_the_new_unit_may_leave_first_once_its_terms_are_accepted(self):
        case = builders.a_case()
        with pytest.raises(changing.TermsNotAccepted):
            change(case, Wish.ADVANCE_REPLACEMENT)
        case = change(case, Wish.ADVANCE_REPLACEMENT, is_accepted=True)
        assert AdvanceReplacement.objects.get().accepted_by == "Jo Weber"
        assert Dispatch.objects.to_ship().filter(is_ahead=True).count() == 1
        assert due(case, Step.SHIP_REPLACEMENT)
        assert case.situation == "replacement_packed"
        # Ten working days from the delivery, as the accepted terms say.
        calendar, terms = case.site.calendar, case.policy.advance_terms
        there = calendar.local_day(due(case, Step.DELIVER_REPLACEMENT).due_at)
        back = calendar.local_day(due(case, Step.HAND_OVER).due_at)
        assert back == calendar.after(there, terms.return_days)

    def test_and_is_called_off_while_it_has_not_left(self):
        case = change(builders.a_case(), Wish.ADVANCE_REPLACEMENT, is_accepted=True)
        case = change(case, Wish.CREDIT, at=later(hours=2))
        assert not Dispatch.objects.to_ship().exists()
        assert not case.promises.open().filter(step=Step.SHIP_REPLACEMENT).exists()
        back = change(
            case, Wish.ADVANCE_REPLACEMENT, is_accepted=True, at=later(hours=3)
        )
        assert Dispatch.objects.to_ship().count() == 1
        assert AdvanceReplacement.objects.get(cancelled_at=None)
        assert the_line(back).is_advance

    def test_none_for_who_came_by_a_link_as_when_a_return_begins(self):
        case = builders.a_case()
        with pytest.raises(changing.NotChangeable):
            change(case, Wish.ADVANCE_REPLACEMENT, is_accepted=True, is_trusted=False)
        assert not Dispatch.objects.to_ship().exists()

    def test_nor_any_new_unit_to_a_place_not_on_file(self):
        a_unit()
        away = replace(HOME, street1="Neue Str. 5", city="Kiel", postal_code="24103")
        case = builders.a_case(broken(wish=Wish.REPAIR), ship_from=away)
        with pytest.raises(changing.NotChangeable):
            change(case, Wish.REPLACEMENT, is_trusted=False)
        case = change(case, Wish.REPLACEMENT)
        assert the_line(case).wish == Wish.REPLACEMENT

    def test_to_the_place_on_file_the_link_is_enough(self):
        a_unit()
        case = builders.a_case(broken(wish=Wish.REPAIR))
        case = change(case, Wish.REPLACEMENT, is_trusted=False)
        assert the_line(case).wish == Wish.REPLACEMENT

    def test_not_where_the_policy_offers_none(self):
        Policy.objects.update(advance_offered=False)
        with pytest.raises(changing.NotChangeable):
            change(builders.a_case(), Wish.ADVANCE_REPLACEMENT, is_accepted=True)


class TestAnotherAddress:
    NEW = replace(HOME, street1="Neue Str. 5", city="Potsdam", postal_code="14467")

    def move(self, case: Case, **more: object) -> Case:
        given = {"address": self.NEW, "is_trusted": True, "by": JO, "at": NOON}
        return changing.change_delivery(case=case.ref, **(given | more))

    def test_counts_at_once_and_is_told(self):
        case = self.move(builders.a_case())
        assert case.recipient.city == "Potsdam"
        event = Event.objects.get(name="delivery.changed")
        assert event.facts == {"city": "Potsdam", "country": "DE"}
        again = self.move(case)
        assert again.recipient.city == "Potsdam"
        assert Event.objects.filter(name="delivery.changed").count() == 1

    def test_a_link_alone_does_not_send_it_elsewhere(self):
        case = builders.a_case()
        with pytest.raises(changing.NeedsPerson):
            self.move(case, is_trusted=False)
        assert self.move(case, is_trusted=False, address=HOME).deliver_to is None

    def test_another_country_is_for_a_person(self):
        abroad = replace(self.NEW, country="CH")
        with pytest.raises(changing.NeedsPerson):
            self.move(builders.a_case(), address=abroad)

    def test_not_once_a_label_carries_the_old_one(self):
        a_unit(paid_cents=21400, currency="EUR")
        case = builders.a_case(broken())
        Dispatch.objects.create(
            line=the_line(case),
            kind="replacement",
            due_at=NOON,
            shipped_at=NOON,
            shipped_by="A. Clerk",
        )
        with pytest.raises(changing.NotChangeable):
            self.move(case)
