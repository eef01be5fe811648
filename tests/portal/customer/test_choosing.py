"""The page on which a customer chooses what becomes of a unit without a fault."""

import pytest
from django.test import Client
from django.utils import timezone

from rma.actions import choosing, inspecting, receiving
from rma.models import Case, Charge, Choice, Message, Policy
from rma.rules.actors import SYSTEM
from rma.rules.words import Finding
from rma.steps.counting import Arrival
from tests.portal.customer.walk import drain


@pytest.fixture
def address(walk, unit):
    """Return the page of a return whose customer is asked."""
    Policy.objects.update(no_fault_fee_cents=3500, keep_percent=40)
    page = walk.whole("SN-1")
    case, at = Case.objects.get(), timezone.now()
    receiving.receive_units(
        case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=SYSTEM, at=at
    )
    outcome = Finding.NO_FAULT_FOUND
    inspecting.inspect_units(
        case=case.ref, outcome=outcome, serial="SN-1", by=SYSTEM, at=at
    )
    line = case.lines.get()
    choosing.ask_customer(case=case.ref, line_id=line.pk, by=SYSTEM, at=at)
    return page


@pytest.fixture
def choices(address):
    return f"{address}choose/{Choice.objects.get().pk}"


class TestChoosing:
    def test_shows_each_way_with_its_price_and_the_day(self, client, address, choices):
        assert choices in client.get(address).text
        page = client.get(choices).text
        assert "You pay 35.00 EUR, agreed when you asked" in page
        assert "You pay 95.00 EUR" in page
        assert "You get 85.60 EUR" in page
        assert "If we hear nothing, we send it back" in page

    def test_takes_one_way_once_and_says_so_by_letter(self, client, address, choices):
        sent = {"option": "send_back", "once": "a" * 32}
        for _press in range(2):
            assert client.post(choices, sent)["Location"] == address
        assert str(Charge.objects.get().amount) == "35.00 EUR"
        assert choices not in client.get(address).text
        drain()
        letter = Message.objects.get(letter="chosen")
        assert "It costs 35.00 EUR, as you agreed." in letter.text
        assert not Message.objects.filter(letter="resolution_decided").exists()
        asked = Message.objects.get(letter="choose")
        assert "costs the 35.00 EUR that you agreed to" in asked.text
        assert "If we hear nothing we send it back as it is on" in asked.text
        assert not Message.objects.filter(letter="inspected").exists()

    def test_a_price_is_not_taken_without_a_tick_and_nothing_typed_is_lost(
        self, client, choices
    ):
        told = {"option": "paid_repair", "words": "When it is cold."}
        page = client.post(choices, told)
        assert page.status_code == 422
        assert "Tick that you agree to the price." in page.text
        assert "When it is cold." in page.text
        assert Choice.objects.open().exists()
        told |= {"accepts_price": "on"}
        assert client.post(choices, told).status_code == 302
        assert Charge.objects.get().accepted_by == Case.objects.get().contact.name

    def test_wants_one_of_what_is_offered(self, client, choices):
        for told in ({}, {"option": "gold"}):
            assert client.post(choices, told).status_code == 422

    def test_keeps_the_words_for_the_bench(self, client, choices):
        client.post(choices, {"option": "second_look", "words": "Only at night."})
        assert Choice.objects.get().words == "Only at night."

    def test_is_for_its_customer_only(self, choices):
        assert Client().get(choices).status_code == 404
