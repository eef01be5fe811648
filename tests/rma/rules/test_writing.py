"""How often somebody is written to: asked at once, gathered, or left out."""

from datetime import UTC, date, datetime

import pytest

from rma.messages.letter_names import CUSTOMER_LETTERS, WEIGHTS, weight_of
from rma.rules.members import Cadence
from rma.rules.writing import Fate, Weight, fate_of, hour_after

SEND, GATHER, LEAVE = Fate.SEND, Fate.GATHER, Fate.LEAVE


@pytest.mark.parametrize(
    ("weight", "each", "daily", "act"),
    [
        (Weight.ASKS, SEND, SEND, SEND),
        (Weight.MATTERS, SEND, GATHER, SEND),
        (Weight.NEWS, SEND, GATHER, LEAVE),
        (Weight.OPTIONAL, SEND, SEND, SEND),
    ],
)
def test_each_weight_has_its_fate_under_each_cadence(weight, each, daily, act):
    found = [fate_of(weight, one, takes_optional=True) for one in Cadence]
    assert found == [each, daily, act]


def test_only_what_is_optional_can_be_turned_off_whole():
    off = {w for w in Weight if not fate_of(w, Cadence.EACH, takes_optional=False)}
    assert off == {Weight.ASKS, Weight.MATTERS, Weight.NEWS}


def test_what_asks_something_or_moves_a_date_is_never_held():
    asking = (
        "question choose choose_last answer_reminder promise_moved approved refused"
    )
    never = {*asking.split(), "parcel_trouble", "label_failed", "reply", "advance_due"}
    assert {weight_of(each) for each in never} == {Weight.ASKS}
    assert set(WEIGHTS) < set(CUSTOMER_LETTERS)


@pytest.mark.parametrize(
    ("at", "zone", "last", "then"),
    [
        # In Madrid it is seven: an hour to go.
        ((11, 18, 6), "Europe/Madrid", None, (11, 18, 7)),
        ((11, 18, 7), "Europe/Madrid", None, (11, 19, 7)),
        # The day has had its letter.
        ((11, 18, 6), "Europe/Madrid", date(2026, 11, 18), (11, 19, 7)),
        # Summer time ends between the two.
        ((10, 24, 7), "Europe/Madrid", None, (10, 25, 7)),
        ((11, 18, 12), "Asia/Tokyo", None, (11, 18, 23)),
        ((11, 18, 6), "No/Where", None, (11, 18, 8)),
    ],
)
def test_the_hour_is_theirs_and_a_day_has_one(at, zone, last, then):
    found = hour_after(datetime(2026, *at, tzinfo=UTC), zone, 8, last=last)
    assert found == datetime(2026, *then, tzinfo=UTC)
