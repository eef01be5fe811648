"""Customs papers of loaners, and of boxes that several returns share."""

import pytest

from outbox.models import Job
from rma.actions import boxing, cancelling, clearing, handing_over, labelling, pooling
from rma.jobs import fill_invoices, keep_boxes, tell
from rma.models import Case, Dispatch, Loan, Product, Site
from rma.queries import boxes, hand_over, inside_labels, parcel_invariants
from rma.rules.customs import Purpose
from rma.rules.words import Grade, HandOver
from shipping import purchasing
from shipping.models import LabelPurchase, Parcel
from shipping.wishes import Battery, CustomsPurpose, DutyPayer
from shipping.words import ParcelState, PurchaseState
from tests.rma.actions.borders import SWISS, abroad, made
from tests.rma.actions.test_lending import lent, packed
from tests.rma.builders import (
    CLERK,
    NOON,
    a_case,
    a_product,
    a_unit,
    broken,
    later,
)

pytestmark = pytest.mark.django_db


def told_to(loan_or_dispatch_leg):
    return Parcel.objects.get(shipment=loan_or_dispatch_leg).wished


class TestLoaners:
    @pytest.fixture
    def case(self):
        product = a_product("CAM-9", lithium="contained", **made())
        Product.objects.filter(pk=product.pk).update(unit_cost_cents=15_000)
        product.refresh_from_db()
        loaner = pooling.add_loaner(
            product=product,
            tag="L-1",
            serial="LN-1",
            site=Site.objects.default(),
            grade=Grade.A,
            note="",
            by=CLERK,
            at=NOON,
        )
        case = abroad("SN-1", product)
        clearing.keep_export_proof(case=case.ref, proof="26CH1", by=CLERK, at=NOON)
        return lent(loaner=loaner, case=case)

    def test_come_back_as_our_own_goods_and_not_as_a_return(self, case):
        told = told_to(Loan.objects.get().back)
        customs = told.customs
        assert customs.purpose is CustomsPurpose.LOAN
        assert (customs.items[0].serial, customs.items[0].value_cents) == (
            "LN-1",
            15_000,
        )
        assert customs.importer.country == case.site.country
        assert customs.signer == case.contact.name
        assert customs.export_proof == ""
        assert told.battery is Battery.IN_DEVICE

    def test_leave_with_papers_and_cost_the_borrower_no_duty(self, case):
        packed(case)
        told = told_to(Dispatch.objects.get(kind="loaner").shipment)
        assert told.customs.purpose is CustomsPurpose.LOAN
        assert told.customs.duty_payer is DutyPayer.SENDER
        assert told.customs.signer == case.site.contact_name
        assert told.battery is Battery.IN_DEVICE

    def test_have_an_invoice_each_way(self, case):
        packed(case)
        case.refresh_from_db()
        found = [content for _title, content in fill_invoices.invoices(case, NOON)]
        lent_ways = [each for each in found if each.purpose is Purpose.LOAN]
        assert [each.is_to_us for each in lent_ways] == [True, False]
        assert not any(each.is_sale for each in lent_ways)

    def test_go_with_papers_that_the_packer_prints(self, case):
        dispatch = Dispatch.objects.get(kind="loaner")
        (inside,) = inside_labels.labels_inside([dispatch.box_code])[dispatch.box_code]
        assert (inside.purchase_id, inside.is_declared) == (None, True)
        back = Parcel.objects.get(inside=dispatch.box_code)
        label = LabelPurchase.objects.get(parcel=back)
        purchasing.settle(purchase_id=label.pk, at=NOON)
        (inside,) = inside_labels.labels_inside([dispatch.box_code])[dispatch.box_code]
        assert inside.purchase_id == label.pk
        told = case.events.get(name="loan.promised")
        tell.tell(event_id=told.pk, lease=None, at=NOON)
        draws = [job.ids["kind"] for job in Job.objects.filter(kind="draw")]
        assert "invoice" in draws

    def test_without_papers_would_be_found(self, case):
        dispatch = Dispatch.objects.get(kind="loaner")
        back = Parcel.objects.get(inside=dispatch.box_code)
        assert list(parcel_invariants.boxes_without_customs_papers()) == []
        LabelPurchase.objects.filter(parcel=back).update(
            state="purchased", provider_id="P-1", tracking_number="T-1"
        )
        Parcel.objects.filter(pk=back.pk).update(wishes={})
        (said,) = parcel_invariants.boxes_without_customs_papers()
        assert back.code in said

    def test_at_home_have_none(self):
        case = packed(lent())
        legs = Parcel.objects.filter(shipment__reference=case.number)
        assert [box.wished.customs for box in legs] == [None] * legs.count()

    def test_ordered_again_tell_what_is_known_by_now(self, case):
        Product.objects.update(hs_code="85258900")
        back = Parcel.objects.get(shipment=Loan.objects.get().back)
        LabelPurchase.objects.filter(parcel=back).update(state="declined")
        labelling.order_again(case=case.ref, parcel_id=back.pk, by=CLERK, at=NOON)
        back.refresh_from_db()
        assert back.wished.customs.items[0].tariff_number == "85258900"
        assert back.wished.customs.purpose is CustomsPurpose.LOAN


