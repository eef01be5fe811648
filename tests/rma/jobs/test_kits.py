"""An empty box sent to the customer: packed, followed, and what counts from it."""

from datetime import timedelta

import pytest

from rma.actions import (
    boxing,
    cancelling,
    dispatching,
    handing_over,
    mending,
    packing_kits,
    tracking,
)
from rma.actions.dispatching import LabelNotInside, NothingToShip
from rma.models import Dispatch, Kit, ParcelTrouble, Site
from rma.queries import hand_over
from rma.queries.dossier import dossier_of
from rma.rules.troubles import Ending
from rma.rules.words import HandOver, Step, Wish
from rma.steps.handing import HandedOver, NotOffered
from shipping import ordering
from shipping.models import LabelPurchase, Parcel
from shipping.words import ParcelState, PurchaseState
from tests.rma.jobs import world
from tests.rma.jobs.world import NOON, STAFF, later

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _we_send_boxes():
    Site.objects.update(sends_boxes=True)


def with_a_box(**more):
    case = world.open_return(hand_over=HandOver.BOX, **more)
    world.drain(NOON)
    world.keep_at_home()
    case.refresh_from_db()
    return case


def way_back(case):
    return Parcel.objects.exclude(state="cancelled").get(
        shipment__reference=case.number, shipment__direction="in"
    )


def packed(case, at=None):
    kit = Kit.objects.to_ship().get(case=case)
    packing_kits.ship_kit(
        case=case.ref, kit_id=kit.pk, return_label_inside=True, by=STAFF, at=at or NOON
    )
    world.drain(at or NOON)
    case.refresh_from_db()
    kit.refresh_from_db()
    return kit


def delivered(case, kit, at):
    parcel = Parcel.objects.get(code=kit.code)
    ordering.note(parcel=parcel, state=ParcelState.DELIVERED, at=at)
    tracking.follow_parcel(parcel_id=parcel.pk, by=STAFF, at=at)
    world.drain(at)
    case.refresh_from_db()


def step(case, name):
    return case.promises.filter(step=name).latest("id")


class TestAReturnThatAsksForABox:
    def test_has_one_to_pack_with_the_label_for_the_way_back_in_it(self, mailbox):
        case = with_a_box()

        kit = Kit.objects.get(case=case)
        assert way_back(case).inside == kit.code
        assert case.situation == "kit_planned"
        assert step(case, Step.SHIP_BOX).who == "us"
        assert mailbox.names == ["approved_box"]

    def test_gives_the_customer_its_days_from_the_day_the_box_is_there(self, mailbox):
        case = with_a_box()
        planned = step(case, Step.HAND_OVER).due_at
        kit = packed(case, later(days=1))
        assert case.situation == "kit_shipped"

        delivered(case, kit, later(days=9))

        due = step(case, Step.HAND_OVER)
        calendar = case.site.calendar
        assert due.due_at > planned
        assert calendar.local_day(due.due_at) == calendar.local_day(
            calendar.due_in(later(days=9), case.policy.hand_over_days)
        )
        assert step(case, Step.SHIP_BOX).state == "kept"
        assert step(case, Step.DELIVER_BOX).state == "kept"
        assert case.situation == "kit_delivered"
        assert mailbox.names == ["approved_box", "box_shipped", "box_delivered"]
        day = f"{due.due_at:%-d %B %Y}"
        assert day in mailbox.letter("box_delivered")["Subject"]
        assert case.outbound_state == case.outbound_kind == ""
        assert not Dispatch.objects.filter(line__case=case).exists()

    def test_does_not_expire_while_its_box_is_not_there(self):
        case = with_a_box()
        world.tick(NOON + timedelta(days=case.policy.expiry_days + 30))
        case.refresh_from_db()
        assert case.is_open

    def test_goes_on_as_any_other_once_the_customer_hands_it_over(self):
        case = with_a_box()
        delivered(case, packed(case), later(days=2))
        parcel = way_back(case)
        ordering.note(parcel=parcel, state=ParcelState.HANDED_OVER, at=later(days=3))
        tracking.follow_parcel(parcel_id=parcel.pk, by=STAFF, at=later(days=3))
        case.refresh_from_db()
        assert case.situation == "handed_over"
        assert step(case, Step.HAND_OVER).state == "kept"

    def test_of_a_swap_uses_the_box_of_the_new_unit(self):
        case = with_a_box(wish=Wish.ADVANCE_REPLACEMENT)
        assert not Kit.objects.filter(case=case).exists()
        assert case.kit_state == ""
        assert not case.promises.filter(step=Step.SHIP_BOX).exists()

    def test_is_not_offered_where_we_send_none(self):
        Site.objects.update(sends_boxes=False)
        with pytest.raises(NotOffered):
            world.open_return(hand_over=HandOver.BOX)


class TestPacking:
    def test_wants_the_label_inside_and_packs_once(self):
        case = with_a_box()
        kit = Kit.objects.get(case=case)
        with pytest.raises(LabelNotInside):
            packing_kits.ship_kit(
                case=case.ref,
                kit_id=kit.pk,
                return_label_inside=False,
                by=STAFF,
                at=NOON,
            )
        packed(case)
        with pytest.raises(NothingToShip):
            packing_kits.ship_kit(
                case=case.ref,
                kit_id=kit.pk,
                return_label_inside=True,
                by=STAFF,
                at=NOON,
            )
        out = Parcel.objects.get(code=kit.code)
        assert out.shipment.recipient_address.city == "Hamburg"
        assert LabelPurchase.objects.get(parcel=out).standing is PurchaseState.PURCHASED

    def test_waits_for_the_label_that_goes_inside(self):
        case = world.open_return(hand_over=HandOver.BOX)
        with pytest.raises(packing_kits.ReturnLabelMissing):
            packing_kits.ship_kit(
                case=case.ref,
                kit_id=Kit.objects.get().pk,
                return_label_inside=True,
                by=STAFF,
                at=NOON,
            )

    def test_the_carrier_taking_it_keeps_our_word_and_sends_no_unit(self):
        case = with_a_box()
        kit = packed(case)
        parcel = Parcel.objects.get(code=kit.code)
        dispatching.hand_over_parcel(
            case=case.ref, parcel_id=parcel.pk, by=STAFF, at=later(hours=2)
        )
        case.refresh_from_db()
        assert step(case, Step.SHIP_BOX).state == "kept"
        assert (case.situation, case.outbound_state) == ("kit_shipped", "")


