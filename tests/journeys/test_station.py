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


def pull(page, text):
    """Send what a scanner set to Enter types, as fast as it types."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")


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

    def test_a_burst_reaches_no_field_and_typing_does(self, station):
        field = station.locator("#code")
        field.click()
        station.keyboard.type("typed", delay=70)
        pull(station, "NOBODY-1234567")
        verdict(station, "We do not know this code")
        assert field.input_value() == "typed"
        # Two keys rolled over by a quick hand stay what they are.
        station.keyboard.type("ab")
        station.wait_for_timeout(350)
        assert field.input_value() == "typedab"
        station.keyboard.press("Enter")
        station.wait_for_function("document.querySelector('#code').value === ''")
