"""What a first visit transfers, counted as a browser that takes compressed answers."""

import gzip
import re

import pytest
from django.test import Client

from rma.models import Case
from tests.portal.customer.walk import SENDER, drain
from tests.portal.test_compressed import TAKES, read

pytestmark = pytest.mark.django_db
# Bars G5 and T1, in bytes.
FIRST_VIEW, TRACKING = 60_000, 40_000
_PARTS = re.compile(r'<(?:link|script)[^>]* (?:href|src)="([^"]+)"')


@pytest.fixture
def browser(settings, tmp_path):
    """Return a client that is sent files too, compressed into a folder of its own."""
    settings.WHITENOISE_USE_FINDERS = True
    settings.RETURNWELL_DATA = tmp_path
    return Client(**TAKES)


def opened(browser, address):
    """Open a page with all it asks for: its text, and what all of it weighs."""
    answer = browser.get(address)
    assert answer.status_code == 200
    assert answer["Content-Encoding"] == "gzip"
    text = gzip.decompress(answer.content).decode()
    asked = _PARTS.findall(text)
    # Nothing comes from another house.
    assert all(each.startswith("/") for each in asked), asked
    sent = [read(browser.get(each)) for each in asked]
    assert len(sent) >= 3
    return text, len(answer.content) + sum(map(len, sent))


class TestAFirstView:
    def test_of_each_step_and_of_tracking_is_light(self, browser, shop):
        shop.unit("SN-1")
        weights = {}

        def look(name, address):
            text, weights[name] = opened(browser, address)
            return text

        look("start", "/")
        look("track", "/track")
        browser.post("/", {"find": "SN-1"})
        look("what happened", "/r/new/item")
        told = {"u1-words": "No picture.", "u1-reason": "defective"}
        browser.post("/r/new/item", told)
        look("remedies", "/r/new/remedy")
        sender = SENDER | {"u1-wish": "replacement", "hand_over": "label"}
        browser.post("/r/new/remedy", sender)
        check = look("check", "/r/new/check")
        once = re.search(r'name="once" value="(\w+)"', check)[1]
        page = browser.post("/r/new/check", {"once": once})["Location"]
        drain()
        look("return", page)
        look("scanned", f"/S/{Case.objects.get().code}")

        assert max(weights.values()) < FIRST_VIEW, weights
        assert max(weights["return"], weights["scanned"]) < TRACKING, weights
        # Half of what is allowed: a page that doubles is seen here first.
        assert max(weights.values()) < FIRST_VIEW / 2, weights
