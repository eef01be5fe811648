"""The dock from outside: scan, receive, inspect, put right; then the maker pays."""

import pytest

from rma.models import CaseLine, CreditRequest, Inspection, Receipt, VendorClaim
from tests.portal.api import world


@pytest.fixture
def path(opened):
    return f"/returns/{opened['number']}"


@pytest.fixture
def received(staff, path, opened):
    return staff.post(f"{path}/receipts", {"lines": [{"serial": "sn0001"}]}).json()


class TestReceipts:
    def test_counts_a_unit_by_its_serial(self, staff, path, opened):
        answer = staff.post(
            f"{path}/receipts", {"lines": [{"serial": "sn-0001", "quantity": 1}]}
        )
        assert answer.status_code == 201
        assert answer.json()["lines"][0]["received"] == 1
        assert answer.json()["status"] == "in_progress"

    def test_counts_once_however_often_it_is_sent(self, staff, path, opened):
        body = {"lines": [{"line": opened["lines"][0]["id"], "quantity": 1}]}
        first = staff.post(f"{path}/receipts", body, once="r1")
        again = staff.post(f"{path}/receipts", body, once="r1")
        assert first.content == again.content
        assert Receipt.objects.count() == 1

    def test_refuses_more_than_is_expected_and_changes_nothing(self, staff, path):
        line = {"serial": "SN-0001", "quantity": 1}
        answer = staff.post(f"{path}/receipts", {"lines": [line, line]})
        assert (answer.status_code, answer.json()["code"]) == (409, "not-expected")
        assert CaseLine.objects.get().received == 0

    def test_refuses_a_unit_that_is_not_on_the_return(self, staff, path):
        answer = staff.post(f"{path}/receipts", {"lines": [{"serial": "ELSE"}]})
        assert (answer.status_code, answer.json()["code"]) == (422, "no-such-line")

    @pytest.mark.parametrize(
        "line",
        [
            {},
            {"serial": "A", "line": 1},
            {"line": 0},
            {"line": 2**70},
            {"line": "1"},
            {"serial": "A", "quantity": -1},
        ],
    )
    def test_refuses_lines_that_name_nothing(self, staff, path, line):
        answer = staff.post(f"{path}/receipts", {"lines": [line]})
        assert answer.json()["code"] == "invalid-input"


class TestInspectionsAndResolutions:
    def test_a_unit_goes_all_the_way_to_its_credit(self, staff, path, received):
        looked = staff.post(
            f"{path}/inspections",
            {
                "serial": "SN-0001",
                "outcome": "fault_confirmed",
                "grade": "C",
                "notes": "Dead",
                "cause": "A surge burnt the power stage.",
                "advice": "Put a surge protector in front.",
            },
        )
        found = Inspection.objects.get()
        assert found.cause == "A surge burnt the power stage."
        assert found.advice == "Put a surge protector in front."
        assert (looked.status_code, looked.json()["lines"][0]["inspected"]) == (201, 1)
        done = staff.post(
            f"{path}/resolutions", {"serial": "SN-0001", "kind": "credit"}
        )
        assert (done.status_code, done.json()["status"]) == (201, "closed")
        assert CreditRequest.objects.get().amount_cents == 12_000

    def test_no_more_is_credited_than_was_paid(self, staff, path, received):
        body = {"serial": "SN-0001", "kind": "credit", "amount": "120.01"}
        answer = staff.post(f"{path}/resolutions", body)
        assert (answer.status_code, answer.json()["code"]) == (409, "credit-too-high")

    @pytest.mark.parametrize(
        "values",
        [
            {"amount": "1e3"},
            {"amount": "-5.00"},
            {"currency": "EUR"},
            {"amount": "5.00", "currency": "eur"},
            {"kind": "gift"},
        ],
    )
    def test_refuses_amounts_that_are_none(self, staff, path, received, values):
        body = {"serial": "SN-0001", "kind": "credit"} | values
        assert staff.post(f"{path}/resolutions", body).status_code == 422

    def test_inspects_only_what_is_here(self, staff, path):
        body = {"serial": "SN-0001", "outcome": "no_fault_found"}
        answer = staff.post(f"{path}/inspections", body)
        assert (answer.status_code, answer.json()["code"]) == (409, "not-received")


class TestClaims:
    def test_are_listed_with_what_is_asked(self, staff, opened):
        (claim,) = staff.get("/claims").json()["items"]
        assert claim["return_number"] == opened["number"]
        assert claim["asked"] == {"amount": "80.00", "currency": "EUR"}
        assert claim["status"] == "prospective"
        assert staff.get("/claims", status="denied").json()["items"] == []

    def test_a_claim_that_lapsed_takes_no_answer(self, staff, opened):
        number = staff.get("/claims").json()["items"][0]["number"]
        VendorClaim.objects.update(status="lapsed")
        late = staff.post(f"/claims/{number}/answers", {"outcome": "denied"})
        assert (late.status_code, late.json()["code"]) == (409, "claim-not-ready")

    def test_an_answer_is_taken_once_and_counts_what_came_back(self, staff, opened):
        number = staff.get("/claims").json()["items"][0]["number"]
        body = {"outcome": "partly", "kind": "credit", "amount": "50.00"}
        answer = staff.post(f"/claims/{number}/answers", body, once="c")
        assert answer.status_code == 201
        assert answer.json()["recovered"] == {"amount": "50.00", "currency": "EUR"}
        assert staff.post(f"/claims/{number}/answers", body, once="c").content == (
            answer.content
        )

    def test_an_unknown_claim_is_not_there(self, staff):
        answer = staff.post("/claims/CLM-1/answers", {"outcome": "denied"})
        assert answer.status_code == 404

    def test_next_leads_through_all(self, staff, partner, north, camera):
        serials = [str(world.unit(f"U{n}", north, camera)) for n in range(3)]
        partner.post("/returns", world.asked(*serials))
        first = staff.get("/claims", limit=2).json()
        rest = staff.get("/claims", limit=2, cursor=first["next"]).json()
        assert (len(first["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)
