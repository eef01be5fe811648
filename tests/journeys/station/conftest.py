"""A clerk at the station, in a real browser."""

import pytest
from django.urls import reverse

from rma.models import User
from rma.rules.words import Role
from tests.journeys.station.scanner import ready


@pytest.fixture
def clerk(client, company):
    """Return the session of a clerk who signed in."""
    user = User.objects.create_user("clerk@desk.example", name="A. Clerk")
    User.objects.update(role=Role.WAREHOUSE)
    client.force_login(user)
    return client.cookies["sessionid"].value


@pytest.fixture
def prepare():
    """Return what a test does to a page before it opens the station; nothing here."""
    return lambda page: None


@pytest.fixture
def station(browser, live_server, clerk, prepare):
    """Return the station's page of a phone, ready to scan; it may not fail unheard."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "sessionid", "value": clerk, "url": live_server.url}])
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    prepare(page)
    page.goto(f"{live_server.url}{reverse('station:home')}")
    ready(page)
    yield page
    assert page.faults == []
    context.close()
