"""Deciding lines at the desk: each button, its refusals, and once for each press."""

import pytest

from rma.models import Case, CaseLine, Event
from tests.portal.desk.conftest import once, text
from tests.rma.builders import the_line


def address(case, act, position=1):
    return f"/desk/returns/{case.number}/lines/{position}/{act}"


def events(case, name):
    return Event.objects.filter(case=case, name=name).count()


class TestApprove:
    def test_lets_the_line_come_back_and_says_what_follows(self, support, to_decide):
        key = {"once": once(), "reason": "We know the fault."}
        response = support.post(address(to_decide, "approve"), key, follow=True)

        assert the_line(to_decide).decision == "approved"
        assert "The customer is told what comes next" in text(response)
        assert events(to_decide, "line.approved") == 1

    def test_sent_twice_takes_effect_once_and_answers_alike(self, support, to_decide):
        key = {"once": once()}
        first = support.post(address(to_decide, "approve"), key)
        again = support.post(address(to_decide, "approve"), key)

        assert (first.status_code, again.status_code) == (302, 302)
        assert events(to_decide, "line.approved") == 1

    def test_a_line_decided_before_says_so(self, support, approved):
        response = support.post(address(approved, "approve"), {"once": once()})
        assert response.status_code == 422
        assert "Line 1 is decided already." in text(response)
        assert "<title>Error:" in text(response)

    def test_the_button_on_the_page_of_the_return_needs_nothing_else(
        self, support, to_decide
    ):
        page = text(support.get(f"/desk/returns/{to_decide.number}"))
        assert f'action="{address(to_decide, "approve")}"' in page

    def test_is_not_offered_to_the_warehouse(self, warehouse, to_decide):
        page = text(warehouse.get(f"/desk/returns/{to_decide.number}"))
        assert address(to_decide, "approve") not in page


class TestRefuse:
    def test_needs_a_reason_at_its_field(self, support, to_decide):
        response = support.post(address(to_decide, "refuse"), {"once": once()})
        assert response.status_code == 422
        assert response.context["form"].errors["reason"] == ["Say why, in plain words."]
        assert the_line(to_decide).decision == "needs_review"

    def test_keeps_the_reason_and_the_way_on(self, support, to_decide):
        told = {"reason": "Dropped.", "instead": "A paid repair.", "once": once()}
        support.post(address(to_decide, "refuse"), told)

        fact = Event.objects.get(case=to_decide, name="line.refused").facts
        assert (fact["reason"], fact["instead"]) == ("Dropped.", "A paid repair.")
        assert Case.objects.get(pk=to_decide.pk).status == "rejected"


class TestAskAndAnswer:
    def test_asks_and_waits(self, support, to_decide):
        told = {"reason": "Which firmware?", "once": once()}
        support.post(address(to_decide, "ask"), told)
        assert the_line(to_decide).question == "Which firmware?"

    def test_an_answer_by_telephone_makes_it_ours_again(self, support, to_decide):
        support.post(address(to_decide, "ask"), {"reason": "Which?", "once": once()})
        where = f"/desk/returns/{to_decide.number}/answer"
        support.post(where, {"answer": "Version 9.", "once": once()})

        line = the_line(to_decide)
        assert (line.decision, line.answer) == ("needs_review", "Version 9.")

    def test_no_answer_where_nothing_was_asked(self, support, to_decide):
        where = f"/desk/returns/{to_decide.number}/answer"
        response = support.post(where, {"answer": "Version 9.", "once": once()})
        assert response.context["form"].errors["answer"] == ["No question is open."]


class TestOverride:
    def test_is_the_leads_and_keeps_the_reason_between_us(self, lead, to_decide):
        told = {"decision": "approved", "reason": "Goodwill.", "once": once()}
        lead.post(address(to_decide, "override"), told)

        fact = Event.objects.get(case=to_decide, name="policy.overridden")
        assert fact.is_internal
        assert the_line(to_decide).decision == "approved"

    def test_turns_a_refusal_round(self, lead, support, to_decide):
        told = {"reason": "No.", "once": once()}
        support.post(address(to_decide, "refuse"), told)
        told = {"decision": "approved", "reason": "They were right.", "once": once()}
        lead.post(address(to_decide, "override"), told)
        assert the_line(to_decide).decision == "approved"


class TestKeys:
    def test_the_same_key_with_other_words_is_refused(self, support, to_decide):
        key = once()
        support.post(address(to_decide, "refuse"), {"reason": "One.", "once": key})
        told = {"reason": "Two.", "once": key}
        response = support.post(address(to_decide, "refuse"), told)
        assert response.status_code == 422
        assert "sent before with other words" in text(response)

    @pytest.mark.parametrize("position", [0, 7])
    def test_a_line_that_is_not_there_is_no_page(self, support, to_decide, position):
        assert CaseLine.objects.filter(case=to_decide).count() == 1
        where = address(to_decide, "refuse", position)
        assert support.get(where).status_code == 404
