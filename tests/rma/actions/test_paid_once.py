"""Money goes back once: over all returns of a unit and of what replaced it."""

import pytest

from rma.actions import resolving
from rma.models import Case, CreditRequest, Unit
from rma.rules.money import Money, NotAnAmount
from rma.rules.words import Decision, ResolutionKind
from rma.steps import putting_right
from tests.rma import builders
from tests.rma.builders import CLERK, NOON

pytestmark = pytest.mark.django_db


def credit(case: Case, serial: str, cents: int | None = None) -> None:
    resolving.resolve_units(
        case=case.ref,
        serial=serial,
        kind=ResolutionKind.CREDIT,
        amount=Money(cents, "EUR") if cents is not None else None,
        by=CLERK,
        at=NOON,
        is_without_unit=True,
    )


class TestCredits:
    @pytest.mark.parametrize("cents", [0, -1])
    def test_of_nothing_or_less_are_refused(self, cents):
        case = builders.a_case()
        with pytest.raises(NotAnAmount):
            credit(case, "SN-1", cents)
        assert not CreditRequest.objects.exists()

    @pytest.mark.parametrize(("first", "second"), [("SN-1", "SN-2"), ("SN-2", "SN-1")])
    def test_of_a_unit_and_its_replacement_stay_within_one_price(self, first, second):
        old = builders.a_unit("SN-1", paid_cents=10000, currency="EUR")
        builders.a_unit("SN-2", paid_cents=10000, currency="EUR", replaces=old)
        credit(builders.a_case(builders.broken(first)), first, 4000)
        later_case = builders.a_case(builders.broken(second))
        with pytest.raises(putting_right.CreditTooHigh) as refusal:
            credit(later_case, second, 6001)
        assert refusal.value.left == Money(6000, "EUR")

    def test_keep_the_number_of_accounting(self):
        case = builders.a_case()
        credit(case, "SN-1")
        request = CreditRequest.objects.get()
        resolving.note_accounting_number(
            credit_request_id=request.pk, number=" GS-7 ", by=CLERK, at=NOON
        )
        request.refresh_from_db()
        assert request.accounting_number == "GS-7"


class TestASecondReturn:
    def test_of_a_unit_paid_back_is_looked_at_by_a_person(self):
        credit(builders.a_case(), "SN-1")
        again = builders.the_line(builders.a_case(builders.broken()))
        assert again.decision == Decision.NEEDS_REVIEW
        assert "paid back before" in again.decision_why

    def test_of_a_unit_refused_before_is_decided_at_once(self):
        case = builders.a_case()
        resolving.resolve_units(
            case=case.ref,
            serial="SN-1",
            kind=ResolutionKind.REFUSE,
            by=CLERK,
            at=NOON,
            is_without_unit=True,
        )
        assert Unit.objects.get().lines.count() == 1
        again = builders.the_line(builders.a_case(builders.broken()))
        assert again.decision == Decision.APPROVED
