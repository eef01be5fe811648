"""The export of a box out of the United States, filed at the desk."""

import pytest

from rma.models import Case
from shipping import purchasing
from shipping.models import LabelPurchase, Parcel
from shipping.words import Address
from tests.portal.desk.conftest import once, said_by, text
from tests.rma.builders import NOON, a_case, a_product, a_unit, broken

ITN = "X20260302123456"
AMERICAN = Address("Al Gore", "Main St 1", "Austin", "78701", "US", state="TX")


@pytest.fixture
def box(db):
    """A box worth 3,000 dollars whose label waits for the number of its export."""
    product = a_product(
        "NVR-9",
        hs_code="852190",
        origin_country="JP",
        list_price_cents=300_000,
        currency="USD",
    )
    serial = a_unit("SN-7", product=product).serial
    case = a_case(broken(serial), ship_from=AMERICAN)
    purchase = LabelPurchase.objects.get(parcel__shipment__reference=case.number)
    purchasing.settle(purchase_id=purchase.pk, at=NOON)
    return purchase.parcel


def where(box, act=""):
    leg = f"/desk/shipments/{box.shipment_id}"
    return f"{leg}/boxes/{box.pk}/{act}" if act else leg


class TestTheNumber:
    def test_is_asked_for_where_it_is_missing_and_nothing_typed_is_lost(
        self, support, box
    ):
        page = text(support.get(where(box)))
        assert "its number (ITN) is missing" in page
        assert where(box, "export") in page
        assert "Nothing paid" in page

        told = {"once": once(), "how": "itn", "itn": "X2026"}
        refused = support.post(where(box, "export"), told)
        assert refused.status_code == 422
        assert "That is no ITN" in text(refused)
        assert 'value="X2026"' in text(refused)

        told |= {"how": "low_value"}
        refused = support.post(where(box, "export"), told)
        assert "More than 2,500 USD of one kind" in text(refused)
        assert not LabelPurchase.objects.active().exists()

    def test_orders_the_label_once_and_stands_on_the_page(self, support, box):
        told = {"once": once(), "how": "itn", "itn": "x2026 0302 123456"}
        for _press in range(2):
            page = support.post(where(box, "export"), told, follow=True)
        assert "Kept. The label is being ordered." in said_by(page)[-1]
        assert f"AES ITN {ITN}" in text(page)
        assert LabelPurchase.objects.active().count() == 1
        bought = purchasing.settle(
            purchase_id=LabelPurchase.objects.active().get().pk, at=NOON
        )
        assert bought
        assert Parcel.objects.get(pk=box.pk).tracking_number
        assert Case.objects.get().events.filter(name="export.filed").count() == 1

        late = support.post(where(box, "export"), told | {"once": once()})
        assert late.status_code == 422
        assert where(box, "export") not in text(support.get(where(box)))

    def test_is_nobodys_who_is_not_ours(self, customer, warehouse, box):
        assert customer.get(where(box, "export")).status_code == 404
        assert warehouse.get(where(box, "export")).status_code == 200
