"""A code shown at a counter: wide enough, on white, and without a line (bar C6)."""

import io

import pytest
import zxingcpp
from PIL import Image

from rma.messages import counter_codes
from rma.models import Case, Message
from shipping import documents
from shipping.models import LabelDocument, LabelPurchase
from tests.journeys.people import Person
from tests.portal.customer.walk import Walk, drain

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]
# How much of a phone's width the code takes at least, its own quiet zone included.
LEAST = 0.6
PHONES = (320, 360, 390, 430)
CODE = "img[alt='The code for the counter']"


@pytest.fixture
def ana(browser, live_server, shop, client):
    shop.unit("SN-1")
    walk = Walk(client)
    walk.find("SN-1")
    walk.tell()
    walk.choose(hand_over="counter_code")
    address = walk.create()["Location"]
    drain()
    ana = Person(browser, live_server.url, scheme="dark")
    ana.context.add_cookies(
        [
            {"name": name, "value": kept.value, "url": live_server.url}
            for name, kept in client.cookies.items()
        ]
    )
    ana.open(address)
    yield ana
    ana.context.close()


def narrow_on(ana):
    """Return the phones on which the code is too narrow, with its width."""
    found = {}
    for width in PHONES:
        ana.page.set_viewport_size({"width": width, "height": 800})
        shown = ana.page.locator(CODE).bounding_box()["width"]
        if shown < LEAST * width:
            found[width] = shown
    return found


def read_off(ana):
    ana.page.set_viewport_size({"width": 390, "height": 800})
    picture = Image.open(io.BytesIO(ana.page.screenshot(full_page=True)))
    return {each.text for each in zxingcpp.read_barcodes(picture)}


class TestOnThePage:
    def test_is_wide_is_read_in_the_dark_and_is_saved_as_a_picture(self, ana):
        number = LabelPurchase.objects.get().tracking_number
        assert narrow_on(ana) == {}
        assert number in read_off(ana)
        below = ana.page.locator(".code-card", has=ana.page.locator(CODE))
        assert number in "".join(below.inner_text().split())
        with ana.page.expect_download() as saving:
            ana.page.get_by_role("link", name="Save it as a picture").click()
        assert saving.value.suggested_filename.startswith(Case.objects.get().number)
        kept = Image.open(saving.value.path())
        assert [each.text for each in zxingcpp.read_barcodes(kept)] == [number]


class TestInTheLetter:
    def test_is_wide_and_is_read_without_a_line(self, ana):
        number = LabelPurchase.objects.get().tracking_number
        letter = Message.objects.get(letter="approved")
        codes = documents.contents(LabelDocument.objects.filter(kind="counter_code"))
        ana.context.set_offline(True)
        ana.page.set_content(counter_codes.with_pictures(letter.html, codes))
        assert narrow_on(ana) == {}
        assert read_off(ana) == {number}
        assert ana.page.get_by_text(number).is_visible()
