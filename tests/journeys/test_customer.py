"""From "it failed" to the label in hand, in a real browser, with and without script."""

import contextlib
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from rma.models import Case
from tests.portal.customer.walk import SENDER

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
HEAVIEST = 60_000


class Person:
    """Walks through the pages in one window and weighs each of them."""

    def __init__(self, browser, address, *, script=True, scheme="light"):
        self.address = address
        self.context = browser.new_context(
            viewport=PHONE,
            java_script_enabled=script,
            bypass_csp=script,
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        self.page = self.context.new_page()
        self.seen = []
        self.weight = 0
        self.page.on("requestfinished", self._weigh)
        self.page.on("pageerror", lambda error: self.seen.append(str(error)))

    def _weigh(self, request):
        sizes = request.sizes()
        self.weight += sizes["responseBodySize"] + sizes["responseHeadersSize"]

    def open(self, path=""):
        self.weight = 0
        self.page.goto(f"{self.address}{path}", wait_until="networkidle")

    def press(self, name):
        self.page.get_by_role("button", name=name).click()

    def find(self, serial):
        self.open("/")
        self.page.get_by_label("Serial number or order number").fill(serial)
        self.press("Find my unit")

    def tell(self):
        self.page.get_by_label("What happened?").fill("No picture since the storm.")
        self.page.get_by_label("It stopped working").check()
        self.press("See what we can do")

    def choose(self):
        self.page.get_by_role("radio", name="Replacement").first.check()
        for name, value in SENDER.items():
            field = self.page.locator(f"[name={name}]")
            if name == "country":
                field.select_option(value)
            else:
                field.fill(value)
        self.press("Check everything")

    def create(self):
        self.press("Create my return and get the label")


def faults(page):
    """Return what axe finds and what sticks out, light and dark, small and large."""
    found = []
    axe = Axe()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        result = axe.run(page)
        if result.violations_count:
            found.append(result.generate_report())
    page.set_viewport_size({"width": 320, "height": 700})
    over = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    page.set_viewport_size(PHONE)
    return [*found, f"{over} px stick out"] if over else found


@pytest.fixture
def person(browser, live_server):
    with contextlib.ExitStack() as ends:

        def come(**how):
            somebody = Person(browser, live_server.url, **how)
            ends.callback(somebody.context.close)
            return somebody

        yield come


class TestWithScript:
    def test_has_the_label_within_three_seconds_of_the_button(
        self, person, shop, worker
    ):
        # Four screens and a button
        shop.unit("SN-1")
        ana = person()
        ana.find("SN-1")
        ana.tell()
        ana.choose()
        expect(ana.page.get_by_text("The most this can cost you is")).to_be_visible()
        pressed = time.monotonic()
        ana.create()

        # The page fetches its label by itself
        link = ana.page.get_by_role("link", name="Print the label (PDF)")
        expect(link).to_be_visible(timeout=10_000)
        assert time.monotonic() - pressed < 3

        # The label is a PDF
        label = ana.context.request.get(ana.address + link.get_attribute("href"))
        assert label.body().startswith(b"%PDF-")
        assert ana.seen == []

        # Going back and pressing again makes no second return
        ana.page.go_back()
        ana.page.goto(f"{ana.address}/r/new/check")
        assert "/r/RMA-" in ana.page.url
        assert Case.objects.count() == 1


class TestWithoutScript:
    def test_walks_the_same_way(self, person, shop, worker):
        shop.unit("SN-1")
        ana = person(script=False)
        ana.find("SN-1")
        ana.tell()
        ana.choose()
        ana.create()

        # The page loads itself anew until the label is there
        link = ana.page.get_by_role("link", name="Print the label (PDF)")
        expect(link).to_be_visible(timeout=15_000)
        label = ana.context.request.get(ana.address + link.get_attribute("href"))
        assert label.body().startswith(b"%PDF-")

        # Cancelled on a page of its own
        ana.page.get_by_role("link", name="Cancel this return").click()
        ana.press("Cancel my return")
        expect(ana.page.get_by_role("heading", name="Cancelled")).to_be_visible()


class TestEveryPage:
    def test_gives_axe_nothing_to_find_and_weighs_little(self, person, shop):
        shop.unit("SN-1")
        shop.unit("SN-2", days=1200)
        ana = person()
        found = {}

        def look(name):
            ana.open(ana.page.url.removeprefix(ana.address))
            found[name] = faults(ana.page)
            if ana.weight > HEAVIEST:
                found[name].append(f"{ana.weight} bytes")

        def look_at_answer(name):
            found[name] = faults(ana.page)

        ana.find("")
        look_at_answer("nothing typed")
        ana.find("NOPE-1")
        look_at_answer("unknown")
        ana.find("SN-1")
        look("what happened")
        ana.press("See what we can do")
        look_at_answer("not told")
        ana.tell()
        look("remedies")
        ana.press("Check everything")
        look_at_answer("not chosen")
        ana.choose()
        look("check")
        ana.create()
        found["return"] = faults(ana.page)
        number = Case.objects.get().number
        code = Case.objects.get().code
        paths = ("/", "/track", "/t/nonsense", f"/S/{code}", "/r/RMA-X/")
        for path in (*paths, f"/r/{number}/", f"/r/{number}/cancel"):
            ana.open(path)
            look(path)
        assert {
            name: list(map(str, each)) for name, each in found.items() if each
        } == {}
