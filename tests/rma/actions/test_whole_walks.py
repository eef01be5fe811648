"""Whole walks, from "it failed" to closed, by use cases alone."""

import pytest

from rma.actions import (
    approval,
    dispatching,
    inspecting,
    intake,
    receiving,
    resolving,
)
from rma.models import AdvanceReplacement, Case, Dispatch, Unit, VendorClaim
from rma.rules.actors import SYSTEM
from rma.rules.words import (
    ClaimStatus,
    Decision,
    Finding,
    Reason,
    ResolutionKind,
    Wish,
)
from rma.steps import counting, putting_right, taking_in
from rma.steps.counting import Arrival
from shipping.words import Direction, ParcelState
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, later, move

pytestmark = pytest.mark.django_db


def states(case: Case) -> dict[str, str]:
    """Return what became of each promise."""
    return {promise.step: promise.state for promise in case.promises.all()}


class TestAReplacement:
    def test_goes_from_broken_to_the_decision_and_readies_the_claim(self):
        case = builders.a_case()
        assert (case.status, case.situation) == ("approved", "label_pending")
        move(case, Direction.IN, ParcelState.MOVING, later(days=1))
        assert (case.status, case.situation) == ("in_progress", "on_the_way")

        receiving.receive_units(
            case=case.ref,
            arrivals=(Arrival(serial="sn 1"),),
            by=CLERK,
            at=later(days=2),
        )
        case.refresh_from_db()
        assert (case.status, case.situation) == ("in_progress", "being_checked")

        inspecting.inspect_units(
            case=case.ref,
            serial="SN-1",
            outcome=Finding.FAULT_CONFIRMED,
            by=CLERK,
            at=later(days=2, hours=1),
        )
        case.refresh_from_db()
        assert (case.status, case.situation) == ("in_progress", "checked")
        claim = VendorClaim.objects.get(line__case=case)
        assert claim.status == ClaimStatus.READY

    def test_goes_from_the_decision_to_closed_and_keeps_its_promises(self):
        case = builders.a_case()
        receiving.receive_units(
            case=case.ref,
            arrivals=(Arrival(serial="SN-1"),),
            by=CLERK,
            at=later(days=2),
        )
        inspecting.inspect_units(
            case=case.ref,
            serial="SN-1",
            outcome=Finding.FAULT_CONFIRMED,
            by=CLERK,
            at=later(days=2, hours=1),
        )
        resolving.resolve_units(
            case=case.ref,
            serial="SN-1",
            kind=ResolutionKind.REPLACEMENT,
            by=CLERK,
            at=later(days=2, hours=2),
        )
        case.refresh_from_db()
        assert (case.status, case.situation) == ("resolved", "replacement_packed")

        dispatch = Dispatch.objects.get(line__case=case)
        dispatching.ship_unit(
            case=case.ref,
            dispatch_id=dispatch.pk,
            serials=("SN-2",),
            by=CLERK,
            at=later(days=2, hours=3),
        )
        move(case, Direction.OUT, ParcelState.MOVING, later(days=3))
        assert case.situation == "replacement_on_the_way"
        move(case, Direction.OUT, ParcelState.DELIVERED, later(days=4))

        assert (case.status, case.situation) == ("closed", "delivered")
        assert case.closed_at == later(days=4)
        assert case.events.last().name == "case.closed"
        kept = states(case)
        assert kept.pop("label") == "withdrawn"
        assert set(kept.values()) == {"kept"}
        fresh = Unit.objects.get(serial="SN-2")
        assert (fresh.replaces.serial, fresh.account) == ("SN-1", case.account)
        assert fresh.warranty_until == builders.the_line(case).covered_until


