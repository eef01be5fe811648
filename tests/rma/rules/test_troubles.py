"""When a parcel is in trouble, which trouble weighs more, and how each may end."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from rma.rules.calendar import calendar
from rma.rules.troubles import (
    Ending,
    Sight,
    Town,
    TroubleKind,
    act_by,
    endings,
    is_graver,
    is_over,
    is_told,
    kind_of,
)

OPEN = calendar(zone="Europe/Berlin", opens=time(8), closes=time(17), weekdays=range(5))
TUESDAY = datetime(2026, 3, 3, 11, tzinfo=UTC)

ENDS = (Town("Newark", "07101"), Town("Munster", "48143"))


def kind(state="moving", direction="in", at=TUESDAY, **more):
    seen = Sight(direction, state, more.pop("code", ""), TUESDAY, **more)
    return kind_of(seen, OPEN, at)


def days(number):
    return TUESDAY + timedelta(days=number)


class TestKindOf:
    @pytest.mark.parametrize(
        ("state", "found"),
        [
            ("planned", None),
            ("label_ready", None),
            ("moving", None),
            ("delayed", None),
            ("exception", TroubleKind.HELD_UP),
            ("damaged", TroubleKind.DAMAGED),
            ("lost", TroubleKind.LOST),
            ("returned_to_sender", TroubleKind.WRONG_WAY),
        ],
    )
    def test_follows_what_the_carrier_says(self, state, found):
        assert kind(state) == kind(state, "out") == found

    def test_knows_a_parcel_nobody_fetched(self):
        code = "package_unclaimed"
        assert kind("returned_to_sender", code=code) is TroubleKind.UNCLAIMED

    @pytest.mark.parametrize("state", ["handed_over", "moving", "delayed"])
    def test_is_no_news_after_three_working_days(self, state):
        assert kind(state, at=days(3)) is None
        # Tuesday to Friday evening are three; the weekend does not count.
        assert kind(state, at=days(4)) is TroubleKind.STALLED

    def test_is_patient_until_the_day_the_carrier_named(self):
        assert kind(at=days(5), expected_on=date(2026, 3, 9)) is None
        assert kind(at=days(7), expected_on=date(2026, 3, 9)) is TroubleKind.STALLED

    def test_misses_a_delivery_that_was_not_scanned_for_a_working_day(self):
        assert kind("delivered", delivered_at=TUESDAY, at=days(1)) is None
        late = {"delivered_at": TUESDAY, "at": days(2)}
        assert kind("delivered", **late) is TroubleKind.NOT_SEEN
        assert kind("delivered", **late, is_received=True) is None
        assert kind("delivered", "out", **late) is None

    def test_is_nothing_once_it_is_here(self):
        assert kind("lost", is_received=True) is None


class TestEndings:
    @pytest.mark.parametrize("sort", TroubleKind)
    @pytest.mark.parametrize("way", ["in", "out"])
    def test_every_trouble_can_be_ended_and_is_dated(self, sort, way):
        assert endings(sort, way)[0] is Ending.FOUND
        assert act_by(sort, OPEN, TUESDAY) > TUESDAY

    def test_a_label_is_for_the_way_to_us_and_a_parcel_for_the_way_out(self):
        assert Ending.NEW_LABEL in endings(TroubleKind.LOST, "in")
        assert Ending.SENT_AGAIN in endings(TroubleKind.LOST, "out")
        assert Ending.SENT_AGAIN not in endings(TroubleKind.LOST, "in")

    def test_damage_does_not_go_away_by_itself(self):
        seen = Sight("out", "delivered", "", TUESDAY)
        assert not is_over(TroubleKind.DAMAGED, seen)
        assert is_over(TroubleKind.LOST, seen)

    def test_what_we_mislaid_is_not_told_to_the_customer(self):
        ours = ["not_taken", "not_seen", "elsewhere"]
        assert [sort for sort in TroubleKind if not is_told(sort)] == ours

    @pytest.mark.parametrize(
        "place",
        ["", "  ", "DE", "NJ", "11", "NEWARK", "Newark, NJ 07101", "07101", "Münster"],
    )
    def test_a_place_we_know_or_that_says_nothing_is_no_trouble(self, place):
        assert kind("delivered", delivered_to=place, ends=ENDS) is None

    def test_a_town_of_neither_end_is_somewhere_else(self):
        for place in ("Austin", "Austin, TX 73301", "Großenhain"):
            found = kind("delivered", "out", delivered_to=place, ends=ENDS)
            assert found is TroubleKind.ELSEWHERE

    def test_what_is_ready_to_leave_leaves_within_a_working_day(self):
        for state in ("planned", "label_ready"):
            late = {"planned_at": TUESDAY, "at": days(3)}
            assert kind(state, "out", **late) is TroubleKind.NOT_TAKEN
            assert kind(state, "in", **late) is None
            assert kind(state, "out", planned_at=TUESDAY) is None

    def test_lost_is_the_gravest(self):
        lost = TroubleKind.LOST
        assert all(is_graver(lost, sort) for sort in TroubleKind if sort is not lost)
