"""A real browser, a real server, and a worker that works beside them."""

import datetime as dt
import os
import threading

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from playwright.sync_api import sync_playwright

from outbox import handlers, work
from rma.models import Policy, Site
from tests.portal.customer.conftest import Shop

# Playwright runs an event loop in this thread, and the tests ask the database from it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
_LONG_AGO = dt.date(2000, 1, 1)


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        yield opened
        opened.close()


@pytest.fixture
def company(transactional_db):
    """What the migrations give every installation; other tests may have taken it."""
    if not Site.objects.exists():
        site = Site.objects.create(
            name="Main warehouse",
            company="Nordlicht Supply",
            street1="1 Example Street",
            city="Berlin",
            postal_code="10115",
            country="DE",
            contact_name="Returns desk",
            contact_email="returns@returnwell.example",
            contact_phone="+49 30 555 0100",
        )
        for party in ("company", "person"):
            Policy.objects.create(
                name=party, party=party, site=site, starts_on=_LONG_AGO
            )
    call_command("createcachetable", verbosity=0)


@pytest.fixture
def shop(company):
    return Shop()


@pytest.fixture
def worker(shop):
    """Do what is owed as it comes, in a thread, until the test ends."""
    handlers.load()
    kinds = {*handlers.kinds()} - {"draw"}
    enough = threading.Event()

    def go_on():
        while not enough.wait(0.1):
            work.drain(now=timezone.now() + dt.timedelta(seconds=1), only=kinds)
        connection.close()

    thread = threading.Thread(target=go_on)
    thread.start()
    yield
    enough.set()
    thread.join(timeout=30)
