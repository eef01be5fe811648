"""A scan that the server cannot take: a card, and the next scans go on."""

import pytest

from rma.models import Scan
from tests.journeys.station.scanner import pull, ready, verdict
from tests.journeys.station.test_offline import STORED

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def answering(page, status):
    """Let the server fail at one scan, whatever else is sent with it."""

    def answer(route):
        if '"text":"POISON' in (route.request.post_data or ""):
            route.fulfill(status=status, content_type="text/plain", body="No.")
        else:
            route.continue_()

    page.route("**/station/scans", answer)


class TestWhatTheServerCannotTake:
    @pytest.mark.parametrize("status", [400, 500])
    def test_becomes_a_card_and_holds_up_nothing_behind_it(self, station, status):
        answering(station, status)
        pull(station, "POISON-1")
        pull(station, "NOBODY-1", after=1)
        verdict(station, "We do not know this code")
        card = station.locator("#conflicts article")
        card.get_by_text("The server could not take this scan").wait_for(timeout=40000)
        assert [scan.text for scan in Scan.objects.all()] == ["NOBODY-1"]
        assert station.evaluate(STORED) == 0

        station.reload()
        ready(station)
        assert card.get_by_text("POISON-1").count() == 1, "nobody has seen it yet"
        card.get_by_role("button", name="Done with this").click()
        station.reload()
        ready(station)
        assert card.count() == 0
