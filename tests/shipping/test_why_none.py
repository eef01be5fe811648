"""Where nothing is offered, the carrier is asked what it thinks of the address."""

from dataclasses import replace

import pytest

from shipping import quoting
from shipping.carriers.answers import AddressVerdict, Quotes
from shipping.carriers.base import QuoteRequest
from shipping.carriers.sandbox.carrier import SandboxCarrier
from shipping.errors import CarrierUnavailable
from shipping.wishes import Battery, Wishes
from tests.shipping.builders import BOX, CUSTOMER, DESK, NOON

BETTER = replace(CUSTOMER, street1="1 Main St")
RETURN = QuoteRequest("ref", 1, CUSTOMER, DESK, BOX, is_return=True, reference="RMA-1")


class Checked(SandboxCarrier):
    """A carrier that says one thing about every address."""

    def __init__(self, verdict):
        self.verdict, self.asked = verdict, []

    def check_address(self, address, *, at):
        self.asked.append(address)
        if isinstance(self.verdict, Exception):
            raise self.verdict
        return self.verdict


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (AddressVerdict(False, "No such street."), "No rates. No such street."),
        (AddressVerdict(False, "No rates."), "No rates."),
        (AddressVerdict(True), "No rates."),
        (CarrierUnavailable("silence"), "No rates."),
        (
            AddressVerdict(True, suggestion=BETTER),
            "No rates. The carrier would write the address like this: "
            + ", ".join(BETTER.lines())
            + ".",
        ),
    ],
)
def test_the_customers_address_is_asked_about(verdict, said):
    carrier = Checked(verdict)
    told = quoting.why_none(carrier, RETURN, Quotes((), "No rates."), at=NOON)
    assert told.problem == said
    is_wrong = isinstance(verdict, AddressVerdict) and verdict != AddressVerdict(True)
    assert told.code == ("address" if is_wrong else "no_rates")
    assert carrier.asked == [CUSTOMER]


def test_on_the_way_out_it_is_the_recipient():
    carrier = Checked(AddressVerdict(True))
    out = replace(RETURN, sender=RETURN.recipient, recipient=CUSTOMER, is_return=False)
    told = quoting.why_none(carrier, out, Quotes(()), at=NOON)
    assert told.problem == "The carrier offers no such service here."
    assert carrier.asked == [CUSTOMER]


@pytest.mark.parametrize(
    "request_",
    [
        replace(RETURN, size=replace(BOX, weight_grams=71_000)),
        replace(RETURN, size=replace(BOX, length_mm=2_701)),
        replace(RETURN, wishes=Wishes(battery=Battery.DAMAGED)),
        replace(RETURN, sender=replace(CUSTOMER, street1="")),
    ],
)
def test_nobody_is_asked_where_a_rule_of_ours_was_the_reason(request_):
    carrier = Checked(AddressVerdict(False, "No such street."))
    told = quoting.why_none(carrier, request_, Quotes((), "Too heavy."), at=NOON)
    assert told.problem == "Too heavy."
    assert carrier.asked == []
    assert told.code == ("no_rates" if request_.sender.street1 else "address")
