"""The guarantee that a repair lengthens: on the page, the report and the next time."""

import datetime as dt
import re

import pytest
from django.test import Client

from rma.actions import dispatching, inspecting, receiving, resolving
from rma.jobs import fill_reports
from rma.models import Case, Dispatch, Unit
from rma.rules.words import Finding, ResolutionKind, Wish
from rma.steps.counting import Arrival
from shipping.words import Direction, ParcelState
from tests.portal.customer.walk import Walk
from tests.rma import builders
from tests.rma.builders import CLERK, move

pytestmark = pytest.mark.django_db
OPENED = dt.datetime(2026, 11, 30, 10, tzinfo=dt.UTC)
SOLD = dt.date(2026, 8, 3)


def days(count):
    return OPENED + dt.timedelta(days=count)


def a_buyer(country, kind="person"):
    return builders.an_account(
        f"P-{country}", kind=kind, country=country, name="Jo Weber"
    )


def opened(country, *, sold=SOLD, kind="person", at=OPENED):
    buyer = a_buyer(country, kind)
    unit = Unit.objects.filter(serial="SN-1").first()
    if unit is None:
        builders.a_unit(account=buyer, shipped_on=sold, delivered_on=sold)
    line = builders.broken(wish=Wish.REPAIR)
    return builders.a_case(line, account_id=buyer.pk, at=at)


def repaired(country, **told):
    """Return a return whose unit was repaired and is with its owner again."""
    case = opened(country, **told)
    receiving.receive_units(
        case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=days(2)
    )
    inspecting.inspect_units(
        case=case.ref,
        serial="SN-1",
        outcome=Finding.FAULT_CONFIRMED,
        by=CLERK,
        at=days(3),
    )
    resolving.resolve_units(
        case=case.ref, serial="SN-1", kind=ResolutionKind.REPAIR, by=CLERK, at=days(4)
    )
    waiting = Dispatch.objects.get(line__case=case)
    dispatching.ship_unit(
        case=case.ref,
        dispatch_id=waiting.pk,
        serials=("SN-1",),
        by=CLERK,
        at=days(5),
    )
    move(case, Direction.OUT, ParcelState.DELIVERED, days(6))
    assert Case.objects.get(pk=case.pk).status == "closed"
    return case


def on_the_report(case):
    ((_title, content),) = fill_reports.reports(Case.objects.get(pk=case.pk), days(6))
    return content.covered_until


@pytest.mark.parametrize(
    ("country", "sold", "until"),
    [
        # Two years and, after the repair, one more: the Union since 31 July 2026.
        ("DE", SOLD, dt.date(2029, 8, 3)),
        ("ES", SOLD, dt.date(2030, 8, 3)),
        # Six months more each time, before that day in France.
        ("FR", dt.date(2025, 8, 4), dt.date(2028, 2, 4)),
        # Nothing more: an older purchase, and the law of other places.
        ("DE", dt.date(2025, 8, 4), dt.date(2027, 8, 4)),
        ("GB", SOLD, dt.date(2032, 8, 3)),
        ("US", SOLD, dt.date(2028, 8, 3)),
    ],
)
def test_the_report_names_the_last_day_it_is_covered(country, sold, until):
    assert on_the_report(repaired(country, sold=sold)) == until


@pytest.mark.parametrize(
    ("country", "title", "why"),
    [
        ("DE", "Covered until Fri 3 Aug 2029", "After its repair it is covered until"),
        ("GB", "Covered until Tue 3 Aug 2032", "guarantee by law runs until this day"),
        ("US", "Covered by the warranty until Thu 3 Aug 2028", "The warranty runs"),
    ],
)
def test_its_pages_name_the_longest_day(country, title, why, time_machine):
    repaired(country)
    time_machine.move_to(days(60))
    walk = Walk(Client())
    walk.find("SN-1")
    walk.tell()
    reasons = walk.client.get("/r/new/remedy").text
    assert why in reasons
    assert ("After its repair" in reasons) == (country == "DE")
    walk.choose()
    text = re.sub(r"<[^>]+>", "", walk.check().text)
    assert title in text


def test_the_next_return_of_the_unit_is_covered_by_it_when_all_else_is_over():
    repaired("DE")
    case = opened("DE", at=dt.datetime(2029, 3, 5, 10, tzinfo=dt.UTC))
    line = builders.the_line(case)
    assert (line.verdict, line.basis) == ("covered", "law")
    assert line.covered_until == dt.date(2029, 8, 3)
    assert line.decision == "approved"


def test_a_business_gets_what_its_contract_says_and_no_more():
    case = repaired("DE", kind="company")
    assert on_the_report(case) == dt.date(2028, 8, 3)
