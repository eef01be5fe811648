"""Differences at the dock: each has its ways out, and each way does what it says."""

import pytest

from rma.actions import differing, dispatching, receiving
from rma.actions.differing import Difference
from rma.models import Discrepancy, Dispatch, Promise
from rma.queries import invariants
from rma.rules.discrepancies import Exit, exits_of
from rma.rules.words import CaseStatus, DiscrepancyKind
from rma.steps import ways_out
from rma.steps.counting import Arrival
from tests.rma.builders import (
    CLERK,
    NOON,
    a_case,
    a_unit,
    an_account,
    broken,
    later,
    the_line,
)

pytestmark = pytest.mark.django_db
MISMATCH = DiscrepancyKind.SERIAL_MISMATCH


def noted(case, kind, **more):
    difference = Difference(kind=kind, line_id=the_line(case).pk, **more)
    differing.note_discrepancy(case=case.ref, difference=difference, by=CLERK, at=NOON)
    return Discrepancy.objects.get(case=case)


def settled(case, found, way_out, words="As agreed."):
    return differing.settle_discrepancy(
        case=case.ref,
        discrepancy_id=found.pk,
        way_out=way_out,
        outcome=words,
        by=CLERK,
        at=later(hours=1),
    )


class TestWaysOut:
    @pytest.mark.parametrize("kind", list(DiscrepancyKind))
    def test_every_kind_has_one_and_something_else(self, kind):
        assert exits_of(kind)[-1] is Exit.OTHER
        assert len(exits_of(kind)) > 1

    def test_a_way_of_another_kind_is_refused(self):
        case = a_case()
        found = noted(case, DiscrepancyKind.BATTERY)
        with pytest.raises(differing.NotAWayOut):
            settled(case, found, Exit.ACCEPT)
        found.refresh_from_db()
        assert found.settled_at is None

    def test_what_will_not_come_is_waited_for_no_more(self):
        case = a_case()
        case = settled(case, noted(case, DiscrepancyKind.MISSING), Exit.STOP_WAITING)
        assert the_line(case).short_closed == 1
        assert case.status == CaseStatus.CLOSED
        assert invariants.find_all(later(hours=2)) == []

    def test_an_accepted_serial_stands_on_the_line_and_is_counted(self):
        other = a_unit("SN-2")
        case = a_case()
        settled(case, noted(case, MISMATCH, serial="sn-2"), Exit.ACCEPT)
        line = the_line(case)
        assert (line.unit, line.received) == (other, 1)

    @pytest.mark.parametrize("is_foreign", [True, False])
    def test_a_serial_of_others_is_not_accepted(self, is_foreign):
        case = a_case()
        if is_foreign:
            a_unit("SN-2", account=an_account("C-9"))
        else:
            a_unit("SN-2")
            a_case(broken("SN-2"))
        found = noted(case, MISMATCH, serial="SN-2")
        with pytest.raises(ways_out.NotAcceptable):
            settled(case, found, Exit.ACCEPT)

    def test_a_unit_of_another_return_is_counted_there(self):
        case = a_case()
        a_unit("SN-2")
        other = a_case(broken("SN-2"))
        settled(case, noted(case, MISMATCH, serial="SN-2"), Exit.SWAP_CASE)
        assert the_line(other).received == 1
        assert the_line(case).received == 0
        assert invariants.find_all(later(hours=2)) == []

    def test_swapping_wants_a_return_that_waits(self):
        case = a_case()
        with pytest.raises(ways_out.NotOnAnyReturn):
            settled(case, noted(case, MISMATCH, serial="ZZ-1"), Exit.SWAP_CASE)

    def test_a_question_goes_to_the_customer_and_leaves_it_open(self):
        case = a_case()
        found = noted(case, DiscrepancyKind.EXTRA)
        case = settled(case, found, Exit.ASK_CUSTOMER, "Is the lamp yours?")
        found.refresh_from_db()
        assert found.settled_at is None
        assert found.asked_at is not None
        asked = case.events.get(name="information.asked")
        assert asked.facts["question"] == "Is the lamp yours?"
        assert Promise.objects.open().filter(case=case, step="answer").exists()
        assert case.is_awaiting_customer
        case = settled(case, found, Exit.SEND_BACK)
        assert not case.is_awaiting_customer
        assert not Promise.objects.open().filter(case=case, step="answer").exists()

    def test_what_goes_back_is_packed_with_the_serial_that_came(self):
        case = a_case()
        settled(case, noted(case, MISMATCH, serial="ZZ-1"), Exit.SEND_BACK)
        dispatch = Dispatch.objects.get(kind="returned")

        def shipped(serial):
            dispatching.ship_unit(
                case=case.ref,
                dispatch_id=dispatch.pk,
                serials=(serial,),
                by=CLERK,
                at=later(hours=2),
            )

        with pytest.raises(dispatching.SerialMismatch):
            shipped("SN-1")
        shipped("zz-1")
        dispatch.refresh_from_db()
        assert dispatch.unit is None
        receiving.receive_units(
            case=case.ref,
            arrivals=(Arrival(serial="SN-1"),),
            by=CLERK,
            at=later(days=1),
        )
        assert the_line(case).received == 1

    def test_settling_twice_is_refused(self):
        case = a_case()
        found = noted(case, DiscrepancyKind.DAMAGED_BOX)
        settled(case, found, Exit.CLAIM_CARRIER)
        with pytest.raises(differing.AlreadySettled):
            settled(case, found, Exit.CLAIM_CARRIER)
