"""The report tells what it cost and what was given back, as accounting was told."""

import pytest

from rma.actions import resolving
from rma.documents import report
from rma.jobs import fill_reports
from rma.models import Case, CreditRequest, Dispatch
from rma.rules.choices import Option
from rma.rules.money import Money
from rma.rules.words import Finding, ResolutionKind
from tests.rma import builders
from tests.rma.actions.test_choosing import asked, checked, chosen
from tests.rma.builders import CLERK, later

pytestmark = pytest.mark.django_db


def told_of(case):
    rows = Case.objects.select_related("account", "contact", "site", "policy")
    ((_title, content),) = fill_reports.reports(rows.get(pk=case.pk), later(days=9))
    return content, report.sheet(content).html


def test_a_check_without_a_fault_costs_what_was_agreed_to():
    choice = asked(fee=3500)
    chosen(choice, Option.SEND_BACK)
    content, page = told_of(choice.line.case)
    (cost,) = content.costs
    assert cost.amount == Money(3500, "EUR")
    assert "35.00 EUR" in page
    assert "Nothing." not in page


def test_what_was_waived_costs_nothing():
    choice = asked(fee=0)
    chosen(choice, Option.SEND_BACK)
    content, page = told_of(choice.line.case)
    assert content.costs == ()
    assert "Nothing." in page


def test_what_is_given_back_and_what_is_kept_of_it():
    case = checked(Finding.FAULT_CONFIRMED)
    line = builders.the_line(case)
    resolving.resolve_units(
        case=case.ref, line_id=line.pk, kind=ResolutionKind.CREDIT, by=CLERK,
        amount=Money(9000, "EUR"), at=later(days=4),
    )  # fmt: skip
    CreditRequest.objects.update(fee_cents=1000)
    content, page = told_of(case)
    assert "You get 90.00 EUR back." in content.done
    assert [cost.amount for cost in content.costs] == [Money(1000, "EUR")]
    assert "You get 90.00 EUR back." in page
    assert "Restocking fee" in page


def test_a_repaired_unit_has_no_new_serial_number():
    case = checked(Finding.FAULT_CONFIRMED)
    line = builders.the_line(case)
    resolving.resolve_units(
        case=case.ref, line_id=line.pk, kind=ResolutionKind.REPAIR, by=CLERK,
        at=later(days=4),
    )  # fmt: skip
    Dispatch.objects.update(
        serial=line.serial, shipped_at=later(days=5), shipped_by="Kai"
    )
    assert "New serial number" not in told_of(case)[1]
    Dispatch.objects.update(serial="SN-9")
    assert "New serial number" in told_of(case)[1]
