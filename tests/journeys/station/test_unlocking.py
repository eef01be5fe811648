"""A locked device: a badge and a PIN, with no touch, also after a wrong one."""

import pytest
from django.urls import reverse
from django.utils import timezone

from rma.models import Badge, Device, Site, User
from rma.rules import numbers, scopes
from rma.rules.words import Role
from tests.journeys.station.scanner import pull, ready

pytestmark = pytest.mark.browser

PIN = "246810"
BADGE = numbers.checked("BCDFGHJKNPRS")


@pytest.fixture
def locked(browser, live_server, company):
    """Return the page of a device of ours that waits for somebody."""
    now = timezone.now()
    user = User.objects.create_user("clerk@desk.example", name="A. Clerk")
    User.objects.update(role=Role.WAREHOUSE)
    badge = Badge(user=user, code=BADGE, given_at=now, given_by="L")
    badge.take_pin(PIN)
    badge.save()
    Device.objects.create(
        name="Dock 1",
        site=Site.objects.default(),
        secret_hash=scopes.hash_of("secret"),
        code_until=now,
        offered_at=now,
        offered_by="L",
        enrolled_at=now,
    )
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies(
        [{"name": "station_device", "value": "secret", "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(f"{live_server.url}{reverse('station:unlock')}")
    yield page
    context.close()


def step_up(page, pin):
    pull(page, BADGE)
    page.locator("input[type=password]:focus").wait_for()
    page.keyboard.type(pin, delay=90)
    page.keyboard.press("Enter")


def test_a_wrong_pin_is_typed_again_or_the_badge_is_scanned_again(locked):
    step_up(locked, "000000")
    locked.get_by_text("This PIN is wrong.").wait_for()
    assert locked.locator("input[type=password]:focus").count() == 1
    locked.locator("h1").click()
    step_up(locked, PIN)
    ready(locked)