class TestSharedBoxes:
    @pytest.fixture
    def pair(self):
        return (
            abroad("SN-1", a_product("CAM-9", **made())),
            abroad("SN-2", a_product("NVR-9", **made(lithium="contained"))),
        )

    def share(self, pair):
        host, guest = pair
        (box,) = boxes.of_case(host)
        boxing.share_box(case=guest.ref, parcel_id=box.pk, by=CLERK, at=later(hours=1))
        follow(hours=1)
        return box

    def test_tell_customs_and_carrier_of_all_that_lies_in_them(self, pair):
        host, guest = pair
        old = self.share(pair)

        (box,) = boxes.of_case(host)
        assert boxes.of_case(guest) == [box]
        first, second = box.wished.customs.items
        assert (first.serial, first.reference) == ("SN-1", "")
        assert (second.serial, second.reference) == ("SN-2", guest.number)
        assert box.wished.battery is Battery.IN_DEVICE
        assert box.weight_grams == old.weight_grams * 2
        assert LabelPurchase.objects.active().get(parcel=box)
        host.refresh_from_db()
        assert host.label_status == "pending"
        assert host.events.filter(name="box.retold").count() == 1
        (invoice,) = fill_invoices.invoices(host, NOON)
        assert [item.reference for item in invoice[1].items] == ["", guest.number]
        assert fill_invoices.invoices(guest, NOON) == []

    def test_give_the_label_back_that_told_less(self, pair):
        host, _guest = pair
        LabelPurchase.objects.filter(parcel__shipment__reference=host.number).update(
            state="purchased", provider_id="P-1", tracking_number="T-1"
        )
        old = self.share(pair)
        (box,) = boxes.of_case(host)
        assert box != old
        given_back = LabelPurchase.objects.get(parcel=old)
        assert given_back.standing is PurchaseState.VOID_WANTED
        old.refresh_from_db()
        assert old.standing is ParcelState.CANCELLED

    def test_tell_of_no_return_that_left_them_or_was_called_off(self, pair):
        host, guest = pair
        self.share(pair)
        boxing.leave_box(case=guest.ref, by=CLERK, at=later(hours=2))
        follow(hours=2)
        (box,) = boxes.of_case(host)
        assert [item.serial for item in box.wished.customs.items] == ["SN-1"]

        boxing.share_box(case=guest.ref, parcel_id=box.pk, by=CLERK, at=later(hours=3))
        follow(hours=3)
        cancelling.cancel_return(case=guest.ref, reason="", by=CLERK, at=later(hours=4))
        follow(hours=4)
        (box,) = boxes.of_case(host)
        assert [item.serial for item in box.wished.customs.items] == ["SN-1"]

    def test_at_home_keep_their_label_unless_a_battery_joins(self):
        host = a_case(broken(a_unit("SN-1").serial))
        LabelPurchase.objects.update(
            state="purchased", provider_id="P-1", tracking_number="T-1"
        )
        plain = a_case(broken(a_unit("SN-2").serial))
        cell = a_product("BAT-2", lithium="contained")
        powered = a_case(broken(a_unit("SN-3", product=cell).serial))
        (box,) = boxes.of_case(host)
        boxing.share_box(case=plain.ref, parcel_id=box.pk, by=CLERK, at=later(hours=1))
        follow(hours=1)
        assert not host.events.filter(name="box.retold").exists()

        boxing.share_box(
            case=powered.ref, parcel_id=box.pk, by=CLERK, at=later(hours=2)
        )
        follow(hours=2)
        (box,) = boxes.of_case(host)
        assert box.wished.battery is Battery.IN_DEVICE
        assert boxes.of_case(plain) == boxes.of_case(powered) == [box]

    def test_get_another_label_and_no_driver_who_asks_for_the_first(self):
        host = a_case(broken(a_unit("SN-1").serial))
        offer = hand_over.offered(host, NOON)
        handing_over.change_hand_over(
            case=host.ref,
            how=HandOver.PICKUP,
            slot=offer.slots[0].code,
            by=CLERK,
            at=NOON,
        )
        assert hand_over.pickup_of(host)
        cell = a_product("BAT-2", lithium="contained")
        guest = a_case(broken(a_unit("SN-3", product=cell).serial))
        (box,) = boxes.of_case(host)
        boxing.share_box(case=guest.ref, parcel_id=box.pk, by=CLERK, at=later(hours=1))
        follow(hours=1)
        assert hand_over.pickup_of(host) is None

    def test_that_have_no_label_yet_are_ordered_as_heavy_as_they_are(self):
        host = a_case(broken(a_unit("SN-1").serial))
        guest = a_case(broken(a_unit("SN-2").serial))
        (box,) = boxes.of_case(host)
        boxing.share_box(case=guest.ref, parcel_id=box.pk, by=CLERK, at=later(hours=1))
        follow(hours=1)
        box.refresh_from_db()
        assert box.weight_grams == 1800
        assert LabelPurchase.objects.active().filter(parcel=box).count() == 1

    def test_a_box_from_which_units_move_declares_what_stays(self):
        product = a_product("CAM-9", **made())
        serials = [a_unit(f"SN-{n}", product=product).serial for n in (1, 2)]
        case = a_case(*map(broken, serials), ship_from=SWISS)
        line = case.lines.get(serial="SN-2")
        boxing.add_box(
            case=case.ref, contents={line.pk: 1}, by=CLERK, at=later(hours=1)
        )
        told = [box.wished.customs.items for box in boxes.of_case(case)]
        assert [[item.serial for item in items] for items in told] == [
            ["SN-1"],
            ["SN-2"],
        ]


def follow(hours):
    """Let returns in whose boxes something changed look at their labels, twice."""
    for job in Job.objects.filter(kind="box.retell"):
        for _twice in range(2):
            keep_boxes.retell_boxes(**job.ids, lease=None, at=later(hours=hours))
        job.delete()


class TestARefusedLabelOfOurs:
    def test_is_a_case_for_the_desk_until_another_is_ordered(self):
        case = lent()
        back = Parcel.objects.get(shipment=Loan.objects.get().back)
        assert not Case.objects.label_refused().exists()
        LabelPurchase.objects.filter(parcel=back).update(state="declined")
        assert Case.objects.label_refused().get() == case
        labelling.order_again(case=case.ref, parcel_id=back.pk, by=CLERK, at=NOON)
        assert not Case.objects.label_refused().exists()

    def test_of_a_leg_called_off_is_nobodys(self):
        case = packed(lent())
        out = Dispatch.objects.get(kind="loaner").shipment
        LabelPurchase.objects.filter(parcel__shipment=out).update(state="declined")
        assert Case.objects.label_refused().get() == case
        out.cancelled_at = NOON
        out.save()
        assert not Case.objects.label_refused().exists()
