"""A parcel whose day passed: it is delayed within minutes, and told once."""

import pytest

from rma.models import Case
from shipping.models import Parcel
from shipping.words import Movement, ParcelState
from tests.rma.jobs import world
from tests.rma.jobs.mailbox import text_of
from tests.rma.jobs.world import NOON, STAFF, later

pytestmark = pytest.mark.django_db


def on_the_road(days):
    case = world.open_return()
    world.drain(NOON)
    world.keep_at_home()
    parcel = Parcel.objects.get(shipment__reference=case.number)
    moving, number = ParcelState.MOVING, parcel.tracking_number
    day = later(days=days).date()
    said = Movement("sandbox", number, moving, later(hours=2), expected_on=day)
    parcel.take_in([said], at=later(hours=2))
    world.tracking.follow_parcel(parcel_id=parcel.pk, by=STAFF, at=later(hours=2))
    world.drain(later(hours=2))
    return Case.objects.get(pk=case.pk)


class TestAParcelWhoseDayPassed:
    def test_is_delayed_at_midnight_of_its_site_and_told_with_a_day_to_come(
        self, mailbox
    ):
        case = on_the_road(days=1)
        # Wednesday ends in Berlin an hour before it does in London.
        world.tick(later(days=1, hours=11, minutes=50))
        assert world.again(case).situation == "on_the_way"
        world.tick(later(days=1, hours=12, minutes=10))
        assert world.again(case).situation == "delayed"
        world.tick(later(days=1, hours=12, minutes=30))

        assert mailbox.names.count("delayed") == 1
        due_at = case.promises.get(step="arrive").due_at
        assert due_at > later(days=1, hours=12)
        day = f"{due_at:%A} {due_at.day} {due_at:%B %Y}"
        assert day in " ".join(text_of(mailbox.letter("delayed")).split())

    def test_is_on_its_way_again_with_the_next_word_of_the_carrier(self):
        case = on_the_road(days=1)
        world.tick(later(days=1, hours=12, minutes=10))
        parcel = Parcel.objects.get(shipment__reference=case.number)
        heard_at = later(days=2)
        said = Movement("sandbox", parcel.tracking_number, ParcelState.MOVING, heard_at)
        parcel.take_in([said], at=heard_at)
        world.tracking.follow_parcel(parcel_id=parcel.pk, by=STAFF, at=heard_at)
        assert world.again(case).situation == "on_the_way"

    def test_gets_no_second_letter_where_the_new_day_was_just_told(self, mailbox):
        case = on_the_road(days=3)
        due_at = case.promises.get(step="arrive").due_at
        world.tick(due_at - world.timedelta(hours=1))
        world.tick(due_at + world.timedelta(hours=8))

        assert world.again(case).situation == "delayed"
        assert mailbox.names.count("promise_moved") == 1
        assert "delayed" not in mailbox.names

    def test_that_is_silent_too_is_still_found_by_those_who_look(self):
        case = on_the_road(days=1)
        world.tick(later(days=1, hours=12, minutes=10))
        world.tick(later(days=7))
        assert case.troubles.open().get().kind == "stalled"
