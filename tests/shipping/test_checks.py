"""What is found when something that must always hold does not."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from shipping import checks, documents, purchasing
from shipping.carriers.answers import Document
from shipping.models import (
    CarrierHook,
    LabelPurchase,
    Parcel,
    SandboxLabel,
    SpendingDay,
)
from shipping.ordering import note
from shipping.words import ParcelState
from tests.shipping.builders import NOON, bought, order, who

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


class TestChecks:
    def test_find_nothing_where_all_is_well(self):
        bought()
        assert checks.find_all(LATER) == []

    def test_find_a_label_paid_twice(self):
        purchase = bought()
        label = SandboxLabel.objects.get()
        label.pk, label.provider_id, label.tracking_number = None, "sbx_2", "SBX2"
        label.save()

        assert checks.find_all(LATER) == [
            f"order {purchase.ref} has 2 paid labels",
            "paid label SBX2 has no order",
        ]

    def test_find_an_order_that_claims_a_label_never_sold(self):
        purchase = bought()
        SandboxLabel.objects.all().delete()
        assert checks.find_all(LATER) == [
            f"order {purchase.ref} claims a label never sold"
        ]

    def test_find_an_order_left_behind(self):
        purchase = order(sender=who("SBX SILENT"))
        purchasing.settle(purchase_id=purchase.pk, at=NOON)

        assert checks.find_all(NOON + timedelta(minutes=31)) == []
        assert checks.find_all(LATER) == [
            f"order {purchase.ref} was sent and never settled"
        ]

    def test_find_a_label_file_that_is_gone_or_damaged(self):
        purchase = bought()
        with default_storage.open(purchase.label_file, "wb") as file:
            file.write(b"%PDF-half")
        damaged = checks.find_all(LATER)
        default_storage.delete(purchase.label_file)

        sentence = f"the label file of order {purchase.ref} is missing or damaged"
        assert damaged == checks.find_all(LATER) == [sentence]

    def test_find_a_parcel_whose_state_was_typed(self):
        parcel = bought().parcel
        note(parcel=parcel, state=ParcelState.HANDED_OVER, at=NOON)
        Parcel.objects.update(state="delivered")
        assert checks.find_all(LATER) == [
            f"parcel {parcel.code} is delivered, its movements say handed_over"
        ]

    def test_find_a_day_whose_budget_does_not_add_up(self):
        cost = bought().cost_cents
        SpendingDay.objects.update(cents=1)
        (sentence,) = checks.find_all(LATER)
        assert f"labels of 2026-03-02 1 USD cost {cost} cents" == sentence


class TestDocuments:
    def test_are_kept_once_under_the_hash_of_their_bytes(self):
        document = Document(b"%PDF-1", "application/pdf", "pdf")

        first, second = documents.keep(document), documents.keep(document)
        assert first == second
        assert first.startswith("labels/")

    def test_left_half_written_are_written_again(self):
        document = Document(b"%PDF-1 whole", "application/pdf", "pdf")
        name = documents.keep(document)
        with default_storage.open(name, "wb") as file:
            file.write(b"%PDF-1 wh")

        assert documents.keep(document) == name
        purchase = LabelPurchase(label_file=name)
        assert documents.is_whole(purchase)
        assert documents.read(purchase) == b"%PDF-1 whole"

    @pytest.mark.parametrize(
        "document",
        [
            Document(b"<html>", "application/pdf", "pdf"),
            Document(b"%PDF-", "text/html", "html"),
            Document(b"%PDF-" + b"x" * 6_000_000, "application/pdf", "pdf"),
        ],
    )
    def test_that_are_no_labels_are_not_kept(self, document):
        with pytest.raises(documents.NotALabel):
            documents.keep(document)

    def test_find_hooks_that_nobody_read(self):
        CarrierHook.objects.create(
            carrier="shippo",
            body=b"{}",
            body_hash="0" * 64,
            proof="hmac",
            received_at=NOON,
            look_at=NOON,
        )
        assert checks.find_all(NOON + timedelta(hours=1)) == []
        assert checks.find_all(LATER) == ["1 hooks of carriers were due and not read"]
