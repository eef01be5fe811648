"""Scans and printed commands alone take in what a parcel holds, each unit once."""

import itertools
import random
import uuid

import pytest

from rma.actions import resolving, scanning
from rma.actions.scanning import Reading
from rma.models import Case, CaseLine, Packed, Product, Receipt, Scan
from rma.queries import invariants, station_home
from rma.rules.commands import Command, code_of
from rma.rules.words import Lithium, Reason, ResolutionKind
from shipping.models import Parcel
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, later

pytestmark = pytest.mark.django_db

ALL_IN, UNDO = code_of(Command.ALL_IN), code_of(Command.UNDO)


def scan(text, about="", *, at=NOON, name=None, by=CLERK):
    reading = Reading(name or uuid.uuid4(), text, at, about=about)
    return scanning.keep_scan(reading=reading, by=by, at=at)


def received(case):
    return list(case.lines.order_by("position").values_list("received", flat=True))


@pytest.fixture
def case():
    """Return a return of three units."""
    for number in (1, 2, 3):
        builders.a_unit(f"SN-{number}")
    return builders.a_case(*(builders.broken(f"SN-{number}") for number in (1, 2, 3)))


class TestAllIn:
    def test_takes_in_what_the_parcel_at_hand_still_holds(self, case):
        scan(case.code)
        told = scan(ALL_IN, case.code)
        assert (told.verdict, told.answer["title"]) == ("GO", "3 units are in")
        assert received(case) == [1, 1, 1]
        again = scan(ALL_IN, case.code)
        assert (again.verdict, again.answer["title"]) == ("SEEN", "Already received")
        assert Receipt.objects.count() == 1

    def test_the_same_scan_again_counts_once_and_says_the_same(self, case):
        name = uuid.uuid4()
        first = scan(ALL_IN, case.code, name=name)
        assert scan(ALL_IN, case.code, name=name).answer == first.answer
        assert Receipt.objects.count() == 1

    def test_after_a_serial_takes_in_that_unit_alone(self, case):
        scan("SN-2")
        assert scan(ALL_IN, "SN-2").answer["title"] == "1 unit is in"
        assert received(case) == [0, 1, 0]

    @pytest.mark.parametrize("about", ["", "   ", "NOBODY-1", "HTTPS://X/S/Y", ALL_IN])
    def test_of_nothing_takes_in_nothing(self, case, about):
        told = scan(ALL_IN, about)
        assert told.verdict in ("ASK", "UNKNOWN")
        assert not Receipt.objects.exists()

    def test_a_box_that_must_not_be_opened_is_a_stop_and_stays_out(self):
        builders.a_unit()
        Product.objects.update(lithium=Lithium.CONTAINED)
        case = builders.a_case(builders.broken(reason=Reason.DAMAGED_IN_TRANSIT))
        assert scan(case.code).verdict == "STOP"
        assert scan(ALL_IN, case.code).verdict == "STOP"
        assert scan("SN-1", case.code).verdict == "STOP"
        assert received(case) == [0]

    def test_of_one_of_two_boxes_takes_in_what_lies_in_it(self, case):
        box = Parcel.objects.get(shipment__reference=case.number)
        other = Parcel.objects.get(pk=box.pk)
        other.pk, other.code, other.position = None, "BCDFGHJKNPRSR", 2
        other.tracking_number, other._state.adding = "2BOX-22222", True
        other.save()
        Packed.objects.create(parcel=other, line=builders.the_line(case, 3), quantity=1)
        assert scan(ALL_IN, "2BOX-22222").answer["title"] == "1 unit is in"
        assert received(case) == [0, 0, 1]
        assert Receipt.objects.get().parcel == other
        assert scan(ALL_IN, box.code).answer["title"] == "2 units are in"
        assert received(case) == [1, 1, 1]

    def test_of_a_box_that_two_returns_share_takes_in_both(self, case):
        builders.a_unit("SN-9")
        rider = builders.a_case(builders.broken("SN-9"))
        box = Parcel.objects.get(shipment__reference=case.number)
        for line in (*case.lines.all(), *rider.lines.all()):
            Packed.objects.create(parcel=box, line=line, quantity=1)
        assert scan(ALL_IN, box.code).answer["title"] == "4 units are in"
        assert (received(case), received(rider)) == ([1, 1, 1], [1])


