"""The scan loop in a real browser: thirty parcels, no touch, a scanner that types."""

import time

import pytest
from django.urls import reverse

from rma.models import Case, Scan, User
from rma.rules.words import Role
from tests.rma import builders

pytestmark = pytest.mark.browser


@pytest.fixture
def clerk(client, company):
    user = User.objects.create_user("clerk@desk.example", name="A. Clerk")
    User.objects.update(role=Role.WAREHOUSE)
    client.force_login(user)
    return client.cookies["sessionid"].value


@pytest.fixture
def station(browser, live_server, clerk):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "sessionid", "value": clerk, "url": live_server.url}])
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    page.goto(f"{live_server.url}{reverse('station:home')}")
    page.wait_for_selector("#station[data-ready]", state="attached")
    yield page
    assert page.faults == []
    context.close()


def pull(page, text, *, after=0.0, gap=0.012):
    """
    Send what a scanner set to Enter types, each key with the time it was pressed.

    A busy machine hands keys over late; the time on them is the scanner's all the same.
    """
    wire = page.context.new_cdp_session(page)
    at = time.time() + after
    for sign in (*text, "Enter"):
        key = {"key": sign, "text": "\r" if sign == "Enter" else sign, "timestamp": at}
        wire.send("Input.dispatchKeyEvent", {"type": "keyDown"} | key)
        wire.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": sign})
        at += gap
    wire.detach()


def verdict(page, title):
    page.locator(".verdict .title", has_text=title).wait_for()


class TestTheLoop:
    @pytest.mark.parametrize("count", [4, pytest.param(30, marks=pytest.mark.slow)])
    def test_parcel_after_parcel_none_lost_and_none_doubled(self, station, count):
        for number in range(count):
            builders.a_unit(f"SN-{number}")
            builders.a_case(builders.broken(f"SN-{number}"))
        cases = Case.objects.values_list("code", flat=True)
        codes = [f"https://x.example/S/{code}" for code in cases]
        began = time.monotonic()
        for code in codes:
            pull(station, code)
            station.wait_for_function(
                "last => document.querySelector('.verdict')?.dataset.id &&"
                " document.querySelector('.verdict').dataset.id !== last",
                arg=station.evaluate("window.lastSeen || ''"),
            )
            station.evaluate(
                "window.lastSeen = document.querySelector('.verdict').dataset.id"
            )
        took = time.monotonic() - began
        assert station.locator(".verdict.go").count() == 1
        assert Scan.objects.filter(verdict="GO").count() == count
        assert Scan.objects.count() == count
        assert took < 4 * count, "thirty parcels in two minutes"

    def test_a_slow_scanner_loses_nothing(self, station):
        field = station.locator("#code")
        field.click()
        pull(station, "NOBODY-1234567", gap=0.04)
        verdict(station, "We do not know this code")
        assert field.input_value() == ""
        assert Scan.objects.get().text == "NOBODY-1234567"

    def test_cut_off_it_answers_stores_survives_a_reload_and_sends_once_in_order(
        self, station
    ):
        case = builders.a_case()
        station.reload()
        station.wait_for_selector("#station[data-listed]", state="attached")
        station.evaluate("navigator.serviceWorker.ready.then(() => true)")
        station.context.set_offline(True)
        for text in (case.code, "NOBODY-1", "NOBODY-2"):
            pull(station, text)
            station.locator(".verdict .stored").wait_for()
            station.wait_for_timeout(100)
        station.reload()
        station.wait_for_selector("#station[data-ready]", state="attached")
        station.locator("#station-bar [data-stored]", has_text="3 stored").wait_for()
        assert not Scan.objects.exists()
        station.context.set_offline(False)
        station.locator("#station-bar [data-stored]", has_text="stored").wait_for(
            state="hidden"
        )
        rows = Scan.objects.order_by("at", "scanned_at")
        assert [(row.text, row.verdict, row.said) for row in rows] == [
            (case.code, "GO", "GO"),
            ("NOBODY-1", "UNKNOWN", "UNKNOWN"),
            ("NOBODY-2", "UNKNOWN", "UNKNOWN"),
        ]

    def test_a_burst_reaches_no_field_and_typing_does(self, station):
        field = station.locator("#code")
        field.click()
        station.keyboard.type("typed", delay=70)
        station.wait_for_timeout(300)
        pull(station, "NOBODY-1234567")
        verdict(station, "We do not know this code")
        assert field.input_value() == "typed"
        # Two keys rolled over by a quick hand stay what they are.
        station.keyboard.type("ab")
        station.wait_for_timeout(350)
        assert field.input_value() == "typedab"
        station.keyboard.press("Enter")
        station.wait_for_function("document.querySelector('#code').value === ''")
