"""What leaves today, and whether a scanned label is the one of this box."""

from datetime import UTC, datetime, time

import pytest

from rma.rules.picking import Urgency, is_label, is_past, urgency_of

BERLIN = "Europe/Berlin"
BOX = {"tracking_number": "SBX 1234 5678 90", "box_code": "BCDFGHJKNPRSF"}


class TestUrgency:
    @pytest.mark.parametrize(
        ("due", "urgency"),
        [
            (datetime(2026, 3, 9, 16, tzinfo=UTC), Urgency.LATE),
            (datetime(2026, 3, 10, 16, tzinfo=UTC), Urgency.TODAY),
            # Eleven at night in London is the next day in Berlin.
            (datetime(2026, 3, 10, 23, tzinfo=UTC), Urgency.NEXT),
        ],
    )
    def test_counts_days_where_the_dock_is(self, due, urgency):
        at = datetime(2026, 3, 10, 10, tzinfo=UTC)
        assert urgency_of(due, at=at, zone=BERLIN) is urgency

    def test_the_carrier_comes_by_the_clock_of_the_dock(self):
        at = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
        assert is_past(time(16), at=at, zone=BERLIN)
        assert not is_past(time(16), at=at, zone="UTC")


class TestTheLabel:
    @pytest.mark.parametrize(
        "scanned", ["sbx1234567890", "42010115SBX1234567890", " SBX-1234-5678-90 "]
    )
    def test_is_known_by_its_number_however_the_carrier_writes_it(self, scanned):
        assert is_label(scanned, **BOX)

    @pytest.mark.parametrize("scanned", ["", "SBX1234567891", "1234", "SN-1", "BCDF"])
    def test_of_another_box_is_not(self, scanned):
        assert not is_label(scanned, **BOX)

    def test_without_a_number_nothing_fits(self):
        assert not is_label("", tracking_number="", box_code="")