class TestChangingTheWay:
    def change(self, case, how, at=NOON):
        return handing_over.change_hand_over(case=case.ref, how=how, by=STAFF, at=at)

    def test_to_a_box_and_back_again(self):
        case = world.open_return()
        world.drain(NOON)
        case = self.change(case, HandOver.BOX, later(hours=1))
        assert Kit.objects.to_ship().get(case=case).code == way_back(case).inside
        assert step(case, Step.SHIP_BOX).state == "open"

        case = self.change(case, HandOver.LABEL, later(hours=2))
        assert not Kit.objects.standing().filter(case=case).exists()
        assert way_back(case).inside == case.kit_state == ""
        assert step(case, Step.SHIP_BOX).state == "withdrawn"

    def test_not_once_the_box_has_left_with_the_label_in_it(self):
        case = with_a_box()
        packed(case)
        assert hand_over.offered(case, NOON) is None
        with pytest.raises(HandedOver):
            self.change(case, HandOver.LABEL)

    def test_calling_the_return_off_keeps_the_box_here_or_lets_it_travel(self):
        case = with_a_box()
        kit = packed(case)
        parcel = Parcel.objects.get(code=kit.code)
        ordering.note(parcel=parcel, state=ParcelState.MOVING, at=later(hours=3))

        cancelling.cancel_return(case=case.ref, reason="", by=STAFF, at=later(hours=4))

        case.refresh_from_db()
        parcel.refresh_from_db()
        assert case.status == "cancelled"
        assert parcel.state == "moving"
        assert parcel.shipment.cancelled_at
        assert not Kit.objects.standing().exists()


class TestALostBox:
    def lost(self, case, kit, at):
        parcel = Parcel.objects.get(code=kit.code)
        ordering.note(parcel=parcel, state=ParcelState.HANDED_OVER, at=at)
        ordering.note(parcel=parcel, state=ParcelState.LOST, at=at)
        tracking.follow_parcel(parcel_id=parcel.pk, by=STAFF, at=at)
        mending.look_into_parcel(parcel_id=parcel.pk, by=STAFF, at=at)
        return ParcelTrouble.objects.open().get(case=case)

    def test_is_sent_again_with_another_label_and_later_days(self):
        case = with_a_box()
        first, old = packed(case, later(days=1)), way_back(case)
        planned = step(case, Step.HAND_OVER).due_at
        trouble = self.lost(case, first, later(days=5))

        mending.end_trouble(
            trouble_id=trouble.pk,
            ending=Ending.SENT_AGAIN,
            note="",
            by=STAFF,
            at=later(days=6),
        )
        world.drain(later(days=6))
        case.refresh_from_db()

        first.refresh_from_db()
        second = Kit.objects.to_ship().get(case=case)
        fresh = way_back(case)
        assert first.cancelled_at
        assert fresh.inside == second.code != first.code
        assert fresh.code != old.code
        active = LabelPurchase.objects.active()
        assert not active.filter(parcel=old, state="purchased").exists()
        assert case.situation == "kit_planned"
        ahead = [each.step for each in dossier_of(case).plan if each.state == "open"]
        wanted = [Step.SHIP_BOX, Step.DELIVER_BOX, Step.HAND_OVER, Step.ARRIVE]
        assert [each for each in ahead if each in wanted] == wanted
        assert step(case, Step.HAND_OVER).due_at > planned

        delivered(case, packed(case, later(days=7)), later(days=9))
        assert case.situation == "kit_delivered"

    def test_does_not_wait_for_the_other_box_that_has_left(self):
        case = with_a_box()
        lines = list(case.lines.all())
        case.lines.update(quantity=2, approved=2, serial="", unit=None)
        boxing.add_box(
            case=case.ref, contents={lines[0].pk: 1}, by=STAFF, at=later(hours=1)
        )
        world.drain(later(hours=1))
        kits = list(Kit.objects.to_ship().filter(case=case).order_by("id"))
        assert len(kits) == 2
        for kit in kits:
            packing_kits.ship_kit(
                case=case.ref,
                kit_id=kit.pk,
                return_label_inside=True,
                by=STAFF,
                at=later(hours=2),
            )
        world.drain(later(hours=2))
        there = Parcel.objects.get(inside=kits[0].code)
        ordering.note(parcel=there, state=ParcelState.MOVING, at=later(days=2))
        tracking.follow_parcel(parcel_id=there.pk, by=STAFF, at=later(days=2))
        trouble = self.lost(case, kits[1], later(days=3))

        mending.end_trouble(
            trouble_id=trouble.pk,
            ending=Ending.SENT_AGAIN,
            note="",
            by=STAFF,
            at=later(days=4),
        )

        case.refresh_from_db()
        assert Kit.objects.to_ship().filter(case=case).count() == 1
        assert case.inbound_state == "moving"
