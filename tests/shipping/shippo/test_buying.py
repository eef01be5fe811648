"""Labels bought from Shippo: the real carrier, its SDK, and a sandbox that speaks."""

from datetime import timedelta

import pytest

from shipping.carriers.answers import (
    Bought,
    NotSent,
    Queued,
    Refused,
    Unclear,
)
from shipping.carriers.base import PurchaseOrder, QuoteRequest
from shipping.carriers.shippo.carrier import ShippoCarrier
from shipping.models import SandboxLabel, SandboxScenario
from shipping.wishes import NO_WISHES
from tests.shipping.builders import BOX, CUSTOMER, DESK, NOON, who
from tests.shipping.shippo.conftest import READ_SECONDS, TOKEN


def asking(sender=CUSTOMER, recipient=DESK, wishes=NO_WISHES, size=BOX, **more):
    return QuoteRequest(
        "BCDFGHJKNPRST.1",
        more.get("attempt", 1),
        sender,
        recipient,
        size,
        True,
        "RMA-BCDF-GHJK-NPRST",
        "Camera",
        wishes,
    )


def order(shop, request):
    rate = min(
        shop.carrier.quote(request, at=shop.at).rates, key=lambda r: r.cost_cents
    )
    return PurchaseOrder(rate, request)


def buy(shop, name="Ann Lee", postal_code="73301", **more):
    request = asking(sender=who(name, postal_code), **more)
    return shop.carrier.purchase(order(shop, request), at=shop.at)


def ledger():
    return SandboxLabel.objects.count()


class TestQuote:
    def test_offers_what_shippo_offers_in_our_words(self, shop):
        rates = shop.carrier.quote(asking(), at=shop.at).rates

        assert [(rate.mover, rate.service) for rate in rates] == [
            ("usps", "sbx_saver"),
            ("ups", "sbx_ground"),
            ("dhl_express", "sbx_express"),
        ]
        assert [rate.best_value for rate in rates] == [False, True, False]
        assert rates[0].currency == "USD"
        assert rates[0].expires_at == NOON + timedelta(days=7, hours=-1)

    def test_tells_why_there_are_none(self, shop):
        quotes = shop.carrier.quote(asking(sender=who(postal_code="00002")), at=shop.at)
        assert quotes.rates == ()
        assert quotes.problem.startswith("The carrier offers no service")


class TestPurchase:
    def test_brings_a_label_with_all_we_must_not_lose(self, shop):
        bought = buy(shop)

        assert isinstance(bought, Bought)
        label = SandboxLabel.objects.get()
        assert bought.provider_id == label.provider_id
        assert bought.tracking_number == label.tracking_number
        assert bought.rate_id == label.rate_id
        assert label.ref == bought.ref == "BCDFGHJKNPRST.1"
        assert bought.mover == "usps"

    def test_refused_is_a_sentence(self, shop):
        refused = buy(shop, postal_code="00003")
        assert isinstance(refused, Refused)
        assert (refused.code, refused.problem) == (
            "carrier_declined",
            "The carrier does not take this parcel.",
        )
        assert ledger() == 0

    def test_of_an_expired_offer_is_a_sentence_and_nothing_is_sent(self, shop):
        late = order(shop, asking())
        before = len(shop.judged.exchanges)
        refused = shop.carrier.purchase(late, at=NOON + timedelta(days=8))
        assert refused.problem == "The carrier's offer has expired."
        assert len(shop.judged.exchanges) == before

    def test_that_is_queued_is_found_when_it_is_done(self, shop):
        queued = buy(shop, postal_code="00004")
        assert isinstance(queued, Queued)

        shop.at += timedelta(minutes=2)
        found = shop.carrier.find_purchases(
            ref="BCDFGHJKNPRST.1", rate_id="", at=shop.at
        )
        (match,) = found.matches
        assert isinstance(match, Bought)
        assert (match.provider_id, match.mover) == (queued.provider_id, "usps")
        assert found.complete

    @pytest.mark.parametrize(
        "oddity",
        [
            "SBX NO CREATED BY",
            "SBX TRACKING OBJECT",
            "SBX UNKNOWN WORDS",
            "SBX NULLS",
            "SBX 200",
        ],
    )
    def test_answered_in_a_way_the_sdk_can_t_read_is_not_lost(self, shop, oddity):
        shop.judged.answers = False
        bought = buy(shop, oddity)
        assert isinstance(bought, Bought)
        assert bought.tracking_number == SandboxLabel.objects.get().tracking_number

    @pytest.mark.parametrize(
        ("trouble", "sold"),
        [
            ("SBX 500 AFTER BUY", 1),
            ("SBX TRUNCATED", 1),
            ("SBX CUT OFF", 1),
            ("SBX TIMEOUT AFTER BUY", 1),
            ("SBX 502 BEFORE BUY", 0),
            ("SBX REDIRECTED", 0),
            ("SBX TIMEOUT BEFORE BUY", 0),
        ],
    )
    def test_that_nobody_heard_of_is_unclear_and_looked_up(self, shop, trouble, sold):
        shop.judged.answers = False
        asked = order(shop, asking(sender=who(trouble)))
        answer = shop.carrier.purchase(asked, at=shop.at)

        assert isinstance(answer, Unclear)
        found = shop.carrier.find_purchases(
            ref=asked.request.ref, rate_id=asked.rate.rate_id, at=shop.at
        )
        assert (len(found.matches), found.complete) == (sold, True)
        assert ledger() == sold
        orders = [
            request
            for request, _ in shop.judged.exchanges
            if (request.method, request.path) == ("post", "/transactions")
        ]
        assert len(orders) == 1

    @pytest.mark.parametrize("trouble", ["SBX 429", "SBX 401"])
    def test_turned_away_unread_may_be_sent_again(self, shop, trouble):
        answer = buy(shop, trouble)
        assert isinstance(answer, NotSent)
        assert answer.retry_after >= timedelta(seconds=30)
        assert ledger() == 0

    def test_that_never_left_may_be_sent_again(self, shop):
        asked = order(shop, asking())
        nowhere = ShippoCarrier(
            token=TOKEN, base="http://127.0.0.1:9", read_seconds=READ_SECONDS
        )
        assert isinstance(nowhere.purchase(asked, at=shop.at), NotSent)

    def test_sold_twice_is_found_twice(self, shop):
        asked = order(shop, asking(sender=who("SBX SOLD TWICE")))
        assert isinstance(shop.carrier.purchase(asked, at=shop.at), Unclear)
        found = shop.carrier.find_purchases(
            ref=asked.request.ref, rate_id=asked.rate.rate_id, at=shop.at
        )
        assert len({match.provider_id for match in found.matches}) == 2

    def test_that_the_filter_does_not_show_yet_is_found_in_the_list(self, shop):
        asked = order(shop, asking(sender=who("SBX FILTER EMPTY")))
        shop.carrier.purchase(asked, at=shop.at)
        found = shop.carrier.find_purchases(
            ref=asked.request.ref, rate_id=asked.rate.rate_id, at=shop.at
        )
        assert len(found.matches) == 1

    def test_fails_as_somebody_chose_and_only_as_often(self, shop):
        SandboxScenario.objects.create(scenario="00003", times_left=1, chosen_at=NOON)
        assert isinstance(buy(shop), Refused)
        assert isinstance(buy(shop), Bought)
