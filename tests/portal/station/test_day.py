"""The day at the dock: done, waiting with the oldest, and what is taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rma.actions import (
    differing,
    dispatching,
    disposing,
    inspecting,
    parking,
    receiving,
    resolving,
)
from rma.actions.differing import Difference
from rma.models import (
    Dispatch,
    Disposition,
    Placement,
    Receipt,
    Shelf,
    Site,
)
from rma.queries import dock_lists, station_day, station_home
from rma.queries.dock_lists import Kind
from rma.rules.actors import Actor, ActorKind
from rma.rules.words import (
    DiscrepancyKind,
    DispositionKind,
    Finding,
    Grade,
    ResolutionKind,
)
from rma.steps import taking_back
from rma.steps.counting import Arrival
from tests.portal.station.conftest import send
from tests.rma import builders
from tests.rma.builders import NOON, later, the_line

pytestmark = pytest.mark.django_db
CLERK = Actor(ActorKind.STAFF, "A. Clerk")
OTHER = Actor(ActorKind.STAFF, "B. Other")
DAY = reverse("station:day")


@pytest.fixture(autouse=True)
def soon_after(time_machine):
    time_machine.move_to(later(minutes=5))


def received(serial, *, at=NOON, by=CLERK):
    builders.a_unit(serial)
    case = builders.a_case(builders.broken(serial))
    arrivals = (Arrival(serial=serial),)
    receiving.receive_units(case=case.ref, arrivals=arrivals, by=by, at=at)
    return case


def inspected(case, *, at=NOON, by=CLERK):
    inspecting.inspect_units(
        case=case.ref,
        line_id=the_line(case).pk,
        outcome=Finding.NO_FAULT_FOUND,
        grade=Grade.A,
        by=by,
        at=at,
    )


def placed(case, kind, *, at=NOON, by=CLERK):
    disposing.decide_disposition(
        case=case.ref,
        line_id=the_line(case).pk,
        kind=kind,
        reason="So.",
        by=by,
        at=at,
    )


def resolved(case, kind, *, at=NOON):
    resolving.resolve_units(
        case=case.ref, line_id=the_line(case).pk, kind=kind, by=CLERK, at=at
    )


def sent_back(case, *, at=NOON):
    resolved(case, ResolutionKind.RETURN_AS_IS, at=at)
    dispatching.ship_unit(
        case=case.ref,
        dispatch_id=Dispatch.objects.get(line__case=case).pk,
        serials=(the_line(case).serial,),
        by=CLERK,
        at=at,
    )


def today():
    site = Site.objects.default().pk
    now = timezone.now()
    return station_day.station_day(now, now - timedelta(hours=8), site, "A. Clerk")


def counted(counts):
    return {each.kind: each.count for each in counts}


class TestWhatWasDone:
    def test_counts_units_of_this_site_since_midnight(self):
        case = received("SN-1")
        inspected(case)
        placed(case, DispositionKind.REFURBISH)
        shelf = Shelf.objects.create(site=case.site, name="A1", code="X")
        disposing.put_away(
            line_id=the_line(case).pk, shelf_id=shelf.pk, by=CLERK, at=later(minutes=1)
        )
        sent_back(received("SN-2"))
        parking.park_parcel(
            site_id=case.site_id, read="x", photos=(), by=CLERK, at=NOON
        )
        received("SN-3", at=NOON - timedelta(days=1))
        assert counted(today().done) == {
            "received": 2,
            "inspected": 1,
            "decided": 1,
            "put_away": 1,
            "shipped": 1,
            "parked": 1,
        }

    def test_what_was_taken_back_was_not_done(self, at_work):
        received("SN-1")
        assert counted(today().done)["received"] == 1
        at_work.post(undo(Receipt.objects.get()))
        assert counted(today().done)["received"] == 0


class TestWhatWaits:
    def test_of_each_kind_with_the_oldest(self, at_work):
        first = received("SN-1", at=NOON - timedelta(days=4))
        inspected(received("SN-2"))
        builders.a_unit("SN-3")
        send(at_work, builders.a_case(builders.broken("SN-3")).code)
        differing.note_discrepancy(
            case=first.ref,
            difference=Difference(kind=DiscrepancyKind.DAMAGED_BOX),
            by=CLERK,
            at=NOON,
        )
        waiting = {each.kind: each for each in today().waiting}
        assert counted(today().waiting) == {
            "to_open": 1,
            "to_check": 1,
            "to_decide": 2,
            "to_put_away": 0,
            "differences": 1,
            "to_ship": 0,
            "mysteries": 0,
        }
        assert waiting["to_check"].oldest == NOON - timedelta(days=4)
        page = at_work.get(DAY).content.decode()
        assert "4 days" in page, "an undecided unit grows old in sight"
        assert "The warehouse settles it" in page

    def test_a_unit_its_customer_has_again_waits_for_nobody(self):
        case = received("SN-1")
        assert counted(today().waiting)["to_decide"] == 1
        sent_back(case)
        assert counted(today().waiting)["to_decide"] == 0
        with pytest.raises(taking_back.HasFollowed):
            placed(case, DispositionKind.SCRAP)

    def test_a_long_list_has_pages_and_loses_nobody(self, at_work):
        for number in range(7):
            received(f"SN-{number}", at=NOON - timedelta(hours=number))
        page = at_work.get(DAY).content.decode()
        assert "See all 7, the oldest first" in page
        site = Site.objects.default().pk
        seen, after = [], ""
        for _page in range(3):
            found = dock_lists.page(Kind.TO_DECIDE, site, at=NOON, after=after, limit=3)
            seen += [row.serial for row in found.rows]
            after = found.next
        assert seen == [f"SN-{number}" for number in reversed(range(7))]
        assert after == ""
        listed = at_work.get(reverse("station:waiting", args=["to_decide"]))
        assert "SN-6" in listed.content.decode()

    @pytest.mark.parametrize("kind", [each.value for each in Kind])
    def test_every_kind_has_its_list_empty_or_not(self, at_work, kind):
        address = reverse("station:waiting", args=[kind])
        assert "Nothing waits here." in at_work.get(address).content.decode()

    def test_another_kind_is_no_page(self, at_work):
        assert (
            at_work.get(reverse("station:waiting", args=["money"])).status_code == 404
        )


def undo(row):
    deeds = {Receipt: "receipt", Disposition: "disposition"}
    case = row.case if isinstance(row, Receipt) else row.line.case
    return reverse(
        "station:undo", args=[case.number, deeds.get(type(row), "inspection"), row.pk]
    )


class TestTakingBack:
    def test_names_the_unit_and_only_what_this_person_did(self, at_work):
        received("SN-1")
        received("SN-2", by=OTHER)
        (row,) = today().undoable
        assert row.named == "Dome camera SN-1"
        page = at_work.get(DAY).content.decode()
        assert undo(Receipt.objects.get(by="A. Clerk")) in page
        assert undo(Receipt.objects.get(by="B. Other")) not in page

    def test_ends_after_ten_minutes(self, at_work, time_machine):
        received("SN-1")
        time_machine.move_to(later(minutes=11))
        assert today().undoable == ()
        answer = at_work.post(undo(Receipt.objects.get()))
        assert answer.status_code == 422
        assert "Report what is not there" in answer.content.decode()

    @pytest.mark.parametrize("kind", [ResolutionKind.CREDIT, ResolutionKind.REFUND])
    def test_ends_once_money_has_left_and_says_who_can_correct_it(self, at_work, kind):
        case = received("SN-1")
        inspected(case, at=later(minutes=1))
        resolved(case, kind, at=later(minutes=2))
        for row in (Receipt.objects.get(), the_line(case).inspections.get()):
            answer = at_work.post(undo(row))
            assert answer.status_code == 422
            assert "support can correct it" in answer.content.decode()
        line = the_line(case)
        assert (line.received, line.inspected) == (1, 1)

    def test_ends_once_a_parcel_has_left(self, at_work):
        case = received("SN-1")
        inspected(case, at=later(minutes=1))
        placed(case, DispositionKind.BACK_TO_CUSTOMER, at=later(minutes=1))
        sent_back(case, at=later(minutes=2))
        rows = (
            Receipt.objects.get(),
            the_line(case).inspections.get(),
            Disposition.objects.get(),
        )
        for row in rows:
            answer = at_work.post(undo(row))
            assert answer.status_code == 422, row
            assert "support can correct it" in answer.content.decode()
        assert the_line(case).disposed == 1

    def test_the_page_stays_as_it_is_where_it_is_refused(self, at_work):
        case = received("SN-1")
        inspected(case, at=later(minutes=1))
        page = at_work.post(undo(Receipt.objects.get())).content.decode()
        assert "Done today" in page
        assert undo(the_line(case).inspections.get()) in page


def test_a_busy_day_asks_few_statements(at_work, django_assert_max_num_queries):
    for number in range(6):
        case = received(f"SN-{number}")
        inspected(case)
        placed(case, DispositionKind.HARVEST)
        assert not Placement.objects.exists()
    at_work.get(DAY)
    with django_assert_max_num_queries(28):
        at_work.get(DAY)


class TestTheFirstPage:
    def test_marks_what_should_have_left(self):
        case = builders.a_case()
        line = builders.the_line(case)
        for due_at, is_late in ((builders.NOON, True), (builders.later(days=9), False)):
            Dispatch.objects.all().delete()
            Dispatch.objects.create(line=line, kind="replacement", due_at=due_at)
            (row,) = station_home.station_home(builders.later(days=1)).to_ship
            assert row.is_late is is_late

    def test_of_a_return_says_what_the_dock_sees_not_the_carrier(self, at_work):
        case = builders.a_case()
        sheet = at_work.get(reverse("station:sheet", args=[case.number]))
        assert "To be taken in" in sheet.content.decode()
