"""What consumers and businesses pay to give something back, by country."""

import re

import pytest
from django.test import Client

from rma.models import Policy
from tests.portal.customer.conftest import DAY
from tests.portal.customer.walk import Walk

pytestmark = pytest.mark.django_db
_POSTAL_CODES = {"DE": "20095", "GB": "M1 1AE", "IE": "H91 E2R8", "US": "12207"}
FEE = "32.10 EUR, if we take it back for the restocking fee"


def most(shop, *, kind, country, held_for=5):
    """Return the sentence about costs that somebody reads before they send a return."""
    Policy.objects.update(restocking_percent=15, return_days=30)
    shop.account.kind, shop.account.country = kind, country
    shop.account.save()
    arrived = shop.today - held_for * DAY
    shop.unit(
        shipped_on=arrived - DAY, delivered_on=arrived, paid_cents=21400, currency="EUR"
    )
    client = Client()
    client.force_login(shop.user)
    walk = Walk(client)
    walk.find("SN-1")
    walk.tell(reason="unwanted")
    place = {"country": country, "state": "NY", "city": "Albany"}
    place["postal_code"] = _POSTAL_CODES[country]
    page = walk.choose(wish="refund", **place)
    assert page.status_code == 302, page.text
    text = re.sub(r"<[^>]+>", "", walk.check().text)
    return re.search(r"The most this can cost you is [^.]+\.\d\d[^.]*\.", text)[0]


@pytest.mark.parametrize(
    ("kind", "country", "held_for", "has_fee"),
    [
        ("person", "DE", 5, False),
        ("person", "GB", 5, False),
        ("person", "IE", 13, False),
        # The law's days are over: what is left is our own offer, on our terms.
        ("person", "DE", 20, True),
        # No federal right to give back.
        ("person", "US", 5, True),
        ("company", "DE", 5, True),
        ("company", "GB", 5, True),
        ("company", "US", 5, True),
    ],
)
def test_a_restocking_fee_is_for_who_has_no_right_to_withdraw(
    shop, kind, country, held_for, has_fee
):
    told = most(shop, kind=kind, country=country, held_for=held_for)
    assert (FEE in told) == has_fee
    assert ("0.00 EUR, whatever we find" in told) == (not has_fee)


class TestWhatIsKept:
    def test_stands_on_the_card_and_on_the_check_page(self, shop):
        Policy.objects.update(restocking_percent=15, return_days=30)
        shop.account.kind = "company"
        shop.account.save()
        arrived = shop.today - 5 * DAY
        shop.unit(
            shipped_on=arrived - DAY,
            delivered_on=arrived,
            paid_cents=21400,
            currency="EUR",
        )
        client = Client()
        client.force_login(shop.user)
        walk = Walk(client)
        walk.find("SN-1")
        walk.tell(reason="unwanted")
        card = client.get("/r/new/remedy").text
        assert "We keep a restocking fee of what you paid" in card
        assert "32.10" in card
        walk.choose(wish="refund")
        told = "214.00 EUR less the restocking fee of 32.10 EUR: you get 181.90 EUR"
        assert told in walk.check().text
