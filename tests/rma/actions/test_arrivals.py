"""A box has several names, a return several boxes: each box arrives once."""

import itertools
import random
import uuid

import pytest

from rma.actions import scanning
from rma.actions.scanning import Reading
from rma.models import Case, CaseLine, Device, Packed, Scan, Site
from rma.queries import invariants
from rma.rules import numbers
from shipping.models import Parcel, Shipment
from tests.rma import builders
from tests.rma.actions.test_lending import lent
from tests.rma.builders import CLERK, NOON, later

pytestmark = pytest.mark.django_db


def scan(text, *, at=NOON, name=None, about=""):
    reading = Reading(name or uuid.uuid4(), text, at, about=about)
    return scanning.keep_scan(reading=reading, by=CLERK, at=at)


@pytest.fixture
def box():
    """Return the one box of a return of two units; the carrier has its number."""
    builders.a_unit()
    builders.a_unit("SN-2")
    case = builders.a_case(builders.broken(), builders.broken("SN-2"))
    box = Parcel.objects.get(shipment__reference=case.number)
    box.tracking_number = "1BOX-11111"
    box.save()
    return box


def another(box, tracking="2BOX-22222"):
    """Return a second box of the same leg."""
    other = Parcel.objects.get(pk=box.pk)
    other.pk, other.position = None, 2
    other.code = numbers.checked("BCDFGHJKNPRS")
    other.tracking_number, other._state.adding = tracking, True
    other.save()
    return other


def arrivals():
    return Scan.objects.filter(verdict="GO").exclude(thing__startswith="counted ")


class TestOneBoxUnderSeveralNames:
    def names(self, box):
        case = Case.objects.numbered(box.shipment.reference)
        return [case.code, box.tracking_number, box.code, "SN-1", "SO-100"]

    def test_arrives_once_and_every_other_name_says_when(self, box):
        for first in self.names(box):
            assert scan(first).verdict == "GO"
            for other in self.names(box):
                told = scan(other, at=later(minutes=5))
                assert told.verdict == "SEEN", (first, other)
                assert "11:00" in told.answer["title"]
            Scan.objects.all().delete()

    @pytest.mark.parametrize("seed", range(6))
    def test_in_any_order_with_units_counted_between_arrives_once(self, box, seed):
        code = Case.objects.numbered(box.shipment.reference).code
        sent = [
            *((uuid.uuid4(), name, "") for name in self.names(box)),
            (uuid.uuid4(), "SN-1", box.tracking_number),
            (uuid.uuid4(), "SN-2", code),
        ] * 2
        random.Random(seed).shuffle(sent)
        for minute, (name, text, about) in enumerate(sent):
            scan(text, at=later(minutes=minute), name=name, about=about)
        # What is counted first by a scan of its unit needs no arrival any more.
        assert arrivals().count() <= 1
        rows = CaseLine.objects.values_list("received", flat=True)
        assert list(rows) == [1, 1]
        assert invariants.find_all(later(days=1)) == []

    def test_is_known_by_the_carriers_number_typed_after_it_came(self, box):
        Shipment.objects.update(cancelled_at=NOON)
        assert scan("SN-1").verdict == "GO"
        Shipment.objects.update(cancelled_at=None)
        assert scan("1BOX-11111").verdict == "SEEN"

    def test_a_box_called_off_and_a_box_of_ours_are_none_of_it(self, box):
        another(box)
        Parcel.objects.filter(position=2).update(state="cancelled")
        assert scan("SN-1").verdict == "GO"
        assert scan("1BOX-11111").verdict == "SEEN"


class TestSeveralBoxes:
    def test_each_arrives_and_a_code_of_the_return_asks_which_it_is(self, box):
        other = another(box)
        code = Case.objects.numbered(box.shipment.reference).code
        told = scan(code)
        assert (told.verdict, told.thing) == ("ASK", "")
        assert "2 boxes" in told.answer["title"]
        assert scan(box.tracking_number).verdict == "GO"
        assert scan(code).verdict == "ASK", "it may be the other one"
        assert scan(other.code).verdict == "GO"
        assert scan(code).verdict == "SEEN"
        assert arrivals().count() == 2

    def test_a_unit_is_of_the_box_it_is_said_to_lie_in(self, box):
        other = another(box)
        line = CaseLine.objects.get(serial="SN-2")
        Packed.objects.create(parcel=other, line=line, quantity=1)
        assert scan("SN-2").verdict == "GO"
        assert scan(other.tracking_number).verdict == "SEEN"
        assert scan(box.tracking_number).verdict == "GO"
        assert scan("SN-1").verdict == "SEEN", "it lies in the box that names nothing"

    def test_one_that_two_returns_share_arrives_once(self, box):
        builders.a_unit("SN-9")
        rider = builders.a_case(builders.broken("SN-9"))
        Shipment.objects.filter(reference=rider.number).update(cancelled_at=NOON)
        for line in CaseLine.objects.all():
            Packed.objects.create(parcel=box, line=line, quantity=1)
        assert scan(rider.code).verdict == "GO"
        owner = Case.objects.numbered(box.shipment.reference)
        for name in (box.tracking_number, owner.code, "SN-1", "SN-9", box.code):
            assert scan(name).verdict == "SEEN", name
        assert arrivals().count() == 1

    def test_any_order_gives_as_many_arrivals_as_boxes(self, box):
        other = another(box)
        code = Case.objects.numbered(box.shipment.reference).code
        names = [code, box.code, box.tracking_number, other.code, "2BOX-22222", code]
        for order in itertools.islice(itertools.permutations(names), 0, None, 31):
            for name in order:
                scan(name)
            assert arrivals().count() == 2
            Scan.objects.all().delete()

    def test_the_way_back_of_a_loaner_is_no_box_of_the_return(self, box):
        lent(case=Case.objects.numbered(box.shipment.reference))
        assert scan("SN-1").verdict == "GO"
        assert scan("1BOX-11111").verdict == "SEEN"


class TestWhoseNewsItIs:
    def test_a_second_name_is_none_to_the_device_that_scanned_the_first(self, box):
        site = Site.objects.default()
        rows = [
            Device.objects.create(
                name=name,
                site=site,
                secret_hash=name,
                enrolled_at=NOON,
                code_until=NOON,
                offered_at=NOON,
                offered_by="L",
            )
            for name in ("One", "Two")
        ]
        code = Case.objects.numbered(box.shipment.reference).code
        for text, device, is_own in (
            (code, rows[0], False),
            (box.code, rows[0], True),
            (box.tracking_number, rows[1], False),
        ):
            reading = Reading(uuid.uuid4(), text, NOON)
            kept = scanning.keep_scan(
                reading=reading, by=CLERK, at=NOON, device_id=device.pk
            )
            assert kept.answer["is_own"] is is_own
