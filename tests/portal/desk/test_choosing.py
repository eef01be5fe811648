"""The desk and the bench have the customer choose; a charge waits for its invoice."""

import pytest
from django.urls import reverse

from rma.actions import choosing, inspecting, receiving
from rma.models import Charge, Choice, Policy
from rma.rules.words import Finding
from rma.steps.counting import Arrival
from tests.portal.desk.conftest import once, text
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, the_line


@pytest.fixture
def found():
    """Return a return in whose unit no fault was found."""
    Policy.objects.update(no_fault_fee_cents=3500)
    builders.a_unit()
    case = builders.a_case(builders.broken(), has_seen_costs=True)
    receiving.receive_units(
        case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=NOON
    )
    return inspecting.inspect_units(
        case=case.ref,
        outcome=Finding.NO_FAULT_FOUND,
        serial="SN-1",
        by=CLERK,
        at=NOON,
    )


@pytest.fixture
def asked(found):
    line = the_line(found)
    choosing.ask_customer(case=found.ref, line_id=line.pk, by=CLERK, at=NOON)
    return Choice.objects.get()


class TestAsking:
    def test_at_the_desk(self, support, found):
        page = reverse("desk:case", args=[found.number])
        address = reverse("desk:ask-choice", args=[found.number, 1])
        assert address in text(support.get(page))
        assert support.post(address, {"once": once()}).status_code == 302
        assert "The customer chooses what happens next" in text(support.get(page))
        assert support.post(address, {"once": once()}).status_code == 422

    def test_at_the_bench_is_what_is_proposed(self, warehouse, found):
        sheet = reverse("station:sheet", args=[found.number])
        page = text(warehouse.get(sheet))
        assert '<option value="they_choose" selected>' in page
        line = the_line(found)
        address = reverse("station:resolve", args=[found.number, line.pk])
        told = {f"resolve-{line.pk}-kind": "they_choose"}
        assert warehouse.post(address, told).status_code == 302
        assert Choice.objects.open().exists()
        page = text(warehouse.get(sheet))
        assert "The customer chooses until" in page
        assert f"resolve-{line.pk}-kind" not in page


class TestTheirAnswer:
    def test_is_written_down_but_no_new_price_agreed_to(self, support, found, asked):
        address = reverse("desk:hear-choice", args=[found.number, asked.pk])
        assert 'value="paid_repair"' not in text(support.get(address))
        told = {"option": "paid_repair", "once": once()}
        assert support.post(address, told).status_code == 422
        told = {"option": "send_back", "once": once()}
        assert support.post(address, told).status_code == 302
        assert Choice.objects.get().chosen == "send_back"
        assert support.get(address).status_code == 404

    def test_the_fee_is_taken_off_with_a_reason(self, support, found, asked):
        address = reverse("desk:waive-fee", args=[found.number, asked.pk])
        assert support.post(address, {"once": once()}).status_code == 422
        told = {"reason": "A known weakness.", "once": once()}
        assert support.post(address, told).status_code == 302
        assert Choice.objects.get().waived_why == "A known weakness."


class TestCharges:
    def test_wait_for_the_number_of_their_invoice(self, support, found, asked):
        choosing.choose(
            case=found.ref,
            choice_id=asked.pk,
            option="send_back",
            by=CLERK,
            at=NOON,
        )
        charge = Charge.objects.get()
        page = text(support.get(reverse("desk:charges")))
        assert "35.00" in page
        address = reverse("desk:charge", args=[charge.pk])
        assert address in page
        told = {"number": "INV-7", "once": once()}
        assert support.post(address, told).status_code == 302
        charge.refresh_from_db()
        assert charge.accounting_number == "INV-7"
        assert found.number not in text(support.get(reverse("desk:charges")))
        assert "INV-7" in text(support.get(reverse("desk:charges") + "?state=all"))
