"""Customers who wait for a call: listed by the time they chose, done by one press."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rma.actions import asking
from rma.actions.asking import CallWish
from rma.models import Promise
from rma.queries.keyset import PAGE
from rma.rules import promises, slots
from rma.rules.promises import Care
from rma.rules.words import PromiseState, Step
from tests.portal.desk.conftest import text
from tests.rma.builders import CLERK, a_case, a_unit, broken

pytestmark = pytest.mark.django_db
PHONE = "040 555 12"


def wanted(case, place=0, words="Please call me."):
    """Let the customer of a return want a call in one of the slots to come."""
    at = timezone.now()
    slot = slots.slots(case.site.calendar, at)[place]
    asking.ask_us(
        case=case.ref, words=words, call=CallWish(PHONE, slot), by=CLERK, at=at
    )
    return slot


def a_return(serial):
    a_unit(serial)
    return a_case(broken(serial))


def numbers(page):
    return [each["call"].row.case.number for each in page.context["calls"]]


class TestList:
    def test_names_number_wish_and_time_the_soonest_first(self, support):
        later, sooner = a_return("SN-1"), a_return("SN-2")
        wanted(later, 3)
        wanted(sooner, 0, "The driver may come.")
        page = support.get("/desk/calls/")
        assert numbers(page) == [sooner.number, later.number]
        assert PHONE in page.text
        assert "The driver may come." in page.text
        assert "Customers to call" in support.get("/desk/").text

    def test_marks_what_is_over_and_narrows_to_it(self, support):
        late, due = a_return("SN-1"), a_return("SN-2")
        wanted(late)
        wanted(due)
        over = timezone.now() - timedelta(hours=1)
        Promise.objects.filter(case=late, step=Step.REPLY).update(original_due_at=over)
        page = support.get("/desk/calls/")
        assert numbers(page) == [late.number, due.number]
        assert text(page).count("overdue") + text(page).count("Overdue") >= 1
        assert numbers(support.get("/desk/calls/?due=late")) == [late.number]

    def test_is_a_page_at_a_time(self, support):
        for place in range(PAGE + 1):
            wanted(a_return(f"SN-{place}"))
        first = support.get("/desk/calls/")
        assert len(numbers(first)) == PAGE
        second = support.get(f"/desk/calls/{first.context['next']}")
        assert len(numbers(second)) == 1

    def test_holds_no_question_that_is_answered_in_writing(self, support):
        case = a_return("SN-1")
        asking.ask_us(case=case.ref, words="Why?", by=CLERK, at=timezone.now())
        assert numbers(support.get("/desk/calls/")) == []

    def test_loses_what_was_answered_by_letter(self, support):
        case = a_return("SN-1")
        wanted(case)
        asking.answer_customer(
            case=case.ref, words="Done.", by=CLERK, at=timezone.now()
        )
        asking.ask_us(case=case.ref, words="Why?", by=CLERK, at=timezone.now())
        assert numbers(support.get("/desk/calls/")) == []


class TestCalled:
    def test_is_one_press_that_keeps_the_promise_and_stays_in_the_history(
        self, support
    ):
        case = a_return("SN-1")
        wanted(case)
        for _time in range(2):
            support.post(f"/desk/returns/{case.number}/called", {"once": "k1"})
        assert numbers(support.get("/desk/calls/")) == []
        reply = Promise.objects.get(case=case, step=Step.REPLY)
        assert reply.state == PromiseState.KEPT
        assert case.events.filter(name="call.made").count() == 1
        page = support.get(f"/desk/returns/{case.number}")
        assert "We called the customer" in page.text

    def test_where_nobody_waits_changes_nothing(self, support):
        case = a_return("SN-1")
        answer = support.post(
            f"/desk/returns/{case.number}/called", {"once": "k1"}, follow=True
        )
        assert "Nobody waits for this call any more." in answer.text
        assert not case.events.filter(name="call.made").exists()

    def test_is_not_for_everybody(self, warehouse):
        case = a_return("SN-1")
        wanted(case)
        path = f"/desk/returns/{case.number}/called"
        assert warehouse.post(path, {"once": "k1"}).status_code == 403


class TestTimeChosen:
    def test_takes_the_place_of_an_answer_promised_before(self):
        case = a_return("SN-1")
        asking.ask_us(case=case.ref, words="Why?", by=CLERK, at=timezone.now())
        slot = wanted(case, 4)
        (reply,) = case.promises.open().filter(step=Step.REPLY)
        assert reply.due_at == reply.original_due_at == slot.ends_at

    @pytest.mark.parametrize("place", [0, 1])
    def test_stands_until_it_is_over(self, place):
        case = a_return("SN-1")
        slot = wanted(case, place)
        (reply,) = case.promises.open().filter(step=Step.REPLY)
        watch, calendar = reply.watch(is_swap=False), case.site.calendar
        during = slot.ends_at - timedelta(minutes=1)
        assert promises.care_for(watch, calendar, during) is Care.WARN_OWNER
        assert promises.care_for(watch, calendar, slot.ends_at) is Care.TELL_CUSTOMER
