"""What was chosen comes first on the page: the driver's hour, the counter's code."""

import datetime as dt

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from outbox.models import Job
from rma.models import Case, Message
from rma.queries import fetched
from rma.queries.tracking_page import tracking_page
from shipping.models import PickupBooking
from tests.portal.customer.test_for_me import wish
from tests.portal.customer.walk import drain


@pytest.fixture
def page(walk, unit):
    path = walk.whole(unit.serial)
    drain()
    return path


def hand_over_step(case, at):
    plan = fetched.page_as_booked(tracking_page(case), at).dossier.plan
    return next(step for step in plan if step.step == "hand_over")


class TestBookedHour:
    def test_is_what_headline_plan_steps_and_calendar_name(self, client, page):
        last_day = hand_over_step(Case.objects.get(), timezone.now()).due_at
        _answer, slot = wish(client, page, "pickup")
        shown = client.get(page).text
        dates = client.get(f"{page}dates.ics").content.decode()

        assert "You give the parcel to the driver" in shown
        assert "You hand the parcel to the carrier" not in shown
        assert f"{last_day:%Y-%m-%d}" not in shown
        assert shown.count(f"{slot.begins_at:%Y-%m-%d}") >= 2
        assert f"DTSTART:{slot.begins_at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}" in dates

    def test_is_over_when_it_is_over(self, client, page):
        case = Case.objects.get()
        before = hand_over_step(case, timezone.now()).due_at
        wish(client, page, "pickup")
        row = PickupBooking.objects.get()
        minute = dt.timedelta(minutes=1)

        assert hand_over_step(case, row.begins_at - minute).due_at == row.begins_at
        assert hand_over_step(case, row.begins_at + minute).due_at == row.ends_at
        assert hand_over_step(case, row.ends_at).due_at == before

    def test_counts_for_nothing_once_the_driver_was_refused(self, client, page):
        case = Case.objects.get()
        before = hand_over_step(case, timezone.now()).due_at
        wish(client, page, "pickup")
        PickupBooking.objects.update(state="refused")

        assert hand_over_step(case, timezone.now()).due_at == before


class TestADriverWithoutAnHour:
    @pytest.fixture
    def path(self, walk, unit):
        walk.find(unit.serial)
        walk.tell()
        walk.choose(hand_over="pickup")
        path = walk.create()["Location"]
        drain()
        return path

    def test_is_not_on_the_way_and_page_and_letter_say_so(self, client, path):
        shown, letter = client.get(path).text, Message.objects.get(letter="approved")

        assert "Your next step: choose when the driver comes." in shown
        assert "Nobody is on the way before you choose" in shown
        assert shown.count('class="button big"') == 1
        assert "nobody is sent before you do" in letter.text

    def test_asks_no_more_once_it_is_chosen(self, client, path):
        wish(client, path, "pickup")
        shown = client.get(path).text

        assert "choose when the driver comes" not in shown
        assert "You give the parcel to the driver" in shown

    def test_stands_in_later_letters_with_the_booked_day(self, client, path):
        _answer, slot = wish(client, path, "pickup")
        once = client.get(f"{path}remedy").text.split('name="once" value="')[1][:32]
        told = {"wish": "repair", "unit": "1", "once": once.split('"')[0]}
        client.post(f"{path}remedy", told)
        drain()

        letter = Message.objects.get(letter="remedy_changed").text
        day = date_format(slot.day, "l j F Y")
        assert f"You give the parcel to the driver: by {day}" in letter

    def test_has_its_slip_drawn_anew_with_the_hour(self, client, path):
        wish(client, path, "pickup")
        drain()

        event = Case.objects.get().events.get(name="pickup.wanted")
        assert Job.objects.filter(key=f"draw:{event.pk}:slip").exists()


class TestCounterCode:
    def test_comes_before_the_label_and_is_the_one_thing_to_press(self, walk, unit):
        walk.find(unit.serial)
        walk.tell()
        walk.choose(hand_over="counter_code")
        path = walk.create()["Location"]
        drain()
        shown = walk.client.get(path).text

        code, label = shown.index("Show this code"), shown.index('id="label-title"')
        assert code < label
        assert "Or stick a printed label on it" in shown
        assert shown.count('class="button big"') == 1
        assert 'class="code-card"' in shown
        assert "a sheet with your return number does as well" in shown

    def test_leaves_the_label_first_for_who_prints_it(self, client, page):
        shown = client.get(page).text

        assert shown.index('id="label-title"') < shown.index('id="hand-over"')
        assert "Your label is ready" in shown
