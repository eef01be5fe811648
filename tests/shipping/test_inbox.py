"""Hooks read as hints: whose parcel, whose label, and what nobody knows yet."""

import json
from datetime import timedelta

import pytest

from outbox.models import Job
from shipping import inbox
from shipping.models import CarrierHook, LabelPurchase, LabelRefund
from tests.shipping.builders import NOON, bought

pytestmark = pytest.mark.django_db


def keep(event="track_updated", at=NOON, **data):
    body = json.dumps({"event": event, "test": True, "data": data}).encode()
    inbox.keep(carrier="shippo", body=body, proof="secret", at=at)


def looks():
    return Job.objects.filter(kind="parcel.look")


class TestReading:
    def test_asks_about_the_parcel_of_the_number_once_a_batch(self):
        purchase = bought()
        for state in ("TRANSIT", "DELIVERED", "PRE_TRANSIT"):
            status = {"status": state, "status_date": "2026-03-02T12:00:00Z"}
            number = purchase.tracking_number
            keep(carrier="sandbox", tracking_number=number, tracking_status=status)
        assert not inbox.read_batch(at=NOON)

        assert [job.ids["parcel_id"] for job in looks()] == [purchase.parcel_id]
        states = CarrierHook.objects.values_list("state", flat=True)
        assert set(states) == {"read"}

    def test_believes_nothing_it_says(self):
        purchase = bought()
        status = {"status": "DELIVERED", "status_date": "2026-03-02T12:00:00Z"}
        keep(tracking_number=purchase.tracking_number, tracking_status=status)
        inbox.read_batch(at=NOON)
        purchase.parcel.refresh_from_db()
        assert purchase.parcel.state == "label_ready"

    def test_joins_on_the_purchase_before_the_number(self):
        mine, other = bought(), bought()
        keep(
            transaction=mine.provider_id,
            carrier="ups",
            tracking_number=other.tracking_number,
        )
        inbox.read_batch(at=NOON)
        assert [job.ids["parcel_id"] for job in looks()] == [mine.parcel_id]

    def test_keeps_a_label_that_nobody_ordered_for_the_books_to_find(self):
        keep("transaction_created", object_id="tx-1", metadata="rma1:LOST.1")
        inbox.read_batch(at=NOON)
        (hook,) = CarrierHook.objects.unmatched_purchases()
        assert (hook.provider_id, hook.ref) == ("tx-1", "LOST.1")

    def test_keeps_a_second_sale_under_a_word_we_know_until_it_goes_back(self):
        purchase = bought()
        word = f"rma1:{purchase.ref}"
        keep("transaction_created", object_id=purchase.provider_id, metadata=word)
        keep("transaction_created", object_id="tx-2", metadata=word)
        inbox.read_batch(at=NOON)
        (hook,) = CarrierHook.objects.unmatched_purchases()
        assert (hook.provider_id, hook.ref) == ("tx-2", purchase.ref)
        assert [job.ids["parcel_id"] for job in looks()] == [purchase.parcel_id]

        LabelRefund.objects.create(
            carrier="sandbox", provider_id="tx-2", cause="surplus", wanted_at=NOON
        )
        inbox.read_batch(at=NOON + timedelta(minutes=5))
        assert not CarrierHook.objects.unmatched_purchases().exists()

    def test_waits_for_a_parcel_that_comes_later_and_gives_up_in_a_week(self):
        keep(carrier="ups", tracking_number="SOON1234")
        inbox.read_batch(at=NOON)
        hook = CarrierHook.objects.get()
        assert (hook.state, hook.look_at > NOON) == ("parked", True)
        purchase = bought()
        purchase.parcel.tracking_number = "SOON1234"
        purchase.parcel.save()
        inbox.read_batch(at=NOON + timedelta(seconds=30))
        assert not looks().exists()
        inbox.read_batch(at=NOON + timedelta(minutes=2))
        assert looks().count() == 1

        keep(carrier="ups", tracking_number="NEVER123")
        inbox.read_batch(at=NOON + timedelta(days=8))
        hook = CarrierHook.objects.latest("id")
        assert (hook.state, hook.outcome != "") == ("ignored", True)

    @pytest.mark.parametrize("body", [b"\xff", b"[]", b"{}", b'{"data": 7}', b"1" * 9])
    def test_ignores_what_can_not_be_read_and_goes_on(self, body):
        inbox.keep(carrier="shippo", body=body, proof="secret", at=NOON)
        keep(carrier="ups", tracking_number=bought().tracking_number)
        inbox.read_batch(at=NOON)
        assert looks().count() == 1
        assert CarrierHook.objects.filter(state="ignored").count() == 1

    def test_goes_on_where_a_batch_was_full(self):
        for number in range(5):
            keep(carrier="ups", tracking_number=f"NOBODY{number}")
        assert inbox.read_batch(at=NOON, most=3)
        assert not inbox.read_batch(at=NOON, most=3)

    def test_forgets_what_is_read_and_old(self):
        keep(carrier="ups", tracking_number=bought().tracking_number)
        keep(carrier="ups", tracking_number="NOBODY1")
        inbox.read_batch(at=NOON)
        inbox.forget(at=NOON + timedelta(days=91))
        assert [hook.state for hook in CarrierHook.objects.all()] == ["parked"]
        assert LabelPurchase.objects.exists()
