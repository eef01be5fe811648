"""How a return gets to its carrier: chosen, changed, fetched; hurt batteries stop."""

import re
from dataclasses import replace

import pytest

from rma.actions import handing_over, labelling, stopping
from rma.messages import links
from rma.models import Site
from rma.queries import boxes, hand_over
from rma.rules import slots
from rma.rules.words import HandOver
from rma.steps.handing import HandedOver, NotOffered
from rma.steps.opening import UnsafeBattery
from shipping import ordering, purchasing
from shipping.models import LabelPurchase
from shipping.wishes import Battery, CustomsPurpose, LabelFormat
from shipping.words import Address, ParcelState, PurchaseState
from tests.rma.builders import (
    CLERK,
    NOON,
    a_case,
    a_product,
    a_unit,
    broken,
    later,
    the_line,
)

pytestmark = pytest.mark.django_db
SWISS = Address(
    name="Urs Frei", street1="Gasse 1", city="Bern", postal_code="3000", country="CH"
)


def changed(case, how, at=NOON, **more):
    return handing_over.change_hand_over(
        case=case.ref, how=how, by=CLERK, at=at, **more
    )


def the_box(case):
    (parcel,) = boxes.of_case(case)
    return parcel


def bought(case):
    """Buy the label of the only box, as the job does."""
    purchase = LabelPurchase.objects.active().get(parcel=the_box(case))
    purchasing.settle(purchase_id=purchase.pk, at=NOON)
    labelling.hand_over_label(purchase_id=purchase.pk, by=CLERK, at=NOON)
    return purchase


def a_slot(case):
    return slots.slots(case.site.calendar, NOON)[0]


class TestChanging:
    def test_an_order_not_sent_yet_is_replaced_in_the_same_box(self):
        case = a_case()
        before = the_box(case)

        changed(case, HandOver.COUNTER_CODE)

        after = the_box(case)
        assert after == before
        assert after.wished.counter_code
        assert LabelPurchase.objects.active().filter(parcel=after).count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_a_bought_label_is_given_back_and_a_fresh_box_ordered(self):
        case = a_case()
        old = bought(case)

        case = changed(case, HandOver.LABEL, label_format=LabelFormat.ZPL)

        box = the_box(case)
        old.refresh_from_db()
        assert old.standing is PurchaseState.VOID_WANTED
        assert box != old.parcel
        assert box.wished.label_format is LabelFormat.ZPL
        assert box.contents == old.parcel.contents
        assert case.label_status == "pending"
        assert the_line(case).approved == 1

    def test_their_own_carrier_needs_no_label_and_back_again_does(self):
        case = changed(a_case(), HandOver.OWN_CARRIER)
        assert case.label_status == ""
        assert not LabelPurchase.objects.active().exists()

        case = changed(case, HandOver.LABEL, at=later(hours=1))
        assert case.label_status == "pending"
        assert LabelPurchase.objects.active().count() == 1

    def test_the_same_again_changes_nothing(self):
        case = a_case()
        changed(case, HandOver.LABEL)
        assert not case.events.filter(name="handover.changed").exists()
        assert LabelPurchase.objects.count() == 1

    def test_not_after_a_box_has_left(self):
        case = a_case()
        ordering.note(parcel=the_box(case), state=ParcelState.MOVING, at=NOON)
        with pytest.raises(HandedOver):
            changed(case, HandOver.OWN_CARRIER)
        assert hand_over.offered(case, NOON) is None

    def test_across_a_border_only_what_the_carrier_does_there(self):
        case = a_case(broken(a_unit("SN-7").serial), ship_from=SWISS)
        offer = hand_over.offered(case, NOON)
        assert offer.ways == (HandOver.LABEL, HandOver.OWN_CARRIER)
        with pytest.raises(NotOffered):
            changed(case, HandOver.COUNTER_CODE)
        with pytest.raises(NotOffered):
            a_case(
                broken(a_unit("SN-8").serial),
                ship_from=SWISS,
                hand_over=HandOver.COUNTER_CODE,
            )


