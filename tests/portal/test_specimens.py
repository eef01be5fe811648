"""The specimens in a real browser: nothing for axe to find, nothing sticks out."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from playwright.sync_api import sync_playwright

from tests.portal import specimen

ADDRESS = "http://specimen.test/"
NAMES = sorted(path.stem for path in specimen.FOLDER.glob("*.html"))
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox"]
        )
        yield opened
        opened.close()


def answer(route):
    path = route.request.url.removeprefix(ADDRESS)
    if path in NAMES:
        route.fulfill(body=specimen.drawn(path), content_type="text/html")
        return
    file = Path(finders.find(path.removeprefix("static/")))
    route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])


def opened(browser, name, *, width, scheme="light"):
    page = browser.new_page(
        viewport={"width": width, "height": 844}, color_scheme=scheme
    )
    page.route("**/*", answer)
    page.goto(ADDRESS + name)
    return page


def sticks_out(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("name", NAMES)
class TestSpecimens:
    @pytest.mark.parametrize(
        ("width", "scheme"),
        [(1280, "dark"), (320, "light")],
    )
    def test_give_axe_nothing_to_find(self, browser, name, width, scheme):
        page = opened(browser, name, width=width, scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert sticks_out(page) == 0
        page.close()

    def test_read_from_right_to_left_as_well(self, browser, name):
        page = opened(browser, name, width=320)
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert sticks_out(page) == 0
        page.close()

    def test_print_light_when_the_screen_is_dark(self, browser, name):
        page = opened(browser, name, width=800, scheme="dark")
        page.emulate_media(media="print", color_scheme="dark")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == "rgb(255, 255, 255)"
        page.close()

    def test_weigh_under_sixty_kilobytes(self, browser, name):
        weights = []
        page = browser.new_page()
        page.route("**/*", answer)
        page.on("response", lambda response: weights.append(len(response.body())))
        page.goto(ADDRESS + name, wait_until="networkidle")
        assert sum(weights) < 60_000
        page.close()
