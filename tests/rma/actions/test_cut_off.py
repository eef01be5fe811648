"""What a device says while it is cut off is what the server would have said."""

import hashlib
import random

import pytest

from rma.actions import boxing, receiving
from rma.models import Case, CaseLine, Packed, Scan, Site
from rma.queries import arrivals, boxes, expected, scan_look
from rma.rules.serials import key_of
from rma.steps.counting import Arrival
from shipping.models import Parcel
from tests.rma import builders
from tests.rma.actions.test_arrivals import another, scan
from tests.rma.builders import CLERK, NOON

pytestmark = pytest.mark.django_db


def alone(text, *, is_code):
    """Return the verdict of a device by its list, as its script finds it."""
    found = expected.expected_at(Site.objects.default().pk, salt="x")
    key = f"c:{text}" if is_code else f"n:{key_of(text)}"
    name = hashlib.sha256(f"x:{key}".encode()).hexdigest()[:16]
    if name in found.here:
        return "SEEN"
    boxes = found.units.get(name) or found.several.get(name) or 1
    return "ASK" if boxes > 1 else found.expected[found.rows[name]][2]


def told(text):
    """Return what the server would say now."""
    look = scan_look.look_up(text)
    meant = arrivals.boxes_meant(look)
    names = arrivals.names_of(look, meant)
    known = Scan.objects.filter(verdict="GO", thing__in=names)
    return arrivals.arrival_in(look, meant, known).verdict


def differ(codes, numbers):
    """Return the names of which a device cut off would say something else."""
    names = [(code, True) for code in codes] + [(each, False) for each in numbers]
    found = [(text, told(text), alone(text, is_code=kind)) for text, kind in names]
    return [each for each in found if each[1] != each[2]]


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


class TestSeveralBoxes:
    @pytest.fixture
    def names(self, box):
        other = another(box)
        case = Case.objects.numbered(box.shipment.reference)
        codes = [case.code, box.code, other.code]
        return codes, [box.tracking_number, other.tracking_number, "SN-1", "SN-2"]

    def test_a_name_of_the_return_or_of_a_unit_asks_which_box_it_is(self, names):
        codes, numbers = names
        assert alone(codes[0], is_code=True) == "ASK"
        assert alone("SN-1", is_code=False) == "ASK"
        assert alone(codes[1], is_code=True) == "GO"
        assert differ(codes, numbers) == []

    @pytest.mark.parametrize("is_named", [False, True])
    @pytest.mark.parametrize("seed", range(4))
    def test_in_whatever_order_they_come(self, box, names, seed, is_named):
        if is_named:
            Packed.objects.create(
                parcel=box, line=CaseLine.objects.get(serial="SN-1"), quantity=1
            )
        codes, numbers = names
        assert differ(codes, numbers) == []
        order = [*codes, *numbers]
        random.Random(seed).shuffle(order)
        for text in order:
            scan(text)
            assert differ(codes, numbers) == [], text

    def test_what_was_counted_in_is_asked_for_no_more(self, box, names):
        codes, numbers = names
        scan(codes[1])
        receiving.receive_units(
            case=Case.objects.get().ref,
            arrivals=(Arrival(serial="SN-1"),),
            by=CLERK,
            at=NOON,
        )
        assert differ(codes, [numbers[0], numbers[1], "SN-2"]) == []

    def test_a_box_called_off_is_no_box_to_choose_from(self, box, names):
        box.state = "cancelled"
        box.save()
        codes, numbers = names
        assert alone(codes[0], is_code=True) == "GO"
        assert differ(codes, numbers) == []


class TestOneBox:
    @pytest.mark.parametrize("first", range(4))
    def test_that_was_scanned_in_is_seen_by_each_of_its_names(self, box, first):
        case = Case.objects.numbered(box.shipment.reference)
        codes, numbers = [case.code, box.code], [box.tracking_number, "SN-1"]
        assert differ(codes, numbers) == []
        scan([*codes, *numbers][first])
        assert alone(case.code, is_code=True) == "SEEN"
        assert differ(codes, numbers) == []

    def test_without_a_box_its_number_is_seen_until_something_is_in(self):
        for serial in ("SN-1", "SN-2"):
            builders.a_unit(serial)
        case = builders.a_case(
            builders.broken(), builders.broken("SN-2"), hand_over="own_carrier"
        )
        Parcel.objects.all().delete()
        scan(case.code)
        assert differ([case.code], ["SN-1", "SN-2"]) == []
        receiving.receive_units(
            case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=NOON
        )
        assert alone(case.code, is_code=True) == "GO"
        assert differ([case.code], ["SN-2"]) == []

    def test_a_unit_that_rides_in_anothers_box_comes_with_it(self):
        for serial in ("SN-1", "SN-2"):
            builders.a_unit(serial)
        host, guest = (builders.a_case(builders.broken(f"SN-{n}")) for n in (1, 2))
        (its_box,) = boxes.of_case(host)
        boxing.share_box(case=guest.ref, parcel_id=its_box.pk, by=CLERK, at=NOON)
        codes, numbers = [host.code, guest.code, its_box.code], ["SN-1", "SN-2"]
        assert differ(codes, numbers) == []
        scan(its_box.code)
        assert differ(codes, numbers) == []
