"""From "it failed" to the label in hand, in a real browser, with and without script."""

import contextlib

import pytest
from playwright.sync_api import expect

from rma.models import Case
from tests.journeys.people import Person, faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEAVIEST = 60_000


@pytest.fixture
def person(browser, live_server):
    with contextlib.ExitStack() as ends:

        def come(**how):
            somebody = Person(browser, live_server.url, **how)
            ends.callback(somebody.context.close)
            return somebody

        yield come


class TestWithScript:
    @pytest.mark.slow
    def test_words_survive_a_tab_that_closes(self, person, shop):
        shop.unit("SN-1")
        ana = person()
        ana.find("SN-1")
        box = ana.page.locator("#u1-words")
        box.fill("It hums, then")
        # Half a sentence, and the tab is gone.
        ana.page.close(run_before_unload=False)
        again = ana.context.new_page()
        words = again.locator("#u1-words")
        # What is sent while a tab closes may come a moment after the next page.
        for _look in range(10):
            again.goto(f"{ana.address}/r/new/item")
            if words.input_value():
                break
            again.wait_for_timeout(200)

        expect(words).to_have_value("It hums, then")

    @pytest.mark.slow
    def test_has_the_label_without_pressing_anything_more(self, person, shop, worker):
        # Four screens and a button
        shop.unit("SN-1")
        ana = person()
        ana.find("SN-1")
        ana.tell()
        ana.choose()
        expect(ana.page.get_by_text("The most this can cost you is")).to_be_visible()
        ana.create()

        # The page fetches its label by itself
        link = ana.page.get_by_role("link", name="Print the label (PDF)")
        expect(link).to_be_visible(timeout=20_000)

        # The label is a PDF
        label = ana.context.request.get(ana.address + link.get_attribute("href"))
        assert label.body().startswith(b"%PDF-")

        # What is done is ticked where it stands, and kept
        ana.page.evaluate("window.stayed = true")
        ticks = ana.page.get_by_role("checkbox")
        ticks.first.click()
        expect(ticks.first).to_be_checked()
        expect(ticks.first).to_be_focused()
        assert ana.page.evaluate("window.stayed")
        assert list(Case.objects.get().steps_done) == ["pack"]
        ticks.first.click()
        expect(ticks.first).not_to_be_checked()
        assert Case.objects.get().steps_done == {}
        assert ana.seen == []

        # Going back and pressing again makes no second return
        ana.page.go_back()
        ana.page.goto(f"{ana.address}/r/new/check")
        assert "/r/RMA-" in ana.page.url
        assert Case.objects.count() == 1


class TestWithoutScript:
    @pytest.mark.slow
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

        # A step is ticked
        ana.page.get_by_role("checkbox").first.click()
        expect(ana.page.get_by_role("checkbox").first).to_be_checked()

        # Cancelled on a page of its own
        ana.page.get_by_role("link", name="Cancel this return").click()
        ana.press("Cancel my return")
        expect(ana.page.get_by_role("heading", name="Cancelled")).to_be_visible()


class TestEveryPage:
    @pytest.mark.slow
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_gives_axe_nothing_to_find_and_weighs_little(self, person, shop, scheme):
        shop.unit("SN-1")
        shop.unit("SN-2", days=1200)
        ana = person()
        found = {}

        def look(name):
            ana.open(ana.page.url.removeprefix(ana.address), until="networkidle")
            found[name] = faults(ana.page, [scheme])
            if ana.weight > HEAVIEST:
                found[name].append(f"{ana.weight} bytes")

        def look_at_answer(name):
            found[name] = faults(ana.page, [scheme])

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
        found["return"] = faults(ana.page, [scheme])
        number = Case.objects.get().number
        code = Case.objects.get().code
        paths = ("/", "/track", "/t/nonsense", f"/S/{code}", "/r/RMA-X/")
        for path in (*paths, f"/r/{number}/", f"/r/{number}/cancel"):
            ana.open(path)
            look(path)
        assert {
            name: list(map(str, each)) for name, each in found.items() if each
        } == {}
