"""A whole return without a mouse: every step is reached by Tab and can be seen."""

import pytest
from playwright.sync_api import expect

from rma.models import Case
from rma.rules.words import CaseStatus
from tests.journeys.people import Person
from tests.portal.customer.walk import SENDER, WORDS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]
# What has the focus, how it is called, and whether an eye finds it.
_FOCUSED = """() => {
  // The whole card of a choice shows that the choice has the focus.
  const it = document.activeElement, shown = it.closest(".choice") || it;
  const box = shown.getBoundingClientRect(), style = getComputedStyle(shown);
  const words = it.labels?.length ? it.labels[0] : it;
  return {
    name: it.getAttribute("name") || "",
    words: words.textContent.trim().replace(/\\s+/g, " "),
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && box.width > 1 && box.bottom > 0 && box.top < innerHeight,
  };
}"""
_STEPS = 60


class Keyboard:
    """Walks a page with the keys alone."""

    def __init__(self, page):
        self.page = page
        self.unseen = []

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self):
        return self.page.evaluate(_FOCUSED)

    def reach(self, *, words="", name=""):
        """Press Tab until the wanted piece has the focus."""
        for _step in range(_STEPS):
            self.press("Tab")
            here = self.focused()
            if not here["seen"]:
                self.unseen.append(here)
            if (name and here["name"] == name) or (words and here["words"] == words):
                return
        pytest.fail(f"no Tab leads to {words or name}")

    def choose(self, name, words):
        """Go to a group of radios and along it with the arrows."""
        self.reach(name=name)
        self.press("Space")
        for _step in range(_STEPS):
            if self.focused()["words"].startswith(words):
                return
            self.press("ArrowDown")
        pytest.fail(f"no arrow leads to {words}")

    def fill(self, name, text):
        self.reach(name=name)
        if self.page.evaluate("document.activeElement.localName") != "select":
            self.press("Control+a")
        self.page.keyboard.type(text)

    def go_on(self, words):
        """Press a button or a link with Enter, and wait for the page behind it."""
        self.reach(words=words)
        with self.page.expect_navigation():
            self.press("Enter")


class TestByKeyboard:
    def test_a_return_is_begun_corrected_made_and_cancelled(
        self, browser, live_server, shop
    ):
        shop.unit("SN-1")
        ana = Person(browser, live_server.url)
        keys = Keyboard(ana.page)

        # The first key leads past the menu
        ana.open("/")
        keys.reach(words="Skip to the content")
        keys.press("Enter")
        assert keys.page.evaluate("document.activeElement.id") == "main"
        keys.fill("find", "SN-1")
        keys.go_on("Find my unit")

        # What is missing is named in a list that leads to its field
        keys.go_on("See what we can do")
        first = keys.page.locator(".error-summary a").first
        target = first.get_attribute("href").removeprefix("#")
        keys.reach(words=first.inner_text())
        keys.press("Enter")
        assert keys.page.evaluate("document.activeElement.closest('.field')")
        assert target in keys.page.url
        ana.open("/r/new/item")
        keys.fill("u1-words", WORDS)
        keys.choose("u1-reason", "It stopped working")
        keys.go_on("See what we can do")

        # A remedy by arrows, an address field by field
        keys.choose("u1-wish", "Replacement")
        for name, value in SENDER.items():
            keys.fill(name, "Germany" if name == "country" else value)
        keys.go_on("Check everything")
        keys.go_on("Create my return and get the label")

        case = Case.objects.get()
        assert (case.contact.name, case.ship_from["city"]) == ("Ana Silva", "Hamburg")
        keys.go_on("Cancel this return")
        keys.go_on("Cancel my return")
        expect(ana.page.get_by_role("heading", name="Cancelled")).to_be_visible()
        case.refresh_from_db()
        assert case.status == CaseStatus.CANCELLED
        assert keys.unseen == []
        ana.context.close()
