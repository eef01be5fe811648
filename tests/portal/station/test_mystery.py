"""Parcels nobody knows: parked at the dock in a moment, explained at the desk."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from outbox.models import Job
from rma.actions import parking
from rma.models import MysteryParcel, Shelf, Site, Upload, User
from rma.queries import mystery_desk
from rma.rules.words import Role
from tests.portal.station.conftest import send
from tests.rma import builders
from tests.rma.builders import CLERK, NOON

pytestmark = pytest.mark.django_db
PARK = reverse("station:mystery")


def photo(colour="red"):
    kept = BytesIO()
    Image.new("RGB", (8, 8), colour).save(kept, "JPEG")
    return SimpleUploadedFile("label.jpg", kept.getvalue(), "image/jpeg")


@pytest.fixture
def support():
    user = User.objects.create_user("s@desk.example", name="S.", role=Role.SUPPORT)
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def parked():
    return parking.park_parcel(
        site_id=Site.objects.default().pk, read="SN-1", photos=(), by=CLERK, at=NOON
    )


class TestParking:
    def test_an_unknown_code_leads_to_it_with_what_was_read(self, at_work):
        answer = send(at_work, "WHO-IS-THIS").json()["answers"][0]
        assert answer["verdict"] == "UNKNOWN"
        assert "WHO-IS-THIS" in at_work.get(answer["park"]).content.decode()

    def test_keeps_photos_place_and_words_and_prints_a_label(self, at_work):
        site = Site.objects.default()
        shelf = Shelf.objects.create(site=site, name="Cage 1", code="BCDFGHJKNPRST")
        page = at_work.post(
            PARK,
            {
                "read": "Jo",
                "shelf": "cage 1",
                "shown": [photo(), photo("blue")],
                "once": "a" * 32,
            },
        )
        row = MysteryParcel.objects.get()
        assert page.url == reverse("station:parked", args=[row.number])
        assert (row.shelf, row.read, row.parked_by) == (shelf, "Jo", "A. Clerk")
        assert Upload.objects.filter(mystery=row).count() == 2
        assert Job.objects.filter(kind="upload.redraw").count() == 2
        label = at_work.get(reverse("station:mystery_label", args=[row.number]))
        assert row.number in label.content.decode()

    def test_the_same_form_twice_parks_one_parcel(self, at_work):
        for _each in range(2):
            assert (
                at_work.post(PARK, {"read": "x", "once": "b" * 32}).status_code == 302
            )
        assert MysteryParcel.objects.count() == 1

    def test_a_shelf_nobody_has_is_said_at_its_field(self, at_work):
        page = at_work.post(PARK, {"read": "keep me", "shelf": "Z9"})
        html = page.content.decode()
        assert page.status_code == 422
        assert "No shelf of this site is called Z9." in html
        assert "keep me" in html

    def test_its_label_is_recognised_when_scanned(self, at_work, parked):
        answer = send(at_work, parked.number).json()["answers"][0]
        assert answer["verdict"] == "ASK"
        assert "mystery" in answer["title"]

    def test_another_site_finds_no_such_parcel(self, at_work, parked):
        site = Site.objects.default()
        site.pk, site.name, site.is_default = None, "Porto", False
        site.save()
        MysteryParcel.objects.update(site=site)
        label = reverse("station:parked", args=[parked.number])
        assert at_work.get(label).status_code == 404


class TestExplaining:
    def test_what_was_read_leads_to_the_return(self, parked):
        case = builders.a_case()
        (guess,) = mystery_desk.guesses(parked)
        assert (guess.number, guess.why) == (case.number, "number")

    def test_a_match_takes_the_photos_to_the_return(self, at_work, support):
        case = builders.a_case()
        at_work.post(PARK, {"read": "SN-1", "shown": [photo()]})
        row = MysteryParcel.objects.get()
        address = reverse("desk:mystery-match", args=[row.pk])
        told = {"number": case.number.lower(), "outcome": "Same sender"}
        assert support.post(address, told).status_code == 302
        row.refresh_from_db()
        assert (row.ending, row.case) == ("matched", case)
        assert Upload.objects.get().case == case
        assert case.events.filter(name="mystery.matched", is_internal=True).exists()
        again = support.post(address, told)
        assert "explained this parcel already" in again.content.decode()

    def test_it_may_be_nobodys_with_a_reason(self, support, parked):
        address = reverse("desk:mystery-end", args=[parked.pk])
        assert support.post(address, {"ending": "sent_back"}).status_code == 422
        support.post(address, {"ending": "sent_back", "outcome": "Refused, UPS 1Z"})
        parked.refresh_from_db()
        assert parked.outcome == "Refused, UPS 1Z"
        assert parked.ended_at is not None

    def test_support_sees_it_in_its_pile_and_list(self, support, parked):
        for name in ("desk:home", "desk:mysteries"):
            assert parked.number in support.get(reverse(name)).content.decode()
        page = support.get(reverse("desk:mystery", args=[parked.pk]))
        assert "Nothing we know fits" in page.content.decode()

    def test_a_customer_finds_no_such_page(self, client, parked):
        client.force_login(User.objects.create_user("jo@weber.example"))
        assert client.get(reverse("desk:mystery", args=[parked.pk])).status_code == 404

    def test_one_parked_today_is_not_old(self, parked):
        assert not mystery_desk.is_old(parked, NOON)
        assert mystery_desk.is_old(parked, timezone.now())
