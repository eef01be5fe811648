"""Parcels that never leave or go astray, who shares their box, and what must hold."""

import pytest

from rma.actions import boxing
from rma.jobs import watch_parcels
from rma.models import Packed, ParcelTrouble
from rma.queries import invariants, parcel_invariants
from rma.rules.troubles import Ending
from rma.rules.words import Wish
from shipping.words import Movement, ParcelState
from tests.rma.jobs import world
from tests.rma.jobs.test_troubles import end, hear, look, parcel_of, sent_in, sent_out
from tests.rma.jobs.world import NOON, STAFF, later

pytestmark = pytest.mark.django_db


class TestADeliverySomewhereElse:
    def test_is_looked_into_by_us_before_the_customer_is_told(self, mailbox):
        case = sent_out()
        parcel = parcel_of(case, "out")
        there = Movement(
            "sandbox",
            parcel.tracking_number,
            ParcelState.DELIVERED,
            later(days=2),
            place="Timbuktu",
        )
        parcel.take_in([there], at=later(days=2))
        look(case, later(days=2), "out")
        assert ParcelTrouble.objects.get().kind == "elsewhere"
        assert "parcel_trouble" not in mailbox.names
        assert mailbox.names[-1] == "staff_parcel"
        assert end(case, Ending.FOUND, later(days=3)).ended_at


class TestAParcelThatStaysAtOurDock:
    def test_is_found_by_the_hourly_look_and_ends_with_its_leaving(self):
        case = world.open_return(wish=Wish.REPLACEMENT)
        world.drain(NOON)
        world.keep_at_home()
        world.receive(case, later(hours=1))
        world.inspect(case, later(hours=1))
        world.resolve(case, later(hours=1))
        world.ship(case, later(hours=2))
        world.drain(later(hours=2))
        assert not ParcelTrouble.objects.exists()
        watch_parcels.watch_parcels(lease=None, at=later(days=5))
        world.drain(later(days=5))
        assert ParcelTrouble.objects.open().get().kind == "not_taken"
        hear(case, ParcelState.MOVING, later(days=5, hours=2), "out")
        assert not ParcelTrouble.objects.open().exists()


class TestASharedBox:
    def test_tells_each_return_that_rides_in_it_once(self):
        host, guest = world.open_return(), world.open_return()
        world.drain(NOON)
        world.keep_at_home()
        box = parcel_of(host)
        boxing.share_box(case=guest.ref, parcel_id=box.pk, by=STAFF, at=later(hours=1))
        hear(host, ParcelState.MOVING, later(hours=5))
        hear(host, ParcelState.LOST, later(days=2))
        look(host, later(days=2, hours=1))
        row = ParcelTrouble.objects.get()
        for _again in range(2):
            watch_parcels.tell_riders(
                trouble_id=row.pk, lease=None, at=later(days=2, hours=2)
            )
        assert guest.events.filter(name="trouble.found").count() == 1
        assert guest.promises.get(step="mend").due_at == row.due_at
        end(host, Ending.NEW_LABEL, later(days=3))
        assert guest.events.filter(name="trouble.ended").count() == 1


class TestWhatMustAlwaysHold:
    def test_a_trouble_has_its_way_its_date_and_an_end(self):
        case = sent_in()
        hear(case, ParcelState.LOST, later(days=2))
        assert invariants.find_all(later(days=2)) == []
        ParcelTrouble.objects.update(direction="out")
        case.promises.filter(step="mend").delete()
        said = parcel_invariants.find_all(later(days=2))
        assert [sentence.split(" ", 1)[1] for sentence in said] == [
            "has a trouble on another way than its parcel",
            "has a parcel in trouble and no date for it",
        ]

    def test_no_more_units_lie_in_boxes_than_there_are(self):
        case = sent_in()
        line = case.lines.get()
        Packed.objects.create(parcel=parcel_of(case), line=line, quantity=3)
        (said,) = parcel_invariants.find_all(later(days=2))
        assert "3 units in boxes and 1 in all" in said
