"""What becomes of a unit: its guards, its erasure, its shelf, and taking it back."""

import random
import uuid

import pytest

from rma.actions import (
    disposing,
    inspecting,
    receiving,
    resolving,
    scanning,
    undoing,
)
from rma.actions.scanning import Reading
from rma.models import (
    Disposition,
    DispositionRule,
    Inspection,
    Placement,
    Promise,
    Receipt,
    Shelf,
    Site,
)
from rma.queries import invariants, station_day, station_sheet
from rma.rules import numbers
from rma.rules.deeds import Deed
from rma.rules.disposition import ErasureMethod
from rma.rules.words import (
    DispositionKind,
    Finding,
    Grade,
    ResolutionKind,
)
from rma.steps import taking_back
from rma.steps.counting import Arrival, NotExpected
from tests.rma.builders import (
    CLERK,
    NOON,
    a_case,
    a_unit,
    broken,
    later,
    the_line,
)

pytestmark = pytest.mark.django_db


def received(case, at=NOON):
    arrivals = (Arrival(serial="SN-1"),)
    return receiving.receive_units(case=case.ref, arrivals=arrivals, by=CLERK, at=at)


def inspected(case, at=NOON):
    return inspecting.inspect_units(
        case=case.ref,
        line_id=the_line(case).pk,
        outcome=Finding.FAULT_CONFIRMED,
        grade=Grade.B,
        by=CLERK,
        at=at,
    )


def decided(case, kind, at=NOON):
    return disposing.decide_disposition(
        case=case.ref,
        line_id=the_line(case).pk,
        kind=kind,
        reason="So it is.",
        by=CLERK,
        at=at,
    )


def credited(case, at=NOON):
    return resolving.resolve_units(
        case=case.ref,
        line_id=the_line(case).pk,
        kind=ResolutionKind.CREDIT,
        by=CLERK,
        at=at,
    )


def erased(case, method=ErasureMethod.OVERWRITTEN, note=""):
    return disposing.erase_units(
        case=case.ref,
        line_id=the_line(case).pk,
        method=method,
        note=note,
        by=CLERK,
        at=NOON,
    )


@pytest.fixture
def case():
    return received(a_case())


class TestRules:
    def test_the_first_rule_of_ours_that_fits_is_proposed(self, case):
        for place, (grade, kind) in enumerate([("A", "restock"), ("B", "harvest")]):
            DispositionRule.objects.create(
                position=place, grade=grade, kind=kind, reason=f"Grade {grade}"
            )
        inspected(case)
        (line,) = station_sheet.sheet_of(case).lines
        assert (line.proposal.kind, line.proposal.reason) == ("harvest", "Grade B")


class TestTakingBack:
    def back(self, case, deed, row, at):
        return undoing.undo(case=case.ref, deed=deed, row_id=row.pk, by=CLERK, at=at)

    def test_a_count_is_taken_back_and_may_be_counted_again(self, case):
        self.back(case, Deed.RECEIPT, Receipt.objects.get(), later(minutes=9))
        assert the_line(case).received == 0
        assert case.events.filter(name="work.undone").count() == 1
        assert invariants.find_all(later(hours=1)) == []
        received(case, later(minutes=10))

    def test_ten_minutes_later_it_stays(self, case):
        with pytest.raises(taking_back.TooLateToUndo):
            self.back(case, Deed.RECEIPT, Receipt.objects.get(), later(minutes=10))

    @pytest.mark.parametrize("follow", [inspected, credited])
    def test_what_something_followed_from_stays(self, case, follow):
        follow(case, later(minutes=1))
        with pytest.raises(taking_back.HasFollowed):
            self.back(case, Deed.RECEIPT, Receipt.objects.get(), later(minutes=2))
        assert the_line(case).received == 1

    def test_a_finding_is_taken_back_with_its_promise_and_claim(self, case):
        inspected(case, later(minutes=1))
        self.back(case, Deed.INSPECTION, Inspection.objects.get(), later(minutes=2))
        assert the_line(case).inspected == 0
        assert Promise.objects.open().filter(case=case, step="inspect").exists()
        assert invariants.find_all(later(hours=1)) == []

    def test_a_place_taken_back_restores_the_one_before(self, case):
        decided(case, DispositionKind.REFURBISH)
        decided(case, DispositionKind.SCRAP, at=later(minutes=1))
        row = Disposition.objects.get(kind="scrap")
        self.back(case, Deed.DISPOSITION, row, later(minutes=2))
        (row,) = Disposition.objects.filter(superseded_at=None)
        assert (row.kind, the_line(case).disposed) == ("refurbish", 1)
        assert invariants.find_all(later(hours=1)) == []

    def test_another_return_is_no_way_in(self, case):
        a_unit("SN-2")
        other = a_case(broken("SN-2"))
        with pytest.raises(taking_back.TooLateToUndo):
            self.back(other, Deed.RECEIPT, Receipt.objects.get(), later(minutes=1))


