"""The bench: measured values, erasure, photos, shelves, the day and its undo."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rma.actions import receiving
from rma.models import (
    Check,
    Erasure,
    Inspection,
    Placement,
    Receipt,
    Shelf,
    Site,
    Upload,
)
from rma.queries import station_sheet
from rma.rules.actors import Actor, ActorKind
from rma.steps.counting import Arrival
from tests.portal.station.test_mystery import photo
from tests.rma import builders
from tests.rma.builders import NOON, later, the_line

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def soon_after(time_machine):
    time_machine.move_to(later(minutes=1))


@pytest.fixture
def case():
    case = builders.a_case()
    receiving.receive_units(
        case=case.ref,
        arrivals=(Arrival(serial="SN-1"),),
        by=Actor(ActorKind.STAFF, "A. Clerk"),
        at=NOON,
    )
    return case


def at(name, case, *more):
    return reverse(f"station:{name}", args=[case.number, *more])


class TestChecks:
    def test_a_value_is_kept_with_its_unit_and_whether_it_fits(self, at_work, case):
        low = Check.objects.create(
            question="Voltage at the plug",
            category="Camera",
            unit="V",
            at_least=Decimal("11.4"),
            at_most=Decimal("12.6"),
        )
        page = at_work.get(at("sheet", case)).content.decode()
        assert "11.400 to 12.600 V" in page
        line = the_line(case)
        name = f"inspect-{line.pk}"
        told = {
            f"{name}-check_c{low.pk}": "10.9",
            f"{name}-outcome": "fault_confirmed",
            f"{name}-grade": "B",
        }
        assert at_work.post(at("inspect", case, line.pk), told).status_code == 302
        (answer,) = Inspection.objects.get().checks
        assert (answer["answer"], answer["fits"]) == ("10.9 V", "no")

    def test_a_device_grades_and_decides_no_place(self, at_work, case):
        line = the_line(case)
        told = {f"decide-{line.pk}-kind": "scrap", f"decide-{line.pk}-reason": "x"}
        assert at_work.post(at("decide", case, line.pk), told).status_code == 403


class TestPlacesForPhotos:
    def test_each_named_place_keeps_its_own_newest_photo(self, at_work, case):
        line = the_line(case)
        page = at_work.get(at("sheet", case)).content.decode()
        assert "The label with its serial number" in page
        sent = {
            f"slots-{line.pk}-label": photo(),
            f"slots-{line.pk}-front": photo("blue"),
        }
        assert at_work.post(at("slots", case, line.pk), sent).status_code == 302
        kept = Upload.objects.order_by("slot").values_list("slot", "line", "kind")
        assert list(kept) == [
            ("The label with its serial number", line.pk, "inspection"),
            ("The whole unit from the front", line.pk, "inspection"),
        ]
        slots = station_sheet.sheet_of(case).lines[0].slots
        assert [slot.key for slot in slots if slot.photo] == ["front", "label"]

    def test_a_checklist_names_its_own(self, at_work, case):
        Check.objects.create(question="The sensor", category="Camera", is_photo=True)
        page = at_work.get(at("sheet", case)).content.decode()
        assert "The sensor" in page
        assert "The whole unit from the front" not in page
        assert "The housing is whole" in page, "what is asked stays the house's own"

    def test_nothing_taken_is_said_and_no_photo_is_said_at_its_place(
        self, at_work, case
    ):
        line = the_line(case)
        empty = at_work.post(at("slots", case, line.pk), {})
        assert (empty.status_code, Upload.objects.count()) == (422, 0)
        assert "Take or choose a photo." in empty.content.decode()
        wrong = {f"slots-{line.pk}-front": SimpleUploadedFile("x.svg", b"<svg/>")}
        answer = at_work.post(at("slots", case, line.pk), wrong)
        assert (answer.status_code, Upload.objects.count()) == (422, 0)
        assert "is no picture" in answer.content.decode()


class TestLookingAgain:
    def test_shows_who_looked_when_and_offers_another_look(self, at_work, case):
        line = the_line(case)
        told = {
            f"inspect-{line.pk}-outcome": "fault_confirmed",
            f"inspect-{line.pk}-grade": "C",
            f"inspect-{line.pk}-clues": ["dust", "smell"],
        }
        at_work.post(at("inspect", case, line.pk), told)
        told[f"inspect-{line.pk}-outcome"] = "no_fault_found"
        at_work.post(at("inspect", case, line.pk), told)
        page = " ".join(at_work.get(at("sheet", case)).content.decode().split())
        assert "This look counts" in page
        assert "A newer look counts instead" in page
        assert "· Burnt smell" in page
        assert page.count("A. Clerk ·") >= 2
        assert Inspection.objects.get(superseded_at=None).outcome == "no_fault_found"


class TestErasure:
    def test_is_recorded_and_only_a_lead_waives_it(self, at_work):
        product = builders.a_product("DISK-1", category="drive", holds_data=True)
        builders.a_unit(product=product)
        case = builders.a_case(builders.broken())
        arrivals = (Arrival(serial="SN-1"),)
        receiving.receive_units(
            case=case.ref, arrivals=arrivals, by=builders.CLERK, at=NOON
        )
        line = the_line(case)
        address, name = at("erase", case, line.pk), f"erase-{line.pk}"
        told = {f"{name}-method": "waived", f"{name}-note": "why not"}
        page = at_work.post(address, told)
        assert page.status_code == 422
        assert "Only a lead may waive it." in page.content.decode()
        assert at_work.post(address, {f"{name}-method": "degaussed"}).status_code == 302
        assert Erasure.objects.get().method == "degaussed"


class TestPhotos:
    def test_are_kept_for_the_return(self, at_work, case):
        told = {"photos-kind": "dock", "photos-shown": [photo()]}
        assert at_work.post(at("photos", case), told).status_code == 302
        upload = Upload.objects.get()
        assert (upload.case, upload.kind, upload.from_staff) == (case, "dock", True)
        assert at_work.get(at("case_photo", case, upload.pk)).status_code == 404


class TestPuttingAway:
    def test_takes_the_serial_and_the_name_of_the_shelf(self, at_work, case):
        Shelf.objects.create(site=Site.objects.default(), name="A1", code="X")
        address = reverse("station:put_away")
        assert at_work.post(address, {"item": "sn-1", "shelf": "a1"}).status_code == 302
        assert Placement.objects.get().shelf.name == "A1"

    def test_says_at_the_field_what_it_does_not_know(self, at_work, case):
        page = at_work.post(
            reverse("station:put_away"), {"item": "nobody", "shelf": "Z"}
        )
        assert set(page.context["form"].errors) == {"item", "shelf"}


class TestTheDay:
    def test_shows_what_was_done_and_takes_it_back(self, at_work, case):
        page = at_work.get(reverse("station:day")).content.decode()
        receipt = Receipt.objects.get()
        address = at("undo", case, "receipt", receipt.pk)
        assert address in page
        assert at_work.post(address).status_code == 302
        assert the_line(case).received == 0
        again = at_work.post(address)
        assert again.status_code == 422
        assert "Ten minutes have passed" in again.content.decode()

    def test_anything_else_is_no_page(self, at_work, case):
        assert at_work.post(at("undo", case, "money", 1)).status_code == 404
