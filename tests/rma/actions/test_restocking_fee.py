"""A restocking fee that was told is kept when money goes back, and said again."""

import pytest

from rma.actions import resolving
from rma.models import CreditRequest, Message, Policy
from rma.rules.money import Money
from rma.rules.words import Reason, ResolutionKind, Wish
from tests.portal.customer.walk import drain
from tests.rma.builders import CLERK, a_case, a_unit, broken, later, the_line

pytestmark = pytest.mark.django_db
PRICE = 90_000


@pytest.fixture(autouse=True)
def policy():
    Policy.objects.update(restocking_percent=15, return_days=400)


def given_back(reason=Reason.UNWANTED, **values):
    a_unit(paid_cents=PRICE, currency="EUR", **values)
    return a_case(broken(reason=reason, wish=Wish.CREDIT))


def pay_back(case, *, amount=None, kind=ResolutionKind.CREDIT):
    resolving.resolve_units(
        case=case.ref,
        kind=kind,
        line_id=the_line(case).pk,
        amount=amount,
        is_without_unit=True,
        by=CLERK,
        at=later(days=1),
    )
    return CreditRequest.objects.get()


class TestWithoutAnAmount:
    @pytest.mark.parametrize("kind", [ResolutionKind.CREDIT, ResolutionKind.REFUND])
    def test_what_was_paid_goes_back_less_the_fee(self, kind):
        case = given_back()
        credit = pay_back(case, kind=kind)
        assert credit.amount == Money(76_500, "EUR")
        assert credit.fee == Money(13_500, "EUR")
        done = case.events.get(name="resolution.done").facts
        assert (done["amount"], done["fee"]) == ("765.00 EUR", "135.00 EUR")

    def test_what_failed_is_paid_back_whole(self):
        credit = pay_back(given_back(Reason.DEFECTIVE))
        assert (credit.amount, credit.fee) == (Money(PRICE, "EUR"), None)

    def test_what_the_law_lets_somebody_give_back_is_paid_back_whole(self):
        case = given_back()
        case.lines.update(basis="law")
        assert pay_back(case).amount == Money(PRICE, "EUR")


class TestWithAnAmount:
    def test_it_is_paid_as_it_was_typed(self):
        credit = pay_back(given_back(), amount=Money(80_000, "EUR"))
        assert (credit.amount, credit.fee) == (Money(80_000, "EUR"), None)


class TestLetter:
    def test_names_what_was_kept(self):
        pay_back(given_back())
        drain()
        letter = Message.objects.filter(letter="credit_issued").get()
        assert "765.00 EUR" in letter.text
        assert "we kept 135.00 EUR, the restocking fee" in letter.text
