"""Every check finds the one thing that was broken on purpose, and nothing else."""

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F

from rma.actions import inspecting, receiving, resolving
from rma.models import (
    Case,
    CaseLine,
    CreditRequest,
    Dispatch,
    Document,
    Event,
    Inspection,
    Manufacturer,
    Promise,
    ReceiptLine,
    Resolution,
    Unit,
)
from rma.queries import invariants
from rma.rules.words import Finding, ResolutionKind
from rma.steps.counting import Arrival
from shipping.models import SpendingDay
from tests.rma import builders
from tests.rma.builders import CLERK, later

pytestmark = pytest.mark.django_db


def breaches() -> str:
    return "\n".join(invariants.find_all(later(days=9)))


@pytest.fixture
def case() -> Case:
    """Return a case whose unit is here, found broken, and not yet put right."""
    found = builders.a_case()
    receiving.receive_units(
        case=found.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=later(days=4)
    )
    inspecting.inspect_units(
        case=found.ref,
        serial="SN-1",
        outcome=Finding.FAULT_CONFIRMED,
        by=CLERK,
        at=later(days=4, hours=1),
    )
    return found


def resolve(case: Case, kind: ResolutionKind) -> None:
    resolving.resolve_units(
        case=case.ref, serial="SN-1", kind=kind, by=CLERK, at=later(days=5)
    )


class TestSums:
    def test_of_an_honest_case_are_right_at_every_step(self, case):
        assert breaches() == ""
        resolve(case, ResolutionKind.CREDIT)
        assert breaches() == ""

    def test_must_be_what_the_receipts_say(self, case):
        ReceiptLine.objects.all()._raw_delete("default")
        assert breaches() == (f"{case.number} line 1 says 1 received, its facts say 0")

    def test_must_be_what_the_inspections_say(self, case):
        Inspection.objects.update(is_repeat=True)
        assert "says 1 inspected, its facts say 0" in breaches()

    def test_must_be_what_the_resolutions_say(self, case):
        resolve(case, ResolutionKind.CREDIT)
        Resolution.objects.update(state="cancelled", done_at=None)
        found = breaches()
        assert "says 1 resolved, its facts say 0" in found
        assert "says 1 credited, its facts say 0" in found

    def test_must_be_what_history_says_was_short_closed(self):
        builders.a_case()
        CaseLine.objects.update(short_closed=1)
        assert "says 1 short-closed, its history says 0" in breaches()

    def test_must_end_a_line_or_not(self, case):
        CaseLine.objects.update(ended_at=later(days=6))
        assert "has ended or not against its own sums" in breaches()


class TestStatuses:
    def test_must_be_the_computed_one(self, case):
        Case.objects.update(status="approved")
        assert f"{case.number} is approved, its facts say in_progress" in breaches()

    def test_must_come_with_the_computed_sentence(self, case):
        Case.objects.update(situation="on_the_way")
        assert f"{case.number} says on_the_way, its facts say" in breaches()


class TestUnits:
    def test_stand_on_one_open_line(self, case):
        (line,) = CaseLine.objects.all()
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX line_one_open_per_unit")
        line.pk, line.position = None, 2
        line.received = line.inspected = 0
        line.save()
        assert "unit SN-1 is on 2 open lines" in breaches()

    def test_are_of_the_maker_of_their_product(self, case):
        Unit.objects.update(manufacturer=Manufacturer.objects.create(name="Other"))
        assert breaches() == "unit SN-1 is under another maker than its product"


class TestPromises:
    def test_are_made_for_every_approved_case(self, case):
        Promise.objects.all().delete()
        assert f"{case.number} is approved and has no plan" in breaches()

    def test_say_who_owes_the_next_step(self, case):
        Promise.objects.update(state="withdrawn", kept_at=None)
        assert breaches() == (f"{case.number} is open and nobody owes its next step")


class TestMoney:
    def test_given_back_is_never_above_what_was_paid(self, case):
        resolve(case, ResolutionKind.CREDIT)
        CreditRequest.objects.update(amount_cents=F("amount_cents") + 1)
        assert breaches() == "unit SN-1 was credited more than 214.00 EUR"

    def test_of_labels_adds_up_by_day(self, case):
        SpendingDay.objects.create(day=date(2026, 3, 10), currency="USD", cents=5)
        assert "labels of 2026-03-10" in breaches()


class TestTheRest:
    def test_every_document_has_its_file(self, case):
        Document.objects.create(
            case=case, kind="slip", file="gone.pdf", title="Slip", made_at=later()
        )
        assert breaches() == f"{case.number}: the file of “Slip” is missing"

    def test_what_left_has_a_parcel(self, case):
        resolve(case, ResolutionKind.REPLACEMENT)
        Dispatch.objects.update(shipped_at=later(days=6), shipped_by="A. Clerk")
        assert f"{case.number} line 1 was shipped without a parcel" in breaches()

    def test_a_replacement_sent_ahead_was_dispatched(self, case):
        CaseLine.objects.update(is_sent_ahead=True)
        assert "says its replacement left, no dispatch did" in breaches()

    def test_every_case_has_a_history(self, case):
        Event.objects.all()._raw_delete("default")
        assert breaches() == f"{case.number} has no history"


class TestTheCommand:
    def test_ends_well_where_all_is_as_it_must_be(self, case):
        out = io.StringIO()
        call_command("check_invariants", stdout=out)
        assert "as it must be" in out.getvalue()

    def test_ends_with_one_and_names_each_breach(self, case):
        Case.objects.update(status="approved")
        out = io.StringIO()
        with pytest.raises(SystemExit) as end:
            call_command("check_invariants", stdout=out, stderr=io.StringIO())
        assert end.value.code == 1
        assert case.number in out.getvalue()


class TestMakers:
    def test_know_whether_they_have_repair_rules(self):
        builders.a_maker("Acme", has_repair_rules=True)
        assert breaches() == "Acme has repair rules or not against its own mark"
