"""The pool at the desk, and how a loaner comes back at the station."""

import pytest
from django.urls import reverse

from rma.models import Loan, Loaner, Site
from tests.portal.desk.conftest import once, text
from tests.rma import builders


@pytest.fixture
def pool(warehouse):
    """Return how the pool looks once a camera was added to it at the desk."""
    builders.a_product()
    told = {
        "tag": "L-1",
        "sku": "CAM-1",
        "serial": "LN-1",
        "site": Site.objects.default().pk,
        "grade": "A",
        "once": once(),
    }
    assert warehouse.post(reverse("desk:new-loaner"), told).status_code == 302
    return Loaner.objects.get()


class TestThePool:
    def test_says_at_the_field_what_is_wrong(self, warehouse, pool):
        told = {"tag": "L-1", "sku": "GOLD", "serial": "LN-1", "grade": "A"}
        page = text(warehouse.post(reverse("desk:new-loaner"), told))
        assert "No article has this number." in page

    def test_lends_shows_who_has_it_and_takes_it_back(
        self, support, warehouse, pool, approved
    ):
        case = text(support.get(reverse("desk:case", args=[approved.number])))
        address = reverse("desk:lend", args=[approved.number, 1])
        assert address in case
        told = {"loaner": pool.pk, "due_on": "2026-04-07", "once": once()}
        assert support.post(address, told).status_code == 302
        loan = Loan.objects.get()
        page = text(warehouse.get(reverse("desk:loaners")))
        assert "Promised, not packed" in page
        assert "Kamera Weber" in page
        pack = reverse("station:pack", args=[loan.dispatch_id])
        assert pack in text(warehouse.get(reverse("station:out")))
        told = {"serial": pool.code, "return_label_inside": "on"}
        assert warehouse.post(pack, told).status_code == 302
        back = reverse("station:loan_back", args=[approved.number, loan.pk])
        sheet = reverse("station:sheet", args=[approved.number])
        assert back in text(warehouse.get(sheet))
        assert warehouse.post(back, {}).status_code == 422
        told = {f"loan-{loan.pk}-grade": "B"}
        assert warehouse.post(back, told).status_code == 302
        loan.refresh_from_db()
        assert (loan.out_grade, loan.back_grade) == ("A", "B")
        shown = text(support.get(reverse("desk:loaner", args=[pool.pk])))
        assert "A → B" in shown

    def test_filters_and_says_when_nothing_fits(self, support, pool):
        address = reverse("desk:loaners")
        assert "L-1" in text(support.get(address + "?kind=free"))
        assert "L-1" not in text(support.get(address + "?kind=overdue"))
