"""Label history, differences and the carrier at the desk: listed, summed, decided."""

import csv
import io

import pytest

from rma.queries import label_list
from shipping import differences, purchasing, spending
from shipping.models import CarrierCircuit, LabelDifference, LabelPurchase, LabelRefund
from shipping.models.label_difference import DifferenceKind
from tests.portal.desk.conftest import once, said_by, text
from tests.rma.builders import NOON, a_case, a_unit, broken, later


@pytest.fixture
def bought(approved):
    """A label that was bought."""
    purchase = LabelPurchase.objects.get()
    purchasing.settle(purchase_id=purchase.pk, at=NOON)
    purchase.refresh_from_db()
    return purchase


@pytest.fixture
def refused(bought):
    """The carrier keeps the money of a label."""
    refund = LabelRefund.objects.create(
        carrier="sandbox",
        provider_id=bought.provider_id,
        purchase=bought,
        cause="unused",
        state="refused",
        wanted_at=NOON,
    )
    return differences.note(
        DifferenceKind.REFUND_REFUSED,
        refund.provider_id,
        "Too late.",
        at=NOON,
        purchase=bought,
        owner="Rita",
    )


class TestWhatWasFound:
    @pytest.mark.parametrize(
        ("kind", "detail", "said"),
        [
            (DifferenceKind.OTHER_PRICE, "1394 1704 USD", "; the carrier’s list says"),
            (
                DifferenceKind.DAY_SUM,
                "107 7 EUR",
                "were counted, the labels cost",
            ),
            (DifferenceKind.NOT_LISTED, "BCDF.1", "Our word for the order is BCDF.1."),
            (
                DifferenceKind.ONLY_TOLD,
                "BCDF.1 2026-03-10T08:00:00+00:00",
                "for our order BCDF.1.",
            ),
            (
                DifferenceKind.NEVER_SETTLED,
                "2026-03-10T08:00:00+00:00",
                "and never clearly answered",
            ),
            (DifferenceKind.STILL_PAID, "", "Its money counts as back here"),
            (DifferenceKind.RETURNED_THERE, "", "took it back, and nobody here asked"),
            (DifferenceKind.OTHER_PRICE, "of old", "of old"),
        ],
    )
    def test_is_a_sentence_in_list_and_page(self, support, kind, detail, said):
        row = differences.note(kind, "SBX-1", detail, at=NOON)
        assert said in text(support.get("/desk/matches/"))
        assert said in text(support.get(f"/desk/matches/{row.pk}"))


class TestHistory:
    def test_counts_no_price_for_what_the_carrier_refused(self, support, bought):
        LabelPurchase.objects.update(state="declined")
        (row,) = label_list.page_of_labels(label_list.Wanted(), "").rows
        assert label_list.cost_of(row) is None
        assert label_list.totals(label_list.Wanted()) == ()
        shipment = text(support.get(f"/desk/shipments/{bought.parcel.shipment_id}"))
        assert "Nothing paid" in shipment

    def test_sums_each_currency_and_says_what_may_be_spent(self, support, bought):
        page = text(support.get("/desk/labels/"))
        assert bought.tracking_number in page
        assert f"/desk/shipments/{bought.parcel.shipment_id}" in page
        assert bought.currency in page
        assert " of " in page

    def test_is_filtered_by_day_carrier_and_state(self, support, bought):
        assert "Nothing matches" in text(support.get("/desk/labels/?carrier=shippo"))
        assert "Nothing matches" in text(support.get("/desk/labels/?state=voided"))
        old = text(support.get("/desk/labels/?until=2001-01-01"))
        assert "Nothing matches" in old
        whole = text(support.get("/desk/labels/?since=2020-01-01&state=purchased"))
        assert bought.tracking_number in whole

    def test_costs_few_statements_however_many_there_are(
        self, support, bought, django_assert_max_num_queries
    ):
        for number in range(4):
            a_unit(f"SN-{number + 10}")
            a_case(broken(f"SN-{number + 10}"))
        with django_assert_max_num_queries(10):
            support.get("/desk/labels/")

    def test_the_table_runs_no_formula(self, support, bought):
        LabelPurchase.objects.update(problem="=1+1", service='-2"x')
        answer = support.get("/desk/labels/table?since=2020-01-01")
        body = b"".join(answer.streaming_content).decode()
        (row,) = csv.DictReader(io.StringIO(body))
        assert row["problem"] == "'=1+1"
        assert row["service"] == "'-2\"x"
        assert row["tracking_number"] == bought.tracking_number
        assert "attachment" in answer["Content-Disposition"]

    def test_is_no_page_for_customers(self, customer, bought):
        for where in ("labels/", "labels/table", "matches/", "carrier/"):
            assert customer.get(f"/desk/{where}").status_code == 404