class TestWishes:
    def test_tell_the_carrier_of_batteries_references_and_value(self):
        cells = a_product("BAT-2", lithium="contained")
        case = a_case(broken(a_unit("SN-9", product=cells).serial), reference="PO 7")
        case.site.insure_from_cents = 10_000
        case.site.sign_from_cents = 10_000
        case.site.save()
        changed(case, HandOver.COUNTER_CODE)
        wished = the_box(case).wished
        assert wished.battery is Battery.IN_DEVICE
        assert wished.references == ("PO 7",)
        assert wished.insured_cents == 21_400
        assert wished.signature == "anybody"

    def test_pay_on_use_where_the_site_wants_it_and_the_carrier_does_it(self):
        Site.objects.update(pays_on_use=True)
        case = a_case()
        assert the_box(case).wished.pay_on_use
        changed(case, HandOver.COUNTER_CODE)
        assert not the_box(case).wished.pay_on_use
        abroad = a_case(broken(a_unit("SN-7").serial), ship_from=SWISS)
        assert not the_box(abroad).wished.pay_on_use

    def test_declare_what_crosses_a_customs_border(self):
        made = a_product("CAM-9", hs_code="852589", origin_country="JP")
        case = a_case(broken(a_unit("SN-9", product=made).serial), ship_from=SWISS)
        told = the_box(case).wished.customs
        assert told.purpose is CustomsPurpose.WARRANTY_EXCHANGE
        assert told.items[0].origin_country == "JP"
        assert told.items[0].value_cents == 21_400
        assert told.invoice_number == case.number
        assert told.importer.country == case.site.country

    @pytest.mark.django_db(transaction=True)
    def test_without_its_origin_we_refuse_before_the_carrier_does(self):
        case = a_case(broken(a_unit("SN-9").serial), ship_from=SWISS)
        purchase = LabelPurchase.objects.get()
        purchasing.settle(purchase_id=purchase.pk, at=NOON)
        purchase.refresh_from_db()
        assert "Customs need the country where" in purchase.problem
        assert the_box(case).wished.customs


class TestCorrectingTheSender:
    def test_orders_the_label_from_the_right_place(self):
        case = a_case()
        LabelPurchase.objects.update(state="declined", problem="No such postal code.")
        right = replace(case.sender, postal_code="10117")

        handing_over.correct_sender(
            case=case.ref, address=right, by=CLERK, at=later(hours=1)
        )

        case.refresh_from_db()
        box = the_box(case)
        assert case.sender.postal_code == "10117"
        assert box.shipment.sender_address.postal_code == "10117"
        assert LabelPurchase.objects.active().get().parcel == box
        assert case.label_status == "pending"
        assert case.events.filter(name="sender.corrected").count() == 1

    def test_calls_the_pickup_there_off_and_is_too_late_once_a_box_left(self):
        case = a_case()
        changed(case, HandOver.PICKUP, slot=a_slot(case).code)
        right = replace(case.sender, street1="Hauptstr. 2")
        handing_over.correct_sender(case=case.ref, address=right, by=CLERK, at=NOON)
        assert hand_over.pickup_of(case) is None

        ordering.note(parcel=the_box(case), state=ParcelState.MOVING, at=NOON)
        with pytest.raises(HandedOver):
            handing_over.correct_sender(
                case=case.ref, address=case.sender, by=CLERK, at=NOON
            )


class TestThePage:
    def test_shows_what_is_offered_and_takes_the_choice(self, client):
        case = a_case()
        client.get(links.tracking_url(case), follow=True)
        address = f"/r/{case.number}/hand-over"

        page = client.get(address)
        assert "A code on your telephone" in page.text
        once = re.search(r'name="once" value="([^"]+)"', page.text)[1]
        told = {"how": "pickup", "label_format": "pdf_a4", "once": once}
        refused = client.post(address, told)
        assert refused.status_code == 422
        assert "Choose when the driver may come." in refused.text

        taken = client.post(address, told | {"how": "counter_code"})
        assert taken.status_code == 302
        assert "Show this code at the counter" in client.get(taken["Location"]).text

    def test_is_nobody_elses(self, client):
        case = a_case()
        assert client.get(f"/r/{case.number}/hand-over").status_code != 200


class TestHurtBatteries:
    def test_open_no_return(self):
        a_unit("SN-1")
        with pytest.raises(UnsafeBattery):
            a_case(broken("SN-1", is_battery_hurt=True))

    def test_reported_later_take_the_label_back_and_order_no_other(self):
        case = a_case()
        line = the_line(case)

        stopping.report_battery(case=case.ref, line_id=line.pk, by=CLERK, at=NOON)
        stopping.report_battery(case=case.ref, line_id=line.pk, by=CLERK, at=NOON)

        assert not LabelPurchase.objects.active().exists()
        assert case.events.filter(name="battery.reported").count() == 1
        with pytest.raises(UnsafeBattery):
            labelling.order_again(
                case=case.ref, parcel_id=the_box(case).pk, by=CLERK, at=NOON
            )

    def test_a_product_marked_later_is_seen_when_the_way_is_changed(self):
        a_unit("SN-1", product=a_product("BAT-3"))
        case = a_case(broken("SN-1", reason="recall"))
        line = the_line(case)
        line.product.lithium = "contained"
        line.product.save()
        with pytest.raises(UnsafeBattery):
            changed(case, HandOver.COUNTER_CODE)
