"""One box for any number, name or address: a sure number jumps, the rest is listed."""

import pytest

from rma.models import Case
from rma.queries import search
from shipping.models import Parcel
from tests.portal.desk.conftest import text
from tests.rma.builders import NOON, a_case, a_unit, an_account, broken


def look(client, words):
    return client.get("/desk/returns/", {"q": words})


class TestSureNumbers:
    @pytest.mark.parametrize(
        "write",
        [
            lambda case, parcel: case.number,
            lambda case, parcel: case.code.lower(),
            lambda case, parcel: f"  {case.number} ",
            lambda case, parcel: parcel.code,
            lambda case, parcel: "1Z-999",
            lambda case, parcel: "sn 1",
            lambda case, parcel: case.lines.get().claim.number,
        ],
        ids=["number", "code", "spaces", "parcel", "tracking", "serial", "claim"],
    )
    def test_lead_straight_to_the_return(self, support, approved, write):
        a_unit("SN-2")
        a_case(broken("SN-2"))
        parcel = Parcel.objects.get(shipment__reference=approved.number)
        parcel.tracking_number = "1Z-999"
        parcel.save()
        response = look(support, write(approved, parcel))
        assert response.status_code == 302
        assert response["Location"] == f"/desk/returns/{approved.number}"


class TestLists:
    @pytest.mark.parametrize(
        "words",
        ["SO-100", "PO-7", "C-1", "kamera", "Jo Weber", "jo@weber.example", "KAMERA"],
    )
    def test_find_by_order_customer_name_and_address(self, support, words):
        a_unit()
        case = a_case(broken(), purchase_order="PO-7")
        found = [row.case.number for row in look(support, words).context["cases"]]
        assert found == [case.number]

    @pytest.mark.parametrize("words", ["órbita", "Órbita", "CAFÉ ÓRBITA"])
    def test_find_names_with_any_letters(self, support, words):
        account = an_account("C-5", name="Café Órbita")
        a_unit("SN-5", account=account)
        case = a_case(broken("SN-5"), account_id=account.pk)
        found = [row.case.number for row in look(support, words).context["cases"]]
        assert found == [case.number]

    @pytest.mark.parametrize("words", ["zzz", "%", "_", "'; drop", "\x00", "a" * 9999])
    def test_say_that_nothing_matches_whatever_is_typed(self, support, words):
        assert "Nothing matches" in text(look(support, words))

    def test_a_serial_with_two_returns_lists_both(self, support, approved):
        Case.objects.filter(pk=approved.pk).update(
            status="cancelled", closed_at=NOON, situation="cancelled"
        )
        line = approved.lines.get()
        line.ended_at = NOON
        line.save()
        again = a_case(broken("SN-1"))
        found = {row.case.number for row in look(support, "SN-1").context["cases"]}
        assert found == {approved.number, again.number}


class TestCost:
    @pytest.mark.parametrize("words", ["SO-100", "weber", "nobody at all"])
    def test_is_four_statements_at_most(
        self, approved, words, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(4):
            search.search(words, at=NOON)