class TestUnits:
    def test_each_of_the_parcel_at_hand_is_counted_in_once(self, case):
        scan(case.code)
        told = scan("SN-2", case.code)
        assert (told.verdict, told.answer["title"]) == ("GO", "1 of 3 units are in")
        assert told.answer["kind"] == "counted"
        again = scan("SN-2", case.code)
        assert (again.verdict, again.answer["title"]) == ("SEEN", "Already received")
        assert again.answer["kind"] == "counted", "the parcel stays at hand"
        assert received(case) == [0, 1, 0]
        assert scan(ALL_IN, case.code).answer["title"] == "2 units are in"

    def test_one_of_another_return_is_an_arrival_of_its_own(self, case):
        builders.a_unit("SN-9")
        other = builders.a_case(builders.broken("SN-9"))
        told = scan("SN-9", case.code)
        assert told.answer["number"] == other.number
        assert received(other) == [0]

    def test_one_of_another_return_in_the_same_box_is_counted_on_its_own(self, case):
        builders.a_unit("SN-9")
        rider = builders.a_case(builders.broken("SN-9"))
        box = Parcel.objects.get(shipment__reference=case.number)
        Packed.objects.create(parcel=box, line=builders.the_line(rider), quantity=1)
        assert scan("SN-9", box.code).answer["title"] == "1 of 1 unit is in"
        assert received(rider) == [1]

    def test_what_was_counted_waits_no_more_to_be_opened(self, case):
        scan(case.code)
        assert len(station_home.station_home(later(minutes=1)).to_open) == 1
        scan("SN-1", case.code, at=later(minutes=1))
        assert station_home.station_home(later(minutes=2)).to_open == ()

    def test_a_scan_of_a_unit_takes_so_many_statements(
        self, case, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(24):
            scan("SN-1", case.code)


class TestAnyOrder:
    @pytest.mark.parametrize("seed", range(6))
    def test_scans_and_commands_in_any_order_and_number_end_alike(self, case, seed):
        sent = [
            (uuid.uuid4(), text, about)
            for text, about in (
                (case.code, ""),
                ("SN-1", case.code),
                ("SN-2", case.code),
                ("SN-2", ""),
                (ALL_IN, case.code),
            )
        ] * 2
        random.Random(seed).shuffle(sent)
        for minute, (name, text, about) in enumerate(sent):
            scan(text, about, name=name, at=later(minutes=minute))
        assert received(case) == [1, 1, 1]
        assert Scan.objects.count() == 5
        assert invariants.find_all(later(days=1)) == []

    def test_no_order_takes_in_more_than_is_expected(self, case):
        deeds = [("SN-1", case.code), ("SN-1", case.code), (ALL_IN, "SN-1")]
        for order in itertools.permutations(deeds):
            for text, about in order:
                scan(text, about)
        assert received(case) == [1, 0, 0]


class TestUndo:
    def test_takes_back_the_last_thing_of_the_same_hands(self, case):
        scan("SN-1", case.code)
        scan("SN-2", case.code, at=later(minutes=1))
        told = scan(UNDO, at=later(minutes=2))
        assert (told.verdict, told.answer["title"]) == ("SEEN", "Taken back")
        assert received(case) == [1, 0, 0]
        scan(UNDO, at=later(minutes=3))
        assert received(case) == [0, 0, 0]
        # It can be counted again, and the parcel waits to be opened again once.
        assert scan("SN-1", case.code, at=later(minutes=4)).verdict == "GO"

    def test_the_same_scan_again_takes_back_no_second_thing(self, case):
        scan("SN-1", case.code)
        scan("SN-2", case.code)
        name = uuid.uuid4()
        for _each in range(3):
            scan(UNDO, name=name, at=later(minutes=1))
        assert sum(received(case)) == 1

    def test_after_ten_minutes_says_who_can(self, case):
        scan("SN-1", case.code)
        told = scan(UNDO, at=later(minutes=10))
        assert told.verdict == "ASK"
        assert "Report what is not there" in told.answer["next"]
        assert received(case) == [1, 0, 0]

    def test_once_something_followed_nothing_moves_and_it_says_who_can(self, case):
        scan(ALL_IN, case.code)
        last = CaseLine.objects.get(case=case, position=3)
        resolving.resolve_units(
            case=Case.objects.get(pk=case.pk).ref,
            line_id=last.pk,
            quantity=1,
            kind=ResolutionKind.CREDIT,
            by=CLERK,
            at=later(minutes=1),
        )
        told = scan(UNDO, at=later(minutes=2))
        assert "support can correct it" in told.answer["next"]
        assert received(case) == [1, 1, 1], "the first two are not half taken back"
        assert Receipt.objects.count() == 1
