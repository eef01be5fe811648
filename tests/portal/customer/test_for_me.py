"""“Do it for me”: one form, and a driver, a box or a call with a promised time."""

import pytest
from django.test import Client

from rma.models import Case, Promise
from rma.rules import slots
from shipping.models import PickupBooking
from tests.portal.customer.walk import drain


@pytest.fixture
def page(walk, unit):
    path = walk.whole(unit.serial)
    drain()
    return path


def first_slot(case, at):
    return slots.slots(case.site.calendar, at)[0]


def wish(client, page, what, **more):
    case = Case.objects.get()
    slot = first_slot(case, case.opened_at)
    told = {"what": what, "slot": slot.code, "phone": "040 555", "once": "k1"} | more
    return client.post(f"{page}for-me", told), slot


def test_a_driver_is_wanted_and_we_answer_in_that_time(client, page):
    assert "Do it for me" in client.get(page).text
    for _ in range(2):
        answer, slot = wish(client, page, "pickup")
    case = Case.objects.get()
    assert answer.status_code == 302
    assert case.hand_over == "pickup"
    assert PickupBooking.objects.count() == 1
    reply = Promise.objects.get(case=case, step="reply", state="open")
    assert reply.due_at == slot.ends_at
    asked = case.events.get(name="question.asked").facts["words"]
    assert "Have a driver fetch it from me" in asked
    assert "040 555" in asked


def test_a_box_is_offered_where_the_site_sends_them_only(client, page):
    assert "Send me an empty box" not in client.get(f"{page}for-me").text
    case = Case.objects.get()
    case.site.sends_boxes = True
    case.site.save()
    assert "Send me an empty box" in client.get(f"{page}for-me").text
    wish(client, page, "box")
    case.refresh_from_db()
    assert case.hand_over == "box"


def test_a_call_changes_nothing_but_the_promise(client, page):
    _answer, slot = wish(client, page, "call")
    case = Case.objects.get()
    assert case.hand_over == "label"
    assert Promise.objects.get(step="reply", state="open").due_at == slot.ends_at
    assert "We call you at the time you chose" in client.get(page).text


def test_what_is_missing_is_said_and_nothing_lost(client, page):
    answer, _slot = wish(client, page, "pickup", phone="", slot="")
    assert answer.status_code == 422
    assert "Type the number we call." in answer.text
    assert "Choose when it suits you." in answer.text
    assert Case.objects.get().hand_over == "label"


def test_is_nobody_elses_to_press(page):
    assert Client().get(f"{page}for-me").status_code in (302, 404)
