"""A repair agreed to beforehand is begun without a question, and never above it."""

import pytest

from rma.actions import choosing, inspecting, receiving
from rma.models import Case, Charge, Choice, Dispatch, Event, Policy
from rma.rules import choices
from rma.rules.choices import Option
from rma.rules.money import Money
from rma.rules.words import CaseStatus, Finding, Wish
from rma.steps.counting import Arrival
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, a_unit, broken, later, the_line

pytestmark = pytest.mark.django_db


def asked(limit: Money | None, finding: Finding = Finding.EXTERNAL_DAMAGE) -> Case:
    Policy.objects.update(paid_repair_cents=9500, currency="EUR")
    a_unit()
    case = builders.a_case(broken(wish=Wish.REPAIR), repair_limit=limit)
    arrivals = (Arrival(serial="SN-1"),)
    receiving.receive_units(case=case.ref, arrivals=arrivals, by=CLERK, at=NOON)
    found = {"serial": "SN-1", "outcome": finding, "by": CLERK, "at": later(hours=1)}
    inspecting.inspect_units(case=case.ref, **found)
    line_id = the_line(case).pk
    return choosing.ask_customer(
        case=case.ref, line_id=line_id, by=CLERK, at=later(hours=2)
    )


def test_within_the_limit_nobody_is_asked_and_the_price_is_owed():
    case = asked(Money(12000, "EUR"))
    choice = Choice.objects.get()
    assert (choice.chosen, choice.chosen_by) == (Option.PAID_REPAIR, "Jo Weber")
    assert not case.is_awaiting_customer
    assert Dispatch.objects.get().kind == "repaired"
    charge = Charge.objects.get()
    assert charge.amount_cents == 9500
    assert charge.accepted_at == case.opened_at
    assert not Event.objects.filter(name="choice.asked").exists()
    made = Event.objects.get(name="choice.made").facts
    assert made["is_agreed_before"] == "yes"


@pytest.mark.parametrize(
    ("limit", "finding"),
    [
        (None, Finding.EXTERNAL_DAMAGE),
        (Money(9499, "EUR"), Finding.EXTERNAL_DAMAGE),
        (Money(12000, "USD"), Finding.EXTERNAL_DAMAGE),
        (Money(12000, "EUR"), Finding.NO_FAULT_FOUND),
    ],
)
def test_else_the_customer_is_asked(limit, finding):
    case = asked(limit, finding)
    assert case.status == CaseStatus.AWAITING_CUSTOMER
    assert Choice.objects.get().chosen == ""
    assert not Charge.objects.exists()


def test_what_was_not_offered_is_never_agreed():
    nothing = choices.Offer((Option.SEND_BACK,), None, None, None)
    limit = Money(99, "EUR")
    assert not choices.is_agreed(nothing, Finding.EXTERNAL_DAMAGE, limit)
