"""Differences at the dock: each has its ways out, and each way does what it says."""

import pytest

from rma.actions import differing, dispatching, inspecting, receiving, resolving
from rma.actions.differing import Difference
from rma.messages import letters
from rma.models import Discrepancy, Dispatch, Promise
from rma.queries import invariants, letter_facts, pick_list
from rma.rules.discrepancies import Exit, exits_of
from rma.rules.words import (
    CaseStatus,
    DiscrepancyKind,
    Finding,
    Grade,
    ResolutionKind,
)
from rma.steps import ways_out
from rma.steps.counting import Arrival
from tests.rma.builders import (
    CLERK,
    NOON,
    a_case,
    a_product,
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


def settled(case, found, way_out, words="As agreed.", **more):
    return differing.settle_discrepancy(
        case=case.ref,
        discrepancy_id=found.pk,
        way_out=way_out,
        outcome=words,
        by=CLERK,
        at=later(hours=1),
        **more,
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


def extra(case, **more):
    """Return what lay beside what was announced, as the dock wrote it down."""
    difference = Difference(kind=DiscrepancyKind.EXTRA, **more)
    differing.note_discrepancy(case=case.ref, difference=difference, by=CLERK, at=NOON)
    return Discrepancy.objects.get(case=case, kind="extra")


class TestSomethingMore:
    def test_accepted_is_a_line_of_the_return_that_is_checked_and_ends(self):
        case = a_case()
        came = a_unit("SN-2")
        found = extra(case, serial="sn-2")
        case = settled(case, found, Exit.ACCEPT, "They sent both.")
        line = the_line(case, 2)
        assert (line.unit, line.serial, line.received) == (came, "sn-2", 1)
        assert (line.decision, line.decision_why) == ("approved", "They sent both.")
        assert line.basis == "warranty", "what we owe for it is frozen that day"
        found.refresh_from_db()
        assert found.line == line
        assert case.events.get(name="line.added").facts["what"].endswith("sn-2")
        assert "inspect" in [row.step for row in Promise.objects.open()]
        assert invariants.find_all(later(hours=2)) == []

        inspecting.inspect_units(
            case=case.ref,
            line_id=line.pk,
            outcome=Finding.FAULT_CONFIRMED,
            grade=Grade.C,
            by=CLERK,
            at=later(hours=3),
        )
        case = resolving.resolve_units(
            case=case.ref,
            line_id=line.pk,
            quantity=1,
            kind=ResolutionKind.REFUSE,
            by=CLERK,
            at=later(hours=4),
        )
        assert the_line(case, 2).ended_at
        assert invariants.find_all(later(hours=5)) == []

    def test_of_a_return_that_ended_it_is_open_again_until_the_line_ends(self):
        case = a_case()
        settled(case, noted(case, DiscrepancyKind.MISSING), Exit.STOP_WAITING)
        a_product(sku="LAMP", name="Lamp")
        case = settled(case, extra(case, note="A lamp"), Exit.ACCEPT, sku="LAMP")
        assert case.status == CaseStatus.IN_PROGRESS
        assert "inspect" in [row.step for row in Promise.objects.open()]

    def test_without_a_serial_number_each_unit_of_the_article_counts(self):
        case = a_case()
        a_product(sku="LAMP", name="Lamp")
        found = extra(case, note="Three lamps", quantity=3)
        settled(case, found, Exit.ACCEPT, sku="LAMP")
        line = the_line(case, 2)
        assert (line.approved, line.received, line.product.sku) == (3, 3, "LAMP")
        assert line.description == "", "the dock's words are not the customer's"
        assert invariants.find_all(later(hours=2)) == []

    def test_an_article_nobody_knows_is_refused_and_nothing_is_written(self):
        case = a_case()
        found = extra(case, note="A lamp")
        for sku, refusal in (
            ("NONE", ways_out.NotAnArticle),
            (" ", ways_out.ArticleMissing),
        ):
            with pytest.raises(refusal):
                settled(case, found, Exit.ACCEPT, sku=sku)
        assert case.lines.count() == 1

    @pytest.mark.parametrize("is_foreign", [True, False])
    def test_a_unit_of_others_or_of_another_return_is_not_accepted(self, is_foreign):
        case = a_case()
        if is_foreign:
            a_unit("SN-2", account=an_account("C-9"))
        else:
            a_unit("SN-2")
            a_case(broken("SN-2"))
        with pytest.raises(ways_out.NotAcceptable):
            settled(case, extra(case, serial="SN-2"), Exit.ACCEPT)
        assert case.lines.count() == 1

    def test_goes_back_beside_a_return_of_several_units(self):
        a_unit("SN-1")
        a_unit("SN-2")
        case = a_case(broken("SN-1"), broken("SN-2"))
        settled(case, extra(case, note="A lamp"), Exit.SEND_BACK)
        row = Dispatch.objects.get(kind="returned")
        assert row.line.case == case
        # The packer is told what it is, and asked for no serial it does not have.
        (shown,) = pick_list.pick_list(case.site, later(hours=2)).later
        assert (shown.name, shown.serial, shown.is_serialised) == ("A lamp", "", False)
        dispatching.ship_unit(
            case=case.ref, dispatch_id=row.pk, serials=(), by=CLERK, at=later(hours=2)
        )
        row.refresh_from_db()
        assert (row.unit, row.serial) == (None, "")

    def test_the_customer_hears_that_it_is_here_once(self):
        case = a_case()
        a_unit("SN-2")
        receiving.receive_units(
            case=case.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=NOON
        )
        settled(case, extra(case, serial="SN-2"), Exit.ACCEPT)
        told = [
            owed.letter
            for event in case.events.filter(name__in=("line.added", "units.received"))
            for owed in letters.owed_by(letter_facts.facts_of(event.pk))
        ]
        assert told == ["arrived", "arrived"], "once for the parcel, once for this"
