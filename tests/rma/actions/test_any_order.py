"""Deeds at the dock in any order and repetition end in the same stock and ledger."""

import itertools

import pytest

from rma.actions import disposing, inspecting, receiving
from rma.actions.use_case import Once
from rma.models import CaseLine, Placement, ReceiptLine, Shelf, Site
from rma.queries import invariants
from rma.rules.words import Finding, Grade, Reason
from rma.steps.counting import Arrival, NotExpected
from rma.steps.requests import LineRequest
from tests.rma import builders
from tests.rma.builders import CLERK, later, the_line

pytestmark = pytest.mark.django_db


def a_case_of_three(serial):
    """Return an approved return of three cables and one camera."""
    cables = LineRequest(
        reason=Reason.WRONG_ITEM,
        wish="replacement",
        sku=builders.a_product("CABLE-1", category="cable").sku,
        quantity=3,
        description="Too short.",
    )
    builders.a_unit(serial)
    case = builders.a_case(cables, builders.broken(serial))
    line = the_line(case)
    line.approved, line.decision = 3, "approved"
    line.save()
    return case


def counting(case, name, line, quantity):
    """Return how to count units in, named so that it counts once."""

    def deed():
        receiving.receive_units(
            case=case.ref,
            arrivals=(Arrival(line_id=line, quantity=quantity),),
            by=CLERK,
            at=later(days=1),
            once=Once("dock", f"{case.pk}:{name}", name),
        )

    return deed


def looking(case, line):
    """Return how to write one finding, named so that it counts once."""

    def deed():
        inspecting.inspect_units(
            case=case.ref,
            line_id=line,
            outcome=Finding.FAULT_CONFIRMED,
            grade=Grade.B,
            by=CLERK,
            at=later(days=2),
            once=Once("bench", f"{case.pk}:look", "look"),
        )

    return deed


def ended(case):
    """Return what the ledger and the shelves say in the end."""
    sums = [
        (row.received, row.inspected, row.short_closed, row.sums.expected)
        for row in CaseLine.objects.filter(case=case).order_by("position")
    ]
    rows = ReceiptLine.objects.filter(line__case=case)
    places = Placement.objects.filter(line__case=case).values_list("shelf__name")
    return sums, sorted(rows.values_list("line__position", "quantity")), list(places)


class TestAnyOrder:
    def test_ends_in_the_same_stock_and_ledger(self):
        shelf = Shelf.objects.create(site=Site.objects.default(), name="A1", code="X")
        ends = []
        for number, order in enumerate(itertools.permutations(range(3))):
            case = a_case_of_three(f"SN-{number}")
            cables, camera = the_line(case, 1).pk, the_line(case, 2).pk
            deeds = [
                counting(case, "two", cables, 2),
                counting(case, "one", cables, 1),
                counting(case, "camera", camera, 1),
            ]
            # Each is sent again, at once and after all the others.
            for place in (*order, *order, *reversed(order)):
                deeds[place]()
            look = looking(case, camera)
            for _again in range(2):
                look()
                disposing.put_away(
                    line_id=camera, shelf_id=shelf.pk, by=CLERK, at=later(days=2)
                )
            ends.append(ended(case))
        assert ends == [ends[0]] * 6
        assert ends[0][0] == [(3, 0, 0, 0), (1, 1, 0, 0)]
        assert ends[0][2] == [("A1",)]
        assert invariants.find_all(later(days=3)) == []

    def test_never_counts_above_what_was_approved(self):
        case = a_case_of_three("SN-1")
        cables = the_line(case, 1).pk
        receiving.short_close(
            case=case.ref,
            line_id=cables,
            quantity=1,
            reason="Kept by them.",
            by=CLERK,
            at=later(days=1),
        )
        counting(case, "two", cables, 2)()
        for name in ("one more", "and another"):
            with pytest.raises(NotExpected):
                counting(case, name, cables, 1)()
        line = the_line(case, 1)
        assert line.received + line.short_closed == line.approved
