"""Legs planned and labels ordered, with nobody on the line."""

import pytest
from django.db import IntegrityError, connection, transaction

from outbox.models import Job
from shipping import ordering
from shipping.errors import LeftAlready
from shipping.models import LabelPurchase, Parcel
from shipping.words import Direction, LabelStatus, ParcelState, PlannedBox
from tests.shipping.builders import (
    BOX,
    CUSTOMER,
    DESK,
    NOON,
    bought,
    code,
    order,
    void_to_the_end,
)

pytestmark = pytest.mark.django_db


def plan(boxes=1):
    return ordering.plan_shipment(
        reference="RMA-1",
        direction=Direction.OUT,
        sender=DESK,
        recipient=CUSTOMER,
        boxes=[PlannedBox(code(), BOX, f"Box {n}") for n in range(boxes)],
        at=NOON,
    )


class TestPlanShipment:
    def test_writes_the_leg_and_its_boxes_and_orders_nothing(self):
        shipment = plan(boxes=3)

        assert (shipment.sender_address, shipment.recipient_address) == (DESK, CUSTOMER)
        parcels = shipment.parcels.order_by("position")
        assert [parcel.position for parcel in parcels] == [1, 2, 3]
        assert {parcel.standing for parcel in parcels} == {ParcelState.PLANNED}
        assert parcels[0].size == BOX
        assert not Job.objects.exists()


class TestPlanAndOrder:
    def test_takes_four_statements(self, django_assert_num_queries):
        with transaction.atomic(), django_assert_num_queries(4):
            ordering.plan_and_order(
                reference="RMA-1",
                direction=Direction.IN,
                sender=CUSTOMER,
                recipient=DESK,
                boxes=[PlannedBox(code(), BOX), PlannedBox(code(), BOX)],
                at=NOON,
            )

        assert Job.objects.filter(kind="label.buy").count() == 2

    def test_posts_the_job_that_buys_it(self):
        purchase = order()

        job = Job.objects.get()
        assert job.key == f"label.buy:{purchase.pk}"
        assert job.ids == {"purchase_id": purchase.pk}
        assert ordering.label_status(purchase) is LabelStatus.PENDING


class TestOrderLabel:
    def test_twice_gives_the_same_order_and_one_job(self):
        parcel = plan().parcels.get()

        first = ordering.order_label(parcel=parcel, at=NOON)
        second = ordering.order_label(parcel=parcel, at=NOON)
        assert first.pk == second.pk
        assert Job.objects.count() == 1

    def test_after_a_void_is_a_new_order_under_a_new_word(self):
        purchase = order()
        ordering.want_void(purchase=purchase, at=NOON)

        another = ordering.order_label(parcel=purchase.parcel, at=NOON)
        assert another.pk != purchase.pk
        assert another.ref != purchase.ref

    def test_is_refused_by_the_database_itself_a_second_time(self):
        purchase = order()
        with pytest.raises(IntegrityError), transaction.atomic():
            LabelPurchase.objects.create(
                parcel=purchase.parcel, ref="another", created_at=NOON
            )
        assert connection.is_usable()
        assert LabelPurchase.objects.count() == 1


class TestWantVoid:
    def test_of_an_order_never_sent_is_void_at_once(self):
        purchase = order()
        ordering.want_void(purchase=purchase, at=NOON)

        assert ordering.label_status(purchase) is LabelStatus.VOID
        assert not Job.objects.filter(kind="label.void").exists()

    def test_of_a_label_bought_posts_one_job_however_often(self):
        purchase = bought()
        ordering.want_void(purchase=purchase, at=NOON)
        ordering.want_void(purchase=purchase, at=NOON)

        assert ordering.label_status(purchase) is LabelStatus.VOID
        job = Job.objects.get(kind="label.void")
        assert job.ids == {"purchase_id": purchase.pk}

    def test_of_nothing_leaves_a_void_label_void(self):
        purchase = bought()
        ordering.want_void(purchase=purchase, at=NOON)
        void_to_the_end(purchase)

        ordering.want_void(purchase=purchase, at=NOON)
        assert purchase.state == "voided"


class TestCancelShipment:
    def test_cancels_its_parcels_and_gives_their_labels_back(self):
        purchase = bought()
        shipment = purchase.parcel.shipment

        (wanted,) = ordering.cancel_shipment(shipment=shipment, at=NOON)
        assert wanted.state == "void_wanted"
        assert shipment.cancelled_at == NOON
        void_to_the_end(purchase)
        parcel = Parcel.objects.get()
        assert (parcel.state, parcel.tracking_number) == ("cancelled", "")

    def test_refuses_a_leg_that_has_left_and_changes_nothing(self):
        purchase = bought()
        ordering.note(parcel=purchase.parcel, state=ParcelState.HANDED_OVER, at=NOON)

        with pytest.raises(LeftAlready) as refusal:
            ordering.cancel_shipment(shipment=purchase.parcel.shipment, at=NOON)
        assert refusal.value.code == purchase.parcel.code
        purchase.refresh_from_db()
        assert purchase.state == "purchased"


class TestNote:
    def test_moves_the_parcel_and_is_kept_once(self):
        parcel = bought().parcel

        first = ordering.note(parcel=parcel, state=ParcelState.HANDED_OVER, at=NOON)
        again = ordering.note(parcel=parcel, state=ParcelState.HANDED_OVER, at=NOON)
        assert (first.moved, again.moved) == (True, False)
        assert (len(first.new), len(again.new)) == (1, 0)
        assert parcel.handed_over_at == NOON
        assert parcel.movements.count() == 1


class TestLabelStatus:
    def test_of_no_order_is_pending(self):
        assert ordering.label_status(None) is LabelStatus.PENDING
