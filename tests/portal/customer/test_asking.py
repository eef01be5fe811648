"""Questions and wishes about a return: promised an answer, answered, shown."""

import pytest
from django.test import Client

from rma.actions import asking
from rma.models import Case, Event, Message
from rma.rules.actors import SYSTEM
from rma.rules.words import Step
from tests.portal.customer.walk import drain


@pytest.fixture
def address(walk, unit):
    return walk.whole("SN-1")


class TestAQuestion:
    def test_is_promised_an_answer_once_and_shown(self, client, address):
        sent = {"words": "Where do I find the plate?", "once": "a" * 32}
        for _press in range(2):
            assert client.post(f"{address}ask", sent)["Location"] == f"{address}ask"
        assert Event.objects.filter(name="question.asked").count() == 1
        promise = Case.objects.get().promises.get(step=Step.REPLY)
        assert promise.state == "open"
        assert "Where do I find the plate?" in client.get(f"{address}ask").text
        assert "We answer your question" in client.get(address).text

    def test_is_answered_by_a_letter_that_keeps_the_promise(
        self, client, address, shop
    ):
        client.post(f"{address}ask", {"words": "Where is the plate?"})
        case = Case.objects.get()
        asking.answer_customer(
            case=case.ref, words="Under the foot.", by=SYSTEM, at=case.changed_at
        )
        drain()
        letter = Message.objects.get(letter="reply")
        assert "Where is the plate?" in letter.text
        assert "Under the foot." in letter.text
        assert case.promises.get(step=Step.REPLY).state == "kept"
        assert "Under the foot." in client.get(f"{address}ask").text

    def test_wants_words_and_begins_with_the_wish(self, client, address):
        assert client.post(f"{address}ask", {"words": " "}).status_code == 422
        assert "another remedy" in client.get(f"{address}ask?about=remedy").text
        assert client.get(f"{address}ask?about=<x>").status_code == 200

    def test_is_for_its_customer_only(self, address):
        assert Client().get(f"{address}ask").status_code == 404
