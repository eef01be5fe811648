"""A label from the order to the case, and the parcel from there to the dock."""

from datetime import timedelta

import pytest

from outbox import work
from outbox.models import Job
from rma.actions import cancelling, label_money
from rma.rules.words import CaseStatus, HandOver
from shipping.models import (
    LabelDifference,
    LabelPurchase,
    LabelRefund,
    Parcel,
    SandboxLabel,
)
from tests.rma.jobs import world
from tests.rma.jobs.world import NOON, later

pytestmark = pytest.mark.django_db


class TestBuyLabel:
    def test_hands_the_label_to_its_case(self):
        case = world.open_return()
        world.drain(NOON)

        case.refresh_from_db()
        assert (case.label_status, case.situation) == ("ready", "label_ready")
        assert case.promises.get(step="label").state == "kept"
        assert case.events.filter(name="label.ready").count() == 1

    def test_done_again_by_a_second_worker_changes_nothing(self):
        case = world.open_return()
        world.drain(NOON)
        Job.objects.filter(kind="label.buy").update(state="ready", finished_at=None)
        world.drain(later(hours=1))

        assert SandboxLabel.objects.count() == 1
        assert LabelPurchase.objects.get().state == "purchased"
        assert case.events.filter(name="label.ready").count() == 1

    def test_tells_the_case_of_a_refusal(self):
        case = world.open_return(contact_name="Marta Ruiz")
        Parcel.objects.get().shipment.__class__.objects.update(
            sender={**case.ship_from, "postal_code": "00003"}
        )
        world.drain(NOON)

        case.refresh_from_db()
        assert (case.label_status, case.situation) == ("failed", "label_failed")
        assert Job.objects.get(kind="label.buy").state == "done"

    def test_looks_again_where_the_answer_is_missing_and_buys_once(self):
        case = world.open_return()
        Parcel.objects.get().shipment.__class__.objects.update(
            sender={**case.ship_from, "name": "SBX TIMEOUT AFTER BUY"}
        )
        world.drain(NOON)
        assert Job.objects.get(kind="label.buy").state == "ready"
        at = NOON
        for _look in range(20):
            at += timedelta(minutes=1)
            world.drain(at)

        case.refresh_from_db()
        assert case.label_status == "ready"
        assert SandboxLabel.objects.count() == 1


class TestVoidLabel:
    def test_gives_the_label_of_a_cancelled_return_back(self):
        case = world.open_return()
        world.drain(NOON)
        cancelling.cancel_return(
            case=case.ref, reason="It works again", by=world.CUSTOMER, at=NOON
        )
        world.drain(later(hours=1))

        assert LabelPurchase.objects.get().state == "voided"
        case.refresh_from_db()
        assert (case.status, case.label_status) == (CaseStatus.CANCELLED, "void")

    def test_leaves_a_refusal_to_a_person(self):
        case = world.open_return()
        Parcel.objects.get().shipment.__class__.objects.update(
            sender={**case.ship_from, "name": "SBX VOID REFUSED"}
        )
        world.drain(NOON)
        cancelling.cancel_return(
            case=case.ref, reason="It works again", by=world.CUSTOMER, at=NOON
        )
        work.drain(now=later(hours=1))
        refund = LabelRefund.objects.get()
        assert refund.state == "refused"
        (difference,) = LabelDifference.objects.open()
        assert difference.kind == "refund_refused"
        label_money.give_up_refund(
            refund_id=refund.pk, reason="Four dollars", by=world.STAFF, at=NOON
        )
        assert LabelPurchase.objects.get().state == "voided"
        assert not LabelDifference.objects.open().exists()


class TestFollowParcel:
    def test_brings_each_step_of_the_way_to_the_case(self):
        case = world.open_return()
        world.drain(NOON)
        seen = []
        for hour in range(1, 6):
            world.move_parcel(case, "in", later(hours=hour))
            seen.append(case.situation)

        assert seen[0] == "handed_over"
        assert seen[-1] == "at_our_door"
        assert case.promises.get(step="hand_over").state == "kept"
        assert case.promises.get(step="arrive").state == "kept"

    def test_keeps_looking_by_itself_and_stops_after_the_end(self):
        case = world.open_return()
        world.drain(NOON)
        SandboxLabel.objects.update(forced_at=[later(hours=1).isoformat()])
        for day in range(1, 12):
            world.drain(later(days=day))

        case.refresh_from_db()
        assert case.inbound_state == "delivered"
        assert Job.objects.get(kind="parcel.follow").state == "done"

    def test_says_nothing_twice(self):
        case = world.open_return()
        world.drain(NOON)
        world.move_parcel(case, "in", later(hours=1))
        before = case.events.count()
        world.drain(later(hours=9))
        world.drain(later(hours=12))
        assert case.events.count() <= before + 2
        moves = [event.facts for event in case.events.filter(name="parcel.moved")]
        assert len(moves) == len({str(move) for move in moves})


class TestNoteArrival:
    def test_writes_the_arrival_into_the_parcels_own_story(self):
        case = world.open_return(hand_over=HandOver.OWN_CARRIER)
        world.receive(case, later(days=2))
        world.drain(later(days=2))
        world.drain(later(days=3))

        parcel = Parcel.objects.get()
        assert (parcel.state, parcel.delivered_at) == ("delivered", later(days=2))
        assert parcel.movements.count() == 1
