"""Swaps that end another way than by their walk: called off, taken up again, late."""

from datetime import date

import pytest

from rma.actions import approval, cancelling, dispatching, receiving, resolving
from rma.actions.approval import LineDecision
from rma.models import AdvanceReplacement, Case, Dispatch
from rma.queries import verdicts
from rma.queries.dossier import dossier_of
from rma.rules.words import Decision, ResolutionKind, Wish
from rma.steps.counting import Arrival
from rma.steps.opening import AlreadyOpen
from shipping.models import Parcel
from shipping.words import Direction, ParcelState
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, later, move

pytestmark = pytest.mark.django_db


@pytest.fixture
def swap() -> Case:
    """Return a case whose new unit ships first, not packed yet."""
    builders.a_unit()
    return builders.a_case(builders.broken(wish=Wish.ADVANCE_REPLACEMENT))


def coming_back(case: Case) -> Parcel:
    return Parcel.objects.get(shipment__reference=case.number, shipment__direction="in")


def resolve(case: Case, kind: ResolutionKind) -> None:
    resolving.resolve_units(
        case=case.ref,
        serial="SN-1",
        kind=kind,
        by=CLERK,
        at=later(days=1),
        is_without_unit=True,
    )
    case.refresh_from_db()


def ship(case: Case) -> None:
    dispatching.ship_unit(
        case=case.ref,
        dispatch_id=Dispatch.objects.get(line__case=case).pk,
        serials=("SN-2",),
        return_label_inside=True,
        by=CLERK,
        at=later(hours=2),
    )
    case.refresh_from_db()


class TestSomethingElseBeforeItLeft:
    def test_a_credit_keeps_the_new_unit_here(self, swap):
        resolve(swap, ResolutionKind.CREDIT)
        assert not Dispatch.objects.to_ship().exists()
        assert AdvanceReplacement.objects.get().cancelled_at == later(days=1)
        assert coming_back(swap).inside == ""
        assert swap.status == "closed"
        assert not swap.promises.open().exists()

    def test_of_one_of_two_leaves_the_label_for_the_others_box(self):
        for serial in ("SN-1", "SN-2"):
            builders.a_unit(serial)
        asked = [
            builders.broken(serial, wish=Wish.ADVANCE_REPLACEMENT)
            for serial in ("SN-1", "SN-2")
        ]
        case = builders.a_case(*asked)
        code = coming_back(case).inside
        assert code
        resolve(case, ResolutionKind.CREDIT)
        assert coming_back(case).inside == code
        (waiting,) = Dispatch.objects.to_ship()
        assert (waiting.line.serial, waiting.box_code) == ("SN-2", code)

    def test_a_replacement_after_the_old_one_came_is_one_not_two(self, swap):
        receiving.receive_units(
            case=swap.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=NOON
        )
        resolve(swap, ResolutionKind.REPLACEMENT)
        (waiting,) = Dispatch.objects.to_ship()
        assert not waiting.is_ahead
        steps = swap.promises.open().values_list("step", flat=True)
        assert "ship_replacement" not in steps


class TestEndedWithoutItsOldUnit:
    def test_no_longer_waited_for_it_does_not_count_as_out(self, swap):
        ship(swap)
        line = builders.the_line(swap)
        receiving.short_close(
            case=swap.ref,
            line_id=line.pk,
            quantity=1,
            reason="Burnt down.",
            by=CLERK,
            at=later(days=9),
        )
        assert verdicts.open_advances(swap.account) == 0

    def test_refused_it_does_not_count_as_out(self, swap):
        ship(swap)
        resolve(swap, ResolutionKind.REFUSE)
        assert verdicts.open_advances(swap.account) == 0


class TestTakenUpAgain:
    def test_is_approved_as_a_swap_once_more(self, swap):
        cancelling.cancel_return(case=swap.ref, reason="", by=CLERK, at=NOON)
        cancelling.reopen_return(case=swap.ref, reason="?", by=CLERK, at=NOON)
        line = builders.the_line(swap)
        approval.decide_lines(
            case=swap.ref,
            decisions=(LineDecision(line.pk, Decision.APPROVED),),
            by=CLERK,
            at=later(hours=2),
        )
        agreed = AdvanceReplacement.objects.get(line=line)
        assert (agreed.cancelled_at, agreed.accepted_at) == (None, later(hours=2))
        assert Dispatch.objects.to_ship().get().is_ahead

    def test_not_while_its_unit_is_on_another_return(self, swap):
        cancelling.cancel_return(case=swap.ref, reason="", by=CLERK, at=NOON)
        builders.a_case(builders.broken())
        with pytest.raises(AlreadyOpen):
            cancelling.reopen_return(case=swap.ref, reason="?", by=CLERK, at=NOON)
        swap.refresh_from_db()
        assert swap.status == "cancelled"


class TestOldUnitHereFirst:
    def test_nobody_is_asked_to_send_it_back(self, swap):
        ship(swap)
        receiving.receive_units(
            case=swap.ref,
            arrivals=(Arrival(serial="SN-1"),),
            by=CLERK,
            at=later(days=1),
        )
        builders.move(swap, Direction.OUT, ParcelState.DELIVERED, later(days=2))
        assert not swap.events.filter(name="advance.due").exists()
        assert not swap.promises.open().filter(step="hand_over").exists()
        assert not swap.is_awaiting_customer


class TestTheDaysOfASwap:
    def test_stop_counting_when_the_carrier_has_the_old_unit(self):
        builders.a_unit()
        case = builders.a_case(builders.broken(wish=Wish.ADVANCE_REPLACEMENT))
        dispatching.ship_unit(
            case=case.ref,
            dispatch_id=Dispatch.objects.get(line__case=case).pk,
            serials=("SN-2",),
            return_label_inside=True,
            by=CLERK,
            at=later(hours=1),
        )
        move(case, Direction.OUT, ParcelState.DELIVERED, later(days=2))
        swaps, too_late = AdvanceReplacement.objects, date(2026, 3, 27)
        assert dossier_of(case).lines[0].due_back_on == date(2026, 3, 26)
        assert swaps.overdue(too_late).exists()

        move(case, Direction.IN, ParcelState.HANDED_OVER, later(days=3))
        shown = dossier_of(case)
        assert shown.lines[0].due_back_on is None
        assert not swaps.overdue(too_late).exists()
        # The plan stands in the order in which it went.
        done = [step.step for step in shown.plan if step.state == "kept"]
        assert done[-2:] == ["deliver_replacement", "hand_over"]
