"""What ends otherwise than planned promises no more than what came true."""

import pytest

from rma.actions import approval, receiving, resolving
from rma.models import Case, CaseLine
from rma.queries.dossier import plan_of
from rma.rules.words import Decision, Reason, ResolutionKind, Wish
from rma.steps.counting import Arrival
from shipping.models import LabelPurchase
from shipping.words import PurchaseState
from tests.rma import builders
from tests.rma.builders import CLERK, later

pytestmark = pytest.mark.django_db


def states(case: Case) -> dict[str, str]:
    """Return what became of each promise."""
    return {promise.step: promise.state for promise in case.promises.all()}


def words_of_the_end(case: Case) -> str:
    """Return how the plan calls the step that puts it right."""
    steps = plan_of(case, CaseLine.objects.of(case))
    return next(step.words for step in steps if step.step == "resolve")


def arrive(case: Case, *serials: str) -> None:
    receiving.receive_units(
        case=case.ref,
        arrivals=tuple(Arrival(serial=serial) for serial in serials),
        by=CLERK,
        at=later(days=1),
    )


def resolve(case: Case, kind: ResolutionKind, serial: str = "SN-1") -> Case:
    return resolving.resolve_units(
        case=case.ref, serial=serial, kind=kind, by=CLERK, at=later(days=2)
    )


class TestAnotherEndThanTheOneWishedFor:
    @pytest.mark.parametrize(
        ("kind", "said"),
        [
            (ResolutionKind.CREDIT, "We issue your credit"),
            (ResolutionKind.REFUSE, "We tell you what we decided"),
        ],
    )
    def test_says_what_was_done_and_that_nothing_was_delivered(self, kind, said):
        builders.a_unit()
        case = builders.a_case(builders.broken(wish=Wish.REPAIR))
        assert words_of_the_end(case) == "We ship your repaired unit"
        arrive(case, "SN-1")
        case = resolve(case, kind)
        assert case.status == "closed"
        assert states(case)["resolve"] == "kept"
        assert states(case)["deliver"] == "withdrawn"
        assert words_of_the_end(case) == said

    def test_says_what_will_leave_as_soon_as_it_is_decided(self):
        builders.a_unit()
        case = builders.a_case(builders.broken(wish=Wish.REPAIR))
        arrive(case, "SN-1")
        case = resolve(case, ResolutionKind.RETURN_AS_IS)
        assert words_of_the_end(case) == "We send it back to you"

    def test_keeps_no_promise_while_a_unit_is_not_decided(self):
        builders.a_unit()
        old = builders.broken("SN-OF-NOBODY", reason=Reason.OTHER)
        case = builders.a_case(builders.broken(wish=Wish.CREDIT), old)
        arrive(case, "SN-1")
        case = resolve(case, ResolutionKind.CREDIT)
        assert states(case)["resolve"] == "open"


class TestWhatArrivesBeforeItsLabel:
    def test_needs_none_any_more(self):
        case = builders.a_case()
        arrive(case, "SN-1")
        case.refresh_from_db()
        purchase = LabelPurchase.objects.get(parcel__shipment__reference=case.number)
        assert purchase.standing is PurchaseState.VOIDED
        assert case.label_status == "void"
        assert states(case)["label"] == "withdrawn"

    def test_waits_for_it_while_more_is_expected(self):
        builders.a_unit()
        builders.a_unit("SN-2")
        case = builders.a_case(builders.broken(), builders.broken("SN-2"))
        arrive(case, "SN-1")
        purchase = LabelPurchase.objects.get(parcel__shipment__reference=case.number)
        assert purchase.standing is PurchaseState.INTENT
        assert states(case)["label"] == "open"

    def test_waits_for_it_while_a_unit_is_not_decided(self):
        builders.a_unit()
        builders.a_unit("SN-2", account=builders.an_account("C-2"))
        case = builders.a_case(builders.broken(), builders.broken("SN-2"))
        assert builders.the_line(case, 2).decision == Decision.NEEDS_REVIEW
        arrive(case, "SN-1")
        assert states(case)["label"] == "open"
        approval.decide_lines(
            case=case.ref,
            decisions=(
                approval.LineDecision(
                    line_id=builders.the_line(case, 2).pk,
                    decision=Decision.APPROVED,
                    reason="Known to us.",
                ),
            ),
            by=CLERK,
            at=later(days=2),
        )
        assert states(case)["label"] == "open"
