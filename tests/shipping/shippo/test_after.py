"""What comes after the purchase: papers, money back, the road, addresses, pickups."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shipping import exports
from shipping.carriers.answers import Money, PickupBooked, Refused
from shipping.carriers.base import PickupOrder
from shipping.carriers.shippo import asking
from shipping.carriers.shippo.carrier import ShippoCarrier
from shipping.errors import (
    CarrierUnavailable,
    NoSuchLabel,
    NotLetIn,
    UnknownParcel,
)
from shipping.models import SandboxLabel
from shipping.wishes import (
    Battery,
    Customs,
    CustomsItem,
    CustomsPurpose,
    DutyPayer,
    LabelFormat,
    Signature,
    Wishes,
)
from shipping.words import Address, DocumentKind, ParcelState
from tests.shipping.builders import CUSTOMER, DESK, NOON, who
from tests.shipping.shippo.conftest import TOKEN
from tests.shipping.shippo.test_buying import asking as wishing
from tests.shipping.shippo.test_buying import buy, order

BERLIN = Address("Bea Berg", "Hauptweg 1", "Berlin", "10115", "DE")
CUSTOMS = Customs(
    purpose=CustomsPurpose.REPAIR,
    signer="Bea Berg",
    items=(CustomsItem("Camera", 2, 800, 40_000, "USD", "JP", "852580"),),
    duty_payer=DutyPayer.RECIPIENT,
)
ABROAD = Wishes(customs=CUSTOMS)


class TestPapers:
    @pytest.mark.parametrize(
        ("wanted", "media_type"),
        [
            (LabelFormat.PDF_4X6, "application/pdf"),
            (LabelFormat.PDF_A4, "application/pdf"),
            (LabelFormat.ZPL, "application/zpl"),
            (LabelFormat.PNG, "image/png"),
        ],
    )
    def test_come_as_bytes_in_the_form_wished_for(self, shop, wanted, media_type):
        bought = buy(shop, wishes=Wishes(label_format=wanted))
        papers = shop.carrier.fetch_documents(bought.provider_id, at=shop.at)
        assert papers.label.media_type == media_type
        assert papers.others == ()

    def test_bring_a_code_for_the_counter_of_a_mover_that_has_one(self, shop):
        wishes = Wishes(counter_code=True, pay_on_use=True)
        rates = shop.carrier.quote(wishing(wishes=wishes), at=shop.at).rates
        assert [rate.mover for rate in rates] == ["usps"]

        bought = buy(shop, wishes=wishes)
        papers = shop.carrier.fetch_documents(bought.provider_id, at=shop.at)
        (code,) = papers.others
        assert (code.kind, code.media_type) == (DocumentKind.COUNTER_CODE, "image/png")

    def test_of_a_link_that_expired_come_with_a_fresh_one(self, shop):
        bought = buy(shop, "SBX LINK EXPIRED")
        with pytest.raises(CarrierUnavailable):
            shop.carrier.fetch_documents(bought.provider_id, at=shop.at)
        shop.at += timedelta(seconds=30)
        assert shop.carrier.fetch_documents(bought.provider_id, at=shop.at).label

    def test_of_a_label_never_sold_are_not_to_be_had(self, shop):
        with pytest.raises(NoSuchLabel):
            shop.carrier.fetch_documents("nothing", at=shop.at)


class TestReturnLabel:
    def test_paid_on_use_is_asked_for_the_way_the_goods_first_went(self):
        asked = asking.shipment(wishing(wishes=Wishes(pay_on_use=True)))
        assert (asked.address_from.city, asked.address_to.city) == ("Newark", "Austin")
        assert asked.extra.is_return is True

    def test_paid_now_is_asked_for_the_way_it_goes(self):
        asked = asking.shipment(wishing())
        assert (asked.address_from.city, asked.address_to.city) == ("Austin", "Newark")
        assert asked.extra.is_return is None

    def test_paid_on_use_still_goes_to_our_dock(self, shop):
        buy(shop, wishes=Wishes(pay_on_use=True))
        label = SandboxLabel.objects.get()
        assert (label.sender["city"], label.recipient["city"]) == ("Austin", "Newark")


class TestWishes:
    def test_are_asked_for_in_shippos_words(self, shop):
        wishes = Wishes(
            signature=Signature.ADULT,
            insured_cents=12_050,
            battery=Battery.IN_DEVICE,
            references=("PO 7",),
        )
        rates = shop.carrier.quote(wishing(wishes=wishes), at=shop.at).rates
        assert "dhl_express" not in [rate.mover for rate in rates]

        extra = asking.shipment(wishing(wishes=wishes)).extra
        assert extra.insurance.amount == "120.50"
        assert extra.dangerous_goods.contains is True
        assert (extra.reference_1, extra.reference_2) == ("RMA-BCDF-GHJK-NPRST", "PO 7")

    def test_across_a_border_bring_their_papers(self, shop):
        request = wishing(sender=BERLIN, recipient=DESK, wishes=ABROAD)
        assert shop.carrier.quote(request, at=shop.at).rates

        told = asking.shipment(request).customs_declaration
        assert told.contents_type.value == "OTHER"
        assert "repair" in told.contents_explanation
        assert told.items[0].value_amount == "800.00"
        assert told.items[0].net_weight == "1600"
        assert told.eel_pfc is None

    @pytest.mark.parametrize(
        ("purpose", "word"),
        [
            (CustomsPurpose.RETURN, "RETURN_MERCHANDISE"),
            (CustomsPurpose.WARRANTY_EXCHANGE, "OTHER"),
            (CustomsPurpose.LOAN, "OTHER"),
            (CustomsPurpose.SALE, "MERCHANDISE"),
        ],
    )
    def test_each_purpose_has_papers_of_its_own(self, purpose, word):
        customs = replace(CUSTOMS, purpose=purpose, export_filing="X20260302123456")
        request = wishing(sender=DESK, recipient=BERLIN, wishes=Wishes(customs=customs))
        told = asking.shipment(request).customs_declaration
        assert told.contents_type.value == word
        assert (told.eel_pfc.value, told.aes_itn) == ("AES_ITN", "X20260302123456")

    @pytest.mark.parametrize(
        ("recipient", "filing", "told"),
        [
            (BERLIN, "X20260302123456", "X20260302123456"),
            (BERLIN, "", exports.LOW_VALUE),
            (replace(BERLIN, country="CA", state="ON"), "", exports.LOW_VALUE),
        ],
    )
    def test_a_loan_is_filed_with_the_label_that_is_bought(
        self, shop, recipient, filing, told
    ):
        customs = replace(CUSTOMS, purpose=CustomsPurpose.LOAN, export_filing=filing)
        request = wishing(
            sender=DESK, recipient=recipient, wishes=Wishes(customs=customs)
        )
        shop.carrier.purchase(order(shop, request), at=shop.at)
        kept = SandboxLabel.objects.get().wishes["customs"]
        assert (kept["purpose"], kept["export_filing"]) == ("loan", told)

    def test_we_pay_duty_by_no_mover_whose_recipients_always_pay(self, shop):
        ours = Wishes(customs=replace(CUSTOMS, duty_payer=DutyPayer.SENDER))
        request = wishing(sender=BERLIN, recipient=DESK, wishes=ours)
        movers = [rate.mover for rate in shop.carrier.quote(request, at=NOON).rates]
        assert movers == ["ups", "dhl_express"]


class TestMoneyBack:
    def test_comes_once_however_often_it_is_asked_for(self, shop):
        bought = buy(shop)
        for _time in range(2):
            assert shop.carrier.void(bought.provider_id, at=shop.at).voided is True
        assert shop.carrier.refund_status(bought.provider_id, at=shop.at).voided

    def test_may_take_days(self, shop):
        bought = buy(shop, "SBX VOID SLOW")
        assert shop.carrier.void(bought.provider_id, at=shop.at).voided is None
        shop.at += timedelta(days=3)
        assert shop.carrier.refund_status(bought.provider_id, at=shop.at).voided

    def test_may_be_refused_in_a_sentence(self, shop):
        bought = buy(shop, "SBX VOID REFUSED")
        answer = shop.carrier.void(bought.provider_id, at=shop.at)
        assert (answer.voided, bool(answer.problem)) == (False, True)

    def test_stands_in_the_books(self, shop):
        kept, returned = buy(shop), buy(shop)
        shop.carrier.void(returned.provider_id, at=shop.at)
        books = shop.carrier.list_purchases(since=NOON - timedelta(days=1), at=shop.at)
        assert books.complete
        assert {label.provider_id: label.money for label in books.labels} == {
            kept.provider_id: Money.KEPT,
            returned.provider_id: Money.RETURNED,
        }


class TestTheRoad:
    def test_is_told_step_by_step(self, shop):
        bought = buy(shop)
        shop.at += timedelta(hours=10)
        told = shop.carrier.track(
            bought.tracking_number, mover="usps", handed_over_at=None, at=shop.at
        )
        assert [movement.state for movement in told] == [
            ParcelState.LABEL_READY,
            ParcelState.HANDED_OVER,
            ParcelState.MOVING,
        ]
        assert told[0].occurred_at == NOON
        assert [bool(movement.expected_on) for movement in told] == [False, False, True]

    @pytest.mark.parametrize(
        ("number", "state"),
        [
            ("SHIPPO_PRE_TRANSIT", ParcelState.LABEL_READY),
            ("SHIPPO_TRANSIT", None),
            ("SHIPPO_DELIVERED", ParcelState.DELIVERED),
            ("SHIPPO_RETURNED", ParcelState.RETURNED_TO_SENDER),
            ("SHIPPO_FAILURE", ParcelState.EXCEPTION),
        ],
    )
    def test_of_a_trial_number_is_read_with_its_naive_times(self, shop, number, state):
        (told,) = shop.carrier.track(
            number, mover="shippo", handed_over_at=None, at=shop.at
        )
        assert told.state in (
            (state,) if state else (ParcelState.HANDED_OVER, ParcelState.MOVING)
        )
        assert told.occurred_at == datetime(2018, 7, 23, 13, 3, tzinfo=UTC)

    def test_that_says_nothing_is_no_news(self, shop):
        for number in ("SHIPPO_UNKNOWN", "9400"):
            told = shop.carrier.track(
                number, mover="shippo", handed_over_at=None, at=shop.at
            )
            assert told == ()

    def test_of_nobody_s_parcel_is_not_asked_for(self, shop):
        with pytest.raises(UnknownParcel):
            shop.carrier.track("9400", handed_over_at=None, at=shop.at)

    def test_of_a_label_the_customer_bought_is_told_from_now_on(self, shop):
        shop.carrier.register_tracking("9400", mover="usps", at=shop.at)
        assert shop.judged.exchanges[-1][0].path == "/tracks"


class TestAddress:
    def test_that_is_whole_can_be_reached(self, shop):
        assert shop.carrier.check_address(CUSTOMER, at=shop.at).reachable

    @pytest.mark.parametrize(
        "place",
        [who(postal_code="00001"), replace(CUSTOMER, country="Narnia")],
    )
    def test_that_is_not_brings_a_sentence(self, shop, place):
        verdict = shop.carrier.check_address(place, at=shop.at)
        assert not verdict.reachable
        assert verdict.problem.endswith(".")


class TestPickup:
    def order(self, mover="usps", **more):
        return PickupOrder(
            mover,
            "acc",
            CUSTOMER,
            ("sbx_1",),
            NOON + timedelta(days=1),
            NOON + timedelta(days=1, hours=3),
            **more,
        )

    def test_is_booked_with_its_slot(self, shop):
        booked = shop.carrier.book_pickup(self.order(where="shed"), at=shop.at)
        assert isinstance(booked, PickupBooked)
        assert booked.begins_at == NOON + timedelta(days=1)

    def test_by_a_mover_who_does_not_come_is_refused(self, shop):
        assert isinstance(
            shop.carrier.book_pickup(self.order(mover="ups"), at=shop.at), Refused
        )


class TestTheKey:
    def test_that_is_not_taken_waits_for_a_person(self, shop):
        shop.judged.answers = False
        stranger = ShippoCarrier(token="shippo_live_x", base=shop.base)
        with pytest.raises(NotLetIn):
            stranger.quote(wishing(), at=shop.at)

    def test_is_never_sent_where_the_papers_are(self, shop):
        bought = buy(shop)
        shop.carrier.fetch_documents(bought.provider_id, at=shop.at)
        request, _answer = shop.judged.exchanges[-1]
        assert request.path.startswith("/papers/")
        assert TOKEN not in str(request.headers)
