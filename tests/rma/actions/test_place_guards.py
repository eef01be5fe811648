"""What a place for a unit is refused by: data, money, another unit that left."""

import pytest

from rma.actions import (
    approval,
    dispatching,
    disposing,
    inspecting,
    receiving,
    resolving,
)
from rma.models import Dispatch, Disposition
from rma.queries import invariants, station_sheet
from rma.rules.disposition import ErasureMethod, needs_erasure
from rma.rules.words import (
    Decision,
    DispositionKind,
    Finding,
    Grade,
    ResolutionKind,
    Wish,
)
from rma.steps import putting_right
from rma.steps.counting import Arrival
from tests.rma.actions.test_disposing import credited, decided, erased, received
from tests.rma.builders import (
    CLERK,
    NOON,
    a_case,
    a_product,
    a_unit,
    broken,
    later,
    the_line,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return received(a_case())


@pytest.fixture
def disk():
    a_unit(product=a_product("DISK-1", category="drive", holds_data=True))
    return received(a_case(broken()))


class TestGuards:
    @pytest.mark.parametrize("method", list(ErasureMethod))
    @pytest.mark.parametrize(
        "kind", [kind for kind in DispositionKind if needs_erasure(kind)]
    )
    def test_what_holds_data_waits_until_it_is_gone_or_that_is_waived(
        self, disk, kind, method
    ):
        credited(disk)
        with pytest.raises(disposing.NotErased):
            decided(disk, kind)
        assert the_line(disk).disposed == 0, "it stays in quarantine"
        erased(disk, method, "The report lies in the folder.")
        decided(disk, kind)
        event = disk.events.get(name="data.erased")
        assert (event.by, event.at) == ("A. Clerk", NOON)
        assert event.facts["method"] == method

    def test_stock_makers_and_buyers_are_among_those_who_get_no_data(self):
        stays = {kind for kind in DispositionKind if not needs_erasure(kind)}
        assert stays == {DispositionKind.REPAIR, DispositionKind.BACK_TO_CUSTOMER}

    def test_one_erasure_lets_one_unit_go(self):
        a_product("DISK-9", holds_data=True)
        case = a_case(broken("", sku="DISK-9", quantity=2))
        line = the_line(case)
        yes = (approval.LineDecision(line.pk, Decision.APPROVED),)
        approval.decide_lines(case=case.ref, decisions=yes, by=CLERK, at=NOON)
        receiving.receive_units(
            case=case.ref, arrivals=(Arrival(2, line_id=line.pk),), by=CLERK, at=NOON
        )
        erased(case)
        with pytest.raises(disposing.NotErased):
            disposing.decide_disposition(
                case=case.ref,
                line_id=line.pk,
                quantity=2,
                kind=DispositionKind.SCRAP,
                reason="So it is.",
                by=CLERK,
                at=NOON,
            )
        decided(case, DispositionKind.SCRAP)

    def test_a_replacement_that_left_blocks_another_and_the_way_back(self):
        a_unit()
        case = a_case(broken(wish=Wish.ADVANCE_REPLACEMENT))
        dispatching.ship_unit(
            case=case.ref,
            dispatch_id=Dispatch.objects.get(line__case=case).pk,
            serials=("SN-9",),
            return_label_inside=True,
            by=CLERK,
            at=NOON,
        )
        case = received(case, later(days=5))
        for kind in set(ResolutionKind) - {ResolutionKind.REFUSE}:
            with pytest.raises(putting_right.AlreadyReplaced):
                resolving.resolve_units(
                    case=case.ref,
                    line_id=the_line(case).pk,
                    kind=kind,
                    by=CLERK,
                    at=later(days=5),
                )
        with pytest.raises(disposing.UnitIsOurs):
            decided(case, DispositionKind.BACK_TO_CUSTOMER, at=later(days=5))
        assert Dispatch.objects.filter(line__case=case).count() == 1

    def test_data_goes_back_to_whose_it_is(self, disk):
        decided(disk, DispositionKind.BACK_TO_CUSTOMER)
        assert the_line(disk).disposed == 1

    def test_a_waiver_has_a_reason(self, disk):
        with pytest.raises(disposing.NoReasonGiven):
            erased(disk, ErasureMethod.WAIVED, " ")
        erased(disk, ErasureMethod.WAIVED, "The customer destroyed it.")
        decided(disk, DispositionKind.RECYCLE)

    def test_no_more_is_erased_than_is_here(self, disk):
        erased(disk)
        with pytest.raises(inspecting.NotReceived):
            erased(disk)

    def test_what_was_paid_for_does_not_go_back(self, case):
        credited(case)
        with pytest.raises(disposing.UnitIsOurs):
            decided(case, DispositionKind.BACK_TO_CUSTOMER)

    def test_what_is_still_theirs_is_not_sold(self, case):
        with pytest.raises(disposing.UnitIsTheirs):
            decided(case, DispositionKind.RESTOCK)
        credited(case)
        decided(case, DispositionKind.RESTOCK)

    @pytest.mark.parametrize(
        ("kind", "place"),
        [
            (ResolutionKind.RETURN_AS_IS, DispositionKind.BACK_TO_CUSTOMER),
            (ResolutionKind.REPAIR, DispositionKind.REPAIR),
        ],
    )
    def test_what_goes_back_is_proposed_so_and_never_kept(self, case, kind, place):
        resolving.resolve_units(
            case=case.ref, line_id=the_line(case).pk, kind=kind, by=CLERK, at=NOON
        )
        inspecting.inspect_units(
            case=case.ref,
            line_id=the_line(case).pk,
            outcome=Finding.NO_FAULT_FOUND,
            grade=Grade.A,
            by=CLERK,
            at=NOON,
        )
        (line,) = station_sheet.sheet_of(case).lines
        assert line.proposal.kind == place
        for kept in (DispositionKind.RESTOCK, DispositionKind.SCRAP):
            with pytest.raises(disposing.UnitIsTheirs):
                decided(case, kept)
        decided(case, place)

    def test_deciding_again_supersedes_and_counts_once(self, case):
        decided(case, DispositionKind.REFURBISH)
        decided(case, DispositionKind.SCRAP, at=later(hours=1))
        assert the_line(case).disposed == 1
        (row,) = Disposition.objects.filter(superseded_at=None)
        assert row.kind == "scrap"
        assert invariants.find_all(later(hours=2)) == []