class TestASwapInAdvance:
    def test_ships_first_and_is_settled_by_the_inspection_of_the_old_unit(self):
        builders.a_unit()
        case = builders.a_case(builders.broken(wish=Wish.ADVANCE_REPLACEMENT))
        assert case.situation == "replacement_packed"
        dispatch = Dispatch.objects.get(line__case=case)
        assert dispatch.is_ahead

        with pytest.raises(dispatching.LabelNotInside):
            dispatching.ship_unit(
                case=case.ref,
                dispatch_id=dispatch.pk,
                serials=("SN-2",),
                by=CLERK,
                at=later(hours=1),
            )
        dispatching.ship_unit(
            case=case.ref,
            dispatch_id=dispatch.pk,
            serials=("SN-2",),
            return_label_inside=True,
            by=CLERK,
            at=later(hours=1),
        )
        move(case, Direction.OUT, ParcelState.DELIVERED, later(days=2))
        swap = AdvanceReplacement.objects.get(line__case=case)
        # Ten working days from Thursday 12 March.
        assert swap.due_back_on.isoformat() == "2026-03-26"
        assert (case.status, case.situation) == ("awaiting_customer", "send_back")

        receiving.receive_units(
            case=case.ref,
            arrivals=(Arrival(serial="SN-1"),),
            by=CLERK,
            at=later(days=9),
        )
        inspecting.inspect_units(
            case=case.ref,
            serial="SN-1",
            outcome=Finding.FAULT_CONFIRMED,
            by=CLERK,
            at=later(days=9, hours=1),
        )
        case.refresh_from_db()
        swap.refresh_from_db()
        assert swap.settled_at == later(days=9, hours=1)
        assert swap.returned_at == later(days=9)
        assert case.status == "closed"

    def test_is_never_followed_by_a_second_replacement(self):
        builders.a_unit()
        case = builders.a_case(builders.broken(wish=Wish.ADVANCE_REPLACEMENT))
        dispatch = Dispatch.objects.get(line__case=case)
        dispatching.ship_unit(
            case=case.ref,
            dispatch_id=dispatch.pk,
            serials=("SN-2",),
            return_label_inside=True,
            by=CLERK,
            at=NOON,
        )

        with pytest.raises(putting_right.AlreadyReplaced):
            resolving.resolve_units(
                case=case.ref,
                serial="SN-1",
                kind=ResolutionKind.REPLACEMENT,
                by=CLERK,
                at=NOON,
            )
        assert Dispatch.objects.filter(line__case=case).count() == 1


class TestSeveralUnits:
    def test_end_differently_and_the_case_closes_with_the_last(self):
        builders.a_unit("SN-1")
        builders.a_unit("SN-2", shipped_on=NOON.date().replace(year=2020))
        case = builders.a_case(
            builders.broken("SN-1", wish=Wish.CREDIT), builders.broken("SN-2")
        )
        first, second = builders.the_line(case), builders.the_line(case, 2)
        assert (first.decision, second.decision) == ("approved", "needs_review")
        assert case.status == "approved"

        receiving.receive_units(
            case=case.ref,
            arrivals=(Arrival(serial="SN-1"),),
            by=CLERK,
            at=later(days=1),
        )
        resolving.resolve_units(
            case=case.ref,
            serial="SN-1",
            kind=ResolutionKind.CREDIT,
            by=CLERK,
            at=later(days=1),
        )
        case.refresh_from_db()
        assert case.is_open
        approval.decide_lines(
            case=case.ref,
            decisions=(
                approval.LineDecision(
                    second.pk, Decision.REFUSED, "The warranty ended in 2022."
                ),
            ),
            by=CLERK,
            at=later(days=2),
        )

        case.refresh_from_db()
        assert case.status == "closed"
        credit = first.resolutions.get().credit_request
        assert (credit.amount_cents, credit.order_reference) == (21400, "SO-100")


class TestAQuantityWithoutSerials:
    def test_is_reviewed_then_counted_in_parts_and_short_closed(self):
        builders.a_product()
        line = builders.broken("", sku="CAM-1", quantity=5, reason=Reason.DEFECTIVE)
        case = builders.a_case(line)
        row = builders.the_line(case)
        assert row.decision == "needs_review"
        approval.decide_lines(
            case=case.ref,
            decisions=(approval.LineDecision(row.pk, Decision.APPROVED),),
            by=CLERK,
            at=later(hours=1),
        )

        for quantity in (2, 2):
            receiving.receive_units(
                case=case.ref,
                arrivals=(Arrival(line_id=row.pk, quantity=quantity),),
                by=CLERK,
                at=later(days=1),
            )
        with pytest.raises(counting.NotExpected) as refusal:
            receiving.receive_units(
                case=case.ref,
                arrivals=(Arrival(line_id=row.pk, quantity=2),),
                by=CLERK,
                at=later(days=1),
            )
        assert refusal.value.room == 1
        receiving.short_close(
            case=case.ref,
            line_id=row.pk,
            quantity=1,
            reason="They kept it.",
            by=CLERK,
            at=later(days=2),
        )
        resolving.resolve_units(
            case=case.ref,
            line_id=row.pk,
            quantity=4,
            kind=ResolutionKind.CREDIT,
            by=CLERK,
            at=later(days=3),
        )

        case.refresh_from_db()
        assert case.status == "closed"
        credit = row.resolutions.get().credit_request
        assert credit.amount_cents == 4 * 21400


def test_a_request_without_lines_is_refused():
    with pytest.raises(taking_in.NothingAsked):
        intake.open_return(request=builders.asking(), by=SYSTEM, at=NOON)
