"""Who only reads for their company corrects no address, and is shown no form for it."""

import pytest

from rma.models import Case
from shipping.models import LabelPurchase
from tests.rma.builders import a_case, broken


@pytest.fixture
def refused(company, shop):
    shop.unit("SN-1")
    case = a_case(broken("SN-1"), account_id=company.account.pk)
    LabelPurchase.objects.update(
        state="declined", problem="No such code.", problem_code="address"
    )
    Case.objects.filter(pk=case.pk).update(label_status="failed")
    return f"/r/{case.number}/sender"


@pytest.mark.parametrize(("role", "status"), [("finance", 403), ("requester", 200)])
def test_the_form_is_for_who_may_act(company, refused, role, status):
    browser = company.browser(role)
    assert browser.get(refused).status_code == status
    street = "Hauptstr. 1"
    assert (street in browser.get(refused).text) is (status == 200)
    told = {"name": "Jo", "street1": street, "postal_code": "10117", "city": "Berlin"}
    expected = 302 if status == 200 else 403
    assert browser.post(refused, told).status_code == expected
    assert LabelPurchase.objects.active().exists() is (status == 200)
