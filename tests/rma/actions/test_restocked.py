"""A unit that came back and is stock again: it leaves once more, and only once."""

import pytest

from rma.actions import dispatching, disposing, inspecting, receiving, resolving
from rma.models import Dispatch, Placement, Shelf, Site
from rma.queries import station_day
from rma.rules.words import DispositionKind, Finding, Grade, ResolutionKind
from rma.steps.counting import Arrival
from rma.steps.taking_back import HasFollowed
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, later, the_line

pytestmark = pytest.mark.django_db


def came_back(serial):
    builders.a_unit(serial)
    case = builders.a_case(builders.broken(serial))
    receiving.receive_units(
        case=case.ref, arrivals=(Arrival(serial=serial),), by=CLERK, at=NOON
    )
    inspecting.inspect_units(
        case=case.ref,
        line_id=the_line(case).pk,
        outcome=Finding.FAULT_CONFIRMED,
        grade=Grade.A,
        by=CLERK,
        at=NOON,
    )
    return case


def given(case, kind):
    return resolving.resolve_units(
        case=case.ref, line_id=the_line(case).pk, kind=kind, by=CLERK, at=NOON
    )


def placed(case, kind, minutes=0):
    return disposing.decide_disposition(
        case=case.ref,
        line_id=the_line(case).pk,
        kind=kind,
        reason="So it is.",
        by=CLERK,
        at=later(minutes=minutes),
    )


def sent(case, serial, minutes):
    given(case, ResolutionKind.REPLACEMENT)
    return dispatching.ship_unit(
        case=case.ref,
        dispatch_id=Dispatch.objects.get(line__case=case).pk,
        serials=(serial,),
        by=CLERK,
        at=later(minutes=minutes),
    )


@pytest.fixture
def stock():
    case = came_back("SN-1")
    given(case, ResolutionKind.CREDIT)
    return placed(case, DispositionKind.RESTOCK, minutes=1)


class TestRestocked:
    @pytest.mark.parametrize(
        "kind", [None, *(set(DispositionKind) - {DispositionKind.RESTOCK})]
    )
    def test_what_is_not_decided_to_be_stock_leaves_to_nobody(self, kind):
        """Quarantine: a unit that lies here is no stock until somebody says so."""
        case = came_back("SN-1")
        if kind is not DispositionKind.BACK_TO_CUSTOMER:
            given(case, ResolutionKind.CREDIT)
        if kind:
            placed(case, kind, minutes=1)
        other = came_back("SN-2")
        with pytest.raises(dispatching.SerialTaken):
            sent(other, "SN-1", minutes=2)

    def test_leaves_as_a_replacement_with_the_days_of_its_new_owner(self, stock):
        other = came_back("SN-2")
        sent(other, "SN-1", minutes=5)
        unit = the_line(stock).unit
        assert unit.left_with.line.case_id == other.pk
        assert unit.replaces == the_line(other).unit
        assert (unit.invoiced_on, unit.delivered_on) == (None, None)

    def test_leaves_once_until_it_comes_back(self, stock):
        sent(came_back("SN-2"), "SN-1", minutes=5)
        with pytest.raises(dispatching.SerialTaken):
            sent(came_back("SN-3"), "SN-1", minutes=6)

    def test_another_place_takes_it_out_of_stock(self, stock):
        placed(stock, DispositionKind.SCRAP, minutes=2)
        with pytest.raises(dispatching.SerialTaken):
            sent(came_back("SN-2"), "SN-1", minutes=5)

    def test_once_it_has_left_its_place_is_decided_no_more(self, stock):
        sent(came_back("SN-2"), "SN-1", minutes=5)
        with pytest.raises(HasFollowed):
            placed(stock, DispositionKind.SCRAP, minutes=6)

    def test_decided_anew_it_is_put_away_anew(self, stock):
        shelf = Shelf.objects.create(site=Site.objects.first(), name="B2", code="S")
        Placement.objects.create(
            line=the_line(stock), shelf=shelf, at=later(minutes=2), by="A. Clerk"
        )
        site = stock.site_id
        day = station_day.station_day(later(minutes=3), NOON, site, "A. Clerk")
        assert day.to_put_away.rows == ()
        placed(stock, DispositionKind.RECYCLE, minutes=4)
        day = station_day.station_day(later(minutes=5), NOON, site, "A. Clerk")
        assert [row.serial for row in day.to_put_away.rows] == ["SN-1"]
