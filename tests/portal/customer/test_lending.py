"""A unit meanwhile: offered where the policy lends, accepted, and seen on the page."""

import pytest
from django.test import Client
from django.utils import timezone

from rma.actions import pooling
from rma.models import Case, Loan, Policy, Site
from rma.rules.actors import SYSTEM
from rma.rules.words import Grade


@pytest.fixture
def address(walk, unit):
    return walk.whole("SN-1")


@pytest.fixture
def loaner(shop):
    Policy.objects.update(loaner_offered=True)
    return pooling.add_loaner(
        product=shop.camera,
        tag="L-1",
        serial="LN-1",
        site=Site.objects.default(),
        grade=Grade.A,
        note="",
        by=SYSTEM,
        at=timezone.now(),
    )


class TestBorrowing:
    def test_is_offered_accepted_once_and_shown_as_a_lane(
        self, client, loaner, address
    ):
        ask = f"{address}loaner"
        assert ask in client.get(address).text
        assert "It costs you nothing." in client.get(ask).text
        assert client.post(ask, {}).status_code == 422
        sent = {"accepts": "on", "once": "a" * 32}
        for _press in range(2):
            assert client.post(ask, sent)["Location"] == address
        loan = Loan.objects.get()
        assert loan.accepted_by == Case.objects.get().contact.name
        page = client.get(address).text
        assert "Loaner packed" in page
        assert "LN-1" in page
        assert ask not in page

    def test_says_where_none_is_free(self, client, address):
        Policy.objects.update(loaner_offered=True)
        assert "None is free right now" in client.get(f"{address}loaner").text

    def test_is_not_offered_where_the_policy_does_not_lend(self, client, address):
        assert f"{address}loaner" not in client.get(address).text
        assert client.get(f"{address}loaner").status_code == 302

    def test_is_for_its_customer_only(self, address):
        assert Client().get(f"{address}loaner").status_code == 404
