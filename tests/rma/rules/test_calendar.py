"""Working days and closing times."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rma.rules.calendar import calendar

BERLIN = calendar(
    zone="Europe/Berlin",
    opens=time(8),
    closes=time(17),
    weekdays=range(5),
    days_off={date(2026, 4, 3), date(2026, 4, 6)},
)
FRIDAY = date(2026, 3, 13)


class TestAfter:
    @pytest.mark.parametrize(
        ("start", "days", "expected"),
        [
            (FRIDAY, 0, FRIDAY),
            (FRIDAY, 1, date(2026, 3, 16)),
            (date(2026, 3, 14), 0, date(2026, 3, 16)),
            (date(2026, 3, 14), 1, date(2026, 3, 16)),
            (date(2026, 3, 16), -1, FRIDAY),
            (date(2026, 4, 2), 1, date(2026, 4, 7)),
        ],
    )
    def test_counts_working_days_only(self, start, days, expected):
        assert BERLIN.after(start, days) == expected

    @given(st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.integers(0, 60))
    def test_always_ends_on_a_working_day_and_never_runs_backwards(self, start, days):
        end = BERLIN.after(start, days)
        assert BERLIN.is_working(end)
        assert end >= start
        # From a day off, the first working day is both the nearest and the next.
        following = BERLIN.after(start, days + 1)
        assert following > end or (days == 0 and not BERLIN.is_working(start))


class TestEndOf:
    def test_is_closing_time_in_the_sites_zone_across_the_change_of_clocks(self):
        assert BERLIN.end_of(date(2026, 3, 27)) == datetime(
            2026, 3, 27, 16, 0, tzinfo=UTC
        )
        assert BERLIN.end_of(date(2026, 3, 30)) == datetime(
            2026, 3, 30, 15, 0, tzinfo=UTC
        )


class TestOpening:
    def test_somebody_answers_in_hours_only(self):
        assert BERLIN.is_open(datetime(2026, 3, 13, 7, 0, tzinfo=UTC))
        assert not BERLIN.is_open(datetime(2026, 3, 13, 16, 0, tzinfo=UTC))
        assert not BERLIN.is_open(datetime(2026, 3, 14, 10, 0, tzinfo=UTC))

    @pytest.mark.parametrize(
        ("now", "opening"),
        [
            ((2026, 3, 13, 5, 0), (2026, 3, 13, 7, 0)),
            ((2026, 3, 13, 17, 0), (2026, 3, 16, 7, 0)),
            ((2026, 3, 14, 9, 0), (2026, 3, 16, 7, 0)),
            ((2026, 3, 13, 9, 0), (2026, 3, 13, 9, 0)),
        ],
    )
    def test_the_next_opening_is_named(self, now, opening):
        moment = datetime(*now, tzinfo=UTC)
        assert BERLIN.next_opening(moment) == datetime(*opening, tzinfo=UTC)