class TestShelves:
    @pytest.fixture
    def shelf(self):
        site = Site.objects.default()
        return Shelf.objects.create(
            site=site, name="A1", code=numbers.checked("BCDFGHJKNPRS")
        )

    def scan(self, text, at):
        reading = Reading(uuid.uuid4(), text, at)
        return scanning.keep_scan(reading=reading, by=CLERK, at=at)

    def test_a_unit_and_then_its_shelf_put_it_there(self, case, shelf):
        self.scan("SN-1", later(minutes=1))
        told = self.scan(shelf.code, later(minutes=2))
        assert told.answer["title"] == "It lies on A1 now"
        assert Placement.objects.get().line == the_line(case)
        self.scan(shelf.code, later(minutes=3))
        assert Placement.objects.count() == 1

    def test_a_shelf_alone_is_only_named(self, case, shelf):
        told = self.scan(shelf.code, later(minutes=2))
        assert told.answer["title"] == "This is shelf A1"
        assert not Placement.objects.exists()

    def test_the_day_names_what_lies_nowhere(self, case):
        decided(case, DispositionKind.SCRAP)
        site = Site.objects.default()
        day = station_day.station_day(later(minutes=1), NOON, site.pk, "A. Clerk")
        assert [row.serial for row in day.to_put_away.rows] == ["SN-1"]
        assert day.undecided.rows == ()
        assert {row.deed for row in day.undoable} == {Deed.RECEIPT, Deed.DISPOSITION}
        assert {row.kind: row.count for row in day.done}["received"] == 1


class TestAnyOrder:
    @pytest.mark.parametrize("seed", range(4))
    def test_scans_and_counts_in_any_order_and_number_end_alike(self, seed):
        for serial in ("SN-1", "SN-2", "SN-3"):
            a_unit(serial)
        case = a_case(*(broken(f"SN-{each}") for each in (1, 2, 3)))
        scans = [Reading(uuid.uuid4(), f"SN-{each}", NOON) for each in (1, 2, 3)] * 3
        counts = [f"SN-{each}" for each in (1, 2, 3)] * 2
        deeds = [("scan", each) for each in scans] + [
            ("count", each) for each in counts
        ]
        random.Random(seed).shuffle(deeds)
        for minute, (kind, what) in enumerate(deeds):
            at = later(minutes=minute)
            if kind == "scan":
                scanning.keep_scan(reading=what, by=CLERK, at=at)
                continue
            try:
                receiving.receive_units(
                    case=case.ref, arrivals=(Arrival(serial=what),), by=CLERK, at=at
                )
            except NotExpected:
                continue
        assert [line.received for line in case.lines.all()] == [1, 1, 1]
        assert Receipt.objects.count() == 3
        assert case.scans.count() == 3
        assert invariants.find_all(later(days=1)) == []
