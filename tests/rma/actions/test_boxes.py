"""Boxes of a return: several by weight or by hand, one more, one less, one shared."""

import pytest

from outbox.models import Job
from rma.actions import boxing, cancelling, tracking
from rma.jobs import keep_boxes
from rma.models import Case, Destination, Packed
from rma.queries import boxes, riders
from rma.queries.tracking_page import tracking_page
from rma.rules import packing, ways
from rma.rules.actors import SYSTEM
from rma.rules.packing import BoxLimits, Goods
from shipping import ordering
from shipping.errors import LeftAlready
from shipping.models import LabelPurchase, Parcel
from shipping.words import ParcelState, PurchaseState
from tests.rma.builders import (
    CLERK,
    HOME,
    NOON,
    a_case,
    a_product,
    a_unit,
    an_account,
    broken,
    later,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_units():
    heavy = a_product("NVR-1", weight_grams=18_000)
    a_unit("SN-1", product=heavy)
    a_unit("SN-2", product=heavy)
    return broken("SN-1"), broken("SN-2")


@pytest.fixture
def pair():
    a_unit("SN-1")
    a_unit("SN-2")
    return a_case(broken("SN-1")), a_case(broken("SN-2"))


def inbound(case):
    return boxes.of_case(case)


def moves(parcel, state, hours=1, rider=None):
    at = later(hours=hours)
    ordering.note(parcel=parcel, state=state, at=at)
    return tracking.follow_parcel(parcel_id=parcel.pk, by=SYSTEM, at=at, rider=rider)


class TestSpreading:
    def test_fills_a_box_before_it_begins_another(self):
        kinds = [Goods(0, 3, 12_000, 100), Goods(1, 1, 5_000, 100)]

        spread = packing.spread(kinds, BoxLimits(30_000, 400_000))

        assert spread == ({0: 2}, {0: 1, 1: 1})

    def test_gives_what_is_too_heavy_for_any_box_one_alone(self):
        spread = packing.spread([Goods(0, 2, 90_000, 1)], BoxLimits(30_000, 9))

        assert spread == ({0: 1}, {0: 1})

    @pytest.mark.parametrize(
        ("states", "said"),
        [
            ([], ""),
            (["delivered", "delivered"], "delivered"),
            (["delivered", "moving"], "moving"),
            (["delivered", "label_ready"], "handed_over"),
            (["lost", "moving"], "lost"),
            (["planned", "label_ready"], "planned"),
            (["cancelled", "moving"], "moving"),
        ],
    )
    def test_the_way_is_as_far_as_its_boxes(self, states, said):
        assert ways.way_of(states) == said


class TestSeveralBoxes:
    def test_a_heavy_return_travels_in_two_each_with_its_label(self, two_units):
        case = a_case(*two_units)

        first, second = inbound(case)
        assert (first.contents, second.contents) == ("SN-1", "SN-2")
        assert LabelPurchase.objects.filter(parcel__in=(first, second)).count() == 2
        assert Packed.objects.count() == 2

    def test_the_return_is_here_when_all_of_them_are(self, two_units):
        case = a_case(*two_units)
        first, second = inbound(case)

        halfway = moves(first, ParcelState.DELIVERED)
        assert halfway.promises.get(step="hand_over").state == "open"
        whole = moves(second, ParcelState.DELIVERED, hours=9)

        assert halfway.inbound_state == "handed_over"
        assert (whole.inbound_state, whole.situation) == ("delivered", "at_our_door")
        told = whole.events.filter(name="parcel.moved")
        assert told.count() == 2

    def test_a_box_can_be_added_later(self):
        a_unit("SN-1")
        a_unit("SN-2")
        case = a_case(broken("SN-1"), broken("SN-2"))
        (only,) = inbound(case)
        line = case.lines.get(serial="SN-2")

        boxing.add_box(
            case=case.ref, contents={line.pk: 1}, by=CLERK, at=later(hours=1)
        )

        first, second = inbound(case)
        assert (first, second.contents) == (only, "SN-2")
        assert first.contents == "SN-1"
        assert LabelPurchase.objects.filter(parcel=second).count() == 1
        held = boxes.contents_of(case, list(case.lines.all()))
        assert [s.line.serial for s in held[first.pk]] == ["SN-1"]
        assert case.events.filter(name="box.added").exists()

    @pytest.mark.parametrize("contents", [{}, {"SN-1": 1, "SN-2": 1}, {"SN-1": 2}])
    def test_no_box_stays_empty(self, contents):
        a_unit("SN-1")
        a_unit("SN-2")
        case = a_case(broken("SN-1"), broken("SN-2"))
        ids = {line.serial: line.pk for line in case.lines.all()}
        wanted = {ids[serial]: count for serial, count in contents.items()}

        with pytest.raises(boxing.NothingPacked):
            boxing.add_box(case=case.ref, contents=wanted, by=CLERK, at=NOON)
        assert len(inbound(case)) == 1

    def test_a_box_can_be_taken_back_and_its_label_is_given_back(self, two_units):
        case = a_case(*two_units)
        first, second = inbound(case)

        boxing.remove_box(
            case=case.ref, parcel_id=second.pk, by=CLERK, at=later(hours=1)
        )

        assert inbound(case) == [first]
        bought = LabelPurchase.objects.get(parcel=second)
        assert bought.standing is PurchaseState.VOIDED
        held = boxes.contents_of(case, list(case.lines.all()))
        assert len(held[first.pk]) == 2

    def test_the_last_box_stays(self):
        case = a_case()
        (only,) = inbound(case)

        with pytest.raises(boxing.LastBox):
            boxing.remove_box(case=case.ref, parcel_id=only.pk, by=CLERK, at=NOON)

    def test_nothing_is_changed_on_a_box_that_left(self, two_units):
        case = a_case(*two_units)
        first, _second = inbound(case)
        moves(first, ParcelState.HANDED_OVER)

        with pytest.raises(boxing.BoxLeft):
            boxing.remove_box(case=case.ref, parcel_id=first.pk, by=CLERK, at=NOON)


class TestSharing:
    def test_two_returns_travel_in_one_box_and_both_hear_of_it(self, pair):
        host, guest = pair
        (box,) = inbound(host)
        (own,) = inbound(guest)

        boxing.share_box(case=guest.ref, parcel_id=box.pk, by=CLERK, at=later(hours=1))

        assert inbound(guest) == [box]
        own.refresh_from_db()
        assert own.state == ParcelState.CANCELLED
        assert riders.of_parcel(box.pk) == [guest.pk]
        moves(box, ParcelState.MOVING, hours=2)
        there = moves(box, ParcelState.MOVING, hours=2, rider=guest.ref)
        assert there.situation == "on_the_way"
        (shown,) = tracking_page(guest).inbound
        assert shown.is_shared

    def test_it_gets_out_again_with_a_label_of_its_own(self, pair):
        host, guest = pair
        (box,) = inbound(host)
        boxing.share_box(case=guest.ref, parcel_id=box.pk, by=CLERK, at=later(hours=1))

        boxing.leave_box(case=guest.ref, by=CLERK, at=later(hours=2))

        (own,) = inbound(guest)
        assert own != box
        assert LabelPurchase.objects.active().filter(parcel=own).count() == 1
        assert inbound(host) == [box]

    def test_when_the_other_return_is_cancelled_it_gets_its_own_box(self, pair):
        host, guest = pair
        (box,) = inbound(host)
        boxing.share_box(case=guest.ref, parcel_id=box.pk, by=CLERK, at=later(hours=1))

        cancelling.cancel_return(case=host.ref, reason="", by=CLERK, at=later(hours=2))
        job = Job.objects.get(kind="box.lost")
        for _twice in range(2):
            keep_boxes.give_own_box(**job.ids, lease=None, at=later(hours=2))

        assert len(inbound(guest)) == 1
        assert inbound(guest) != [box]

    def test_no_stranger_and_no_parcel_that_left_is_joined(self, pair):
        host, guest = pair
        (box,) = inbound(host)
        a_unit("SN-9", account=an_account("C-9"))
        stranger = a_case(broken("SN-9"), account_id=an_account("C-9").pk)

        with pytest.raises(boxing.NotSharable):
            boxing.share_box(case=stranger.ref, parcel_id=box.pk, by=CLERK, at=NOON)
        moves(box, ParcelState.HANDED_OVER)
        with pytest.raises((boxing.BoxLeft, LeftAlready)):
            boxing.share_box(case=guest.ref, parcel_id=box.pk, by=CLERK, at=NOON)
        assert riders.sharable_boxes(stranger) == ()

    def test_a_box_whose_label_is_not_in_their_hands_is_not_offered(self, pair):
        host, guest = pair
        (box,) = inbound(host)
        assert [each.parcel_id for each in riders.sharable_boxes(guest)] == [box.pk]
        Case.objects.filter(pk=host.pk).update(label_status="failed")
        assert riders.sharable_boxes(guest) == ()
        Case.objects.filter(pk=host.pk).update(label_status="ready")
        Parcel.objects.filter(pk=box.pk).update(inside="BCDFGHJKNPRST")
        assert riders.sharable_boxes(guest) == ()
        box.refresh_from_db()
        with pytest.raises(boxing.NotSharable):
            boxing.share_box(case=guest.ref, parcel_id=box.pk, by=CLERK, at=NOON)


class TestDestinations:
    def test_a_fault_goes_to_the_partner_who_repairs_it_and_the_reason_is_shown(self):
        Destination.objects.create(
            name="Repairs",
            kind="partner",
            reason="defective",
            street1="Brnenska 1",
            city="Brno",
            country="CZ",
            why="Our partner in Brno repairs these.",
        )

        case = a_case()

        (box,) = inbound(case)
        assert box.shipment.recipient["city"] == "Brno"
        (shown,) = tracking_page(case).inbound
        assert shown.why == "Our partner in Brno repairs these."

    def test_lines_that_go_to_two_places_travel_in_two_legs(self):
        Destination.objects.create(
            name="Maker",
            kind="maker",
            category="drive",
            street1="Way 1",
            city="Oslo",
            country="NO",
            why="The maker checks drives.",
        )
        a_unit("SN-1")
        a_unit("SN-2", product=a_product("HDD-1", category="Drive"))

        case = a_case(broken("SN-1"), broken("SN-2"))

        assert {box.shipment.recipient["country"] for box in inbound(case)} == {
            case.site.country,
            "NO",
        }
        held = boxes.contents_of(case, list(case.lines.all()))
        assert sorted(len(shares) for shares in held.values()) == [1, 1]

    def test_a_rule_for_another_region_is_passed_by(self):
        Destination.objects.create(
            name="Swiss",
            kind="partner",
            countries="CH, LI",
            street1="Way 1",
            city="Bern",
            country="CH",
            why="No border to cross.",
        )
        assert HOME.country == "DE"

        (box,) = inbound(a_case())

        assert box.shipment.recipient["city"] != "Bern"
        assert Parcel.objects.count() == 1