class TestDifferences:
    def test_have_an_owner_a_next_step_and_an_end(self, support, refused):
        where = f"/desk/matches/{refused.pk}"
        assert where in text(support.get("/desk/matches/"))
        assert "Ask once more" in text(support.get(where))
        support.post(f"{where}/take")
        refused.refresh_from_db()
        assert refused.owner == support.user.actor.label
        assert where in text(support.get("/desk/matches/?state=mine"))
        silent = support.post(f"{where}/close", {"once": once()})
        assert silent.status_code == 422
        told = {"reason": "Settled by phone.", "once": once()}
        for _press in range(2):
            page = support.post(f"{where}/close", told, follow=True)
        assert said_by(page)[-1] == "Closed."
        assert "Settled by phone." in text(support.get(where))
        assert where in text(support.get("/desk/matches/?state=closed"))
        late = support.post(f"{where}/take", follow=True)
        assert "closed this already" in said_by(late)[-1]

    def test_lead_to_the_money_asked_again_or_given_up(self, support, lead, refused):
        where = f"/desk/matches/{refused.pk}"
        support.post(f"{where}/ask")
        assert LabelRefund.objects.get().state == "wanted"
        LabelRefund.objects.update(state="refused")
        told = {"reason": "Two dollars.", "once": once()}
        assert support.post(f"{where}/give-up", told).status_code == 403
        assert lead.post(f"{where}/give-up", told).status_code == 302
        assert LabelRefund.objects.get().state == "ended"
        assert LabelDifference.objects.get().closed_at

    def test_are_counted_beside_the_ways_of_the_desk(self, lead, refused):
        page = lead.get("/desk/")
        assert page.context["rail"].matches == 1
        assert "/desk/matches/" in text(page)


class TestTheCarrier:
    def test_is_shown_with_what_it_failed(self, lead, bought):
        CarrierCircuit.objects.update(
            open_until=later(hours=5),
            failures=10,
            failed_at=later(),
            problem="503 from the carrier",
        )
        LabelPurchase.objects.update(problem="No such street.", state="declined")
        page = text(lead.get("/desk/carrier/"))
        assert "Held back" in page
        assert "503 from the carrier" in page
        assert "No such street." in page
        assert "Carrier does not answer" in text(lead.get("/desk/"))

    def test_is_stopped_and_let_go_by_a_lead_with_a_reason(self, lead, support):
        assert support.post("/desk/carrier/switch").status_code == 403
        silent = lead.post("/desk/carrier/switch", {"once": once()})
        assert silent.status_code == 422
        for _turn in range(2):
            told = {"reason": "Wrong prices.", "once": once()}
            lead.post("/desk/carrier/switch", told)
            lead.post("/desk/carrier/switch", told)
        assert not spending.rules().is_stopped
        assert "Stop buying labels" in text(lead.get("/desk/carrier/"))

    def test_has_caps_that_are_set_with_a_reason(self, lead):
        told = {"day_cap": "12.50", "case_cap": "x", "case_labels": "3", "reason": "r"}
        page = lead.post("/desk/carrier/caps", told | {"once": once()})
        assert page.status_code == 422
        assert "12.50" in text(page)
        lead.post("/desk/carrier/caps", told | {"case_cap": "5", "once": once()})
        rules = spending.rules()
        assert (rules.day_cap_cents, rules.case_cap_cents) == (1250, 500)
        assert rules.case_cap_labels == 3
