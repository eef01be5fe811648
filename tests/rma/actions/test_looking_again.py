"""A second look at a unit: which one counts, what follows, and taking it back."""

import pytest

from rma.actions import inspecting, receiving, undoing
from rma.models import Inspection, VendorClaim
from rma.queries import invariants, station_sheet
from rma.rules.clues import Clue
from rma.rules.deeds import Deed
from rma.rules.words import ClaimStatus, Finding, Grade
from rma.steps.counting import Arrival
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, later, the_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    case = builders.a_case()
    arrivals = (Arrival(serial="SN-1"),)
    return receiving.receive_units(case=case.ref, arrivals=arrivals, by=CLERK, at=NOON)


def looked(case, outcome, minutes=0, **more):
    return inspecting.inspect_units(
        case=case.ref,
        line_id=the_line(case).pk,
        outcome=outcome,
        grade=Grade.B,
        by=CLERK,
        at=later(minutes=minutes),
        **more,
    )


def shown(case):
    case.refresh_from_db()
    return station_sheet.sheet_of(case).lines[0]


class TestLookingAgain:
    def test_the_newest_look_at_all_of_it_counts_and_the_count_stays(self, case):
        looked(case, Finding.FAULT_CONFIRMED)
        looked(case, Finding.NO_FAULT_FOUND, minutes=5)
        line = shown(case)
        assert (line.finding, the_line(case).inspected) == ("no_fault_found", 1)
        told = [(look.outcome, look.counts, look.by) for look in line.looks]
        assert told == [
            ("no_fault_found", True, "A. Clerk"),
            ("fault_confirmed", False, "A. Clerk"),
        ]
        assert invariants.find_all(later(minutes=6)) == []

    def test_the_claim_follows_the_look_that_counts(self, case):
        looked(case, Finding.NO_FAULT_FOUND)
        assert VendorClaim.objects.get().status == ClaimStatus.WITHDRAWN
        looked(case, Finding.FAULT_CONFIRMED, minutes=5)
        assert VendorClaim.objects.get().status == ClaimStatus.READY

    def test_taken_back_the_look_before_counts_again_with_its_claim(self, case):
        looked(case, Finding.FAULT_CONFIRMED)
        looked(case, Finding.NO_FAULT_FOUND, minutes=5)
        undoing.undo(
            case=case.ref,
            deed=Deed.INSPECTION,
            row_id=Inspection.objects.latest("id").pk,
            by=CLERK,
            at=later(minutes=6),
        )
        line = shown(case)
        assert (line.finding, the_line(case).inspected) == ("fault_confirmed", 1)
        assert VendorClaim.objects.get().status == ClaimStatus.READY
        assert invariants.find_all(later(minutes=7)) == []

    def test_traces_are_kept_and_shown(self, case):
        looked(case, Finding.FAULT_CONFIRMED, clues=(Clue.DUST, Clue.CORROSION))
        assert shown(case).looks[0].clues == ("Dust", "Corrosion")
