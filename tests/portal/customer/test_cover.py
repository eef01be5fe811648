"""What owners tell of their units: the data on it, and when it was bought."""

import pytest
from django.test import Client

from rma.models import CaseLine, ErasureDeclaration, PurchaseProof


@pytest.fixture
def page(walk, unit):
    unit.product.holds_data = True
    unit.product.save()
    return walk.whole(unit.serial)


class TestData:
    def test_the_page_asks_and_the_label_follows(self, client, page):
        assert "Say what became of the data" in client.get(page).text
        nothing = client.post(f"{page}data", {})
        assert nothing.status_code == 422
        for _ in range(2):
            client.post(f"{page}data", {"line-1": "kept_disk", "once": "a" * 32})
        assert CaseLine.objects.get().erasure == "kept_disk"
        assert ErasureDeclaration.objects.count() == 1
        assert "Say what became of the data" not in client.get(page).text

    def test_is_no_page_for_a_stranger(self, page):
        assert Client().get(f"{page}data").status_code in (302, 404)


class TestReceipt:
    def test_is_handed_in_once_and_never_from_the_future(self, client, page):
        where = f"{page}receipt"
        ahead = client.post(where, {"unit": "1", "bought_on": "2090-01-01"})
        assert "bought_on" in ahead.context["form"].errors
        client.post(where, {"unit": "1", "bought_on": "2026-01-01", "once": "b" * 32})
        assert PurchaseProof.objects.get().bought_on.isoformat() == "2026-01-01"
        again = client.post(where, {"unit": "1", "bought_on": "2026-01-02"})
        assert "unit" in again.context["form"].errors
