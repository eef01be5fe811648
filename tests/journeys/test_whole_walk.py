"""One return all the way, by everybody who touches it, with and without script."""

import contextlib

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from outbox import work
from rma.models import Case, Message, User
from rma.queries import invariants
from rma.rules.words import Role
from shipping import rehearsing
from shipping.models import Parcel
from tests.journeys.people import Person, faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
]
PASSWORD = "a long enough one"


class Clerk(Person):
    """Works at the dock with a phone and a scanner that types."""

    def sign_in(self):
        self.open("/accounts/login/")
        form = self.page.locator("form", has=self.page.locator("[name=password]"))
        if not form.locator("[name=login]").is_visible():
            self.page.locator("summary").first.click()
        form.locator("[name=login]").fill("clerk@desk.example")
        form.locator("[name=password]").fill(PASSWORD)
        form.locator("button").first.click()
        self.page.wait_for_load_state()

    def scan(self, code):
        self.open("/station/")
        self.page.locator("#code").fill(code)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def says(self, word):
        expect(self.page.locator("#verdict .word")).to_contain_text(word)


@pytest.fixture
def clerk(browser, live_server, company):
    User.objects.create_user(
        "clerk@desk.example", PASSWORD, name="A. Clerk", role=Role.LEAD.value
    )
    with contextlib.ExitStack() as ends:

        def come(**how):
            somebody = Clerk(browser, live_server.url, **how)
            ends.callback(somebody.context.close)
            somebody.sign_in()
            return somebody

        yield come


def deliver(case):
    """Let the carrier bring the outbound parcel to the customer, step by step."""
    parcel = Parcel.objects.get(
        shipment__reference=case.number, shipment__direction="out"
    )
    for _ in range(6):
        rehearsing.advance(tracking_number=parcel.tracking_number, at=timezone.now())
        work.drain(only={"parcel.look", "tell", "deliver"})
        case.refresh_from_db()
        if not case.is_open:
            return


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(True, id="script"),
        pytest.param(False, id="no script"),
    ],
)
def test_from_it_failed_to_closed(script, browser, live_server, shop, worker, clerk):
    # The customer tells what happened and holds a label
    shop.unit("SN-1")
    ana = Person(browser, live_server.url, script=script)
    ana.find("SN-1")
    ana.tell()
    ana.choose()
    ana.create()
    link = ana.page.get_by_role("link", name="Print the label (PDF)")
    expect(link).to_be_visible(timeout=15_000)
    case = Case.objects.get()

    # The dock knows the box, takes it in, and knows that it has it
    dock = clerk(script=script)
    dock.scan(case.number.lower())
    dock.says("GO")
    dock.page.get_by_role("link", name="Open the work sheet").click()
    dock.press("Take these in")
    dock.scan("sn-1")
    dock.says("SEEN")

    # The bench finds the fault and decides
    dock.page.get_by_role("link", name="Open the work sheet").click()
    dock.page.get_by_label("Fault confirmed").check()
    dock.press("Keep the finding")
    dock.press("Decide and tell the customer")
    dock.press("Decide its place")

    # A new unit leaves, its serial bound, its label printed
    dock.page.get_by_label("Serial number of the unit that leaves").fill("SN-2")
    dock.press("Bind it and make the label")
    printed = dock.page.get_by_role("link", name="Print the label")
    for _ in range(40):
        if printed.is_visible():
            break
        dock.page.wait_for_timeout(250)
        dock.page.reload()
    label = dock.context.request.get(dock.address + printed.get_attribute("href"))
    assert label.body().startswith(b"%PDF-")
    dock.press("The carrier has it")

    # It arrives, the case is closed, and the customer's page says so
    deliver(case)
    assert (case.status, case.situation) == ("closed", "delivered")
    ana.page.goto(f"{ana.address}/r/{case.number}/")
    expect(ana.page.locator("h1")).to_contain_text("this return is closed")
    told = set(Message.objects.values_list("letter", flat=True))
    assert len(told) >= 5
    assert invariants.find_all(timezone.now()) == []
    ana.context.close()


@pytest.mark.slow
def test_the_station_has_no_barrier_and_nothing_sticks_out(
    browser, live_server, shop, worker, clerk
):
    shop.unit("SN-1")
    ana = Person(browser, live_server.url)
    ana.find("SN-1")
    ana.tell()
    ana.choose()
    ana.create()
    ana.page.wait_for_url("**/r/RMA-**")
    ana.context.close()
    dock = clerk()
    number = Case.objects.get().number
    for path in ("", "?code=SN-1", "?code=what", f"{number}/"):
        dock.open(f"/station/{path}")
        assert faults(dock.page) == []
