"""A device at the dock: enrolled by a lead, opened by a PIN, and nothing more."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rma.models import Badge, Device, Shift, Site, User
from rma.rules.words import Role
from tests.portal.station.conftest import send
from tests.rma import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client):
    user = User.objects.create_user("lead@desk.example", name="L. Lead", role=Role.LEAD)
    client.force_login(user)
    return client


class TestEnrolling:
    def test_a_lead_offers_a_code_and_the_device_types_it(self, lead):
        page = lead.post(
            reverse("desk:offer-device"),
            {"name": "Dock 1", "site": Site.objects.default().pk},
        )
        code = page.context["code"]
        browser = Client()
        answer = browser.post("/station/enrol", {"code": code.lower()})
        assert answer.status_code == 302
        cookie = browser.cookies["station_device"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
        assert cookie.value not in str(Device.objects.values())
        assert browser.get("/station/").url == "/station/unlock"

    def test_the_offer_says_where_as_an_address_and_as_a_code(self, lead, settings):
        settings.RETURNWELL_URL = "https://returns.house.example"
        offer = {"name": "Dock 1", "site": Site.objects.default().pk}
        page = lead.post(reverse("desk:offer-device"), offer).text
        assert "https://returns.house.example/station/enrol" in page
        assert "Where the device is set up" in page
        assert "hash" not in page

    def test_a_new_device_that_opens_the_station_is_led_to_it(self, db):
        page = Client().get("/station/", follow=True).text
        assert 'href="/station/enrol"' in page
        assert "Sending something back?" not in page
        elsewhere = Client().get("/desk/", follow=True).text
        assert "/station/enrol" not in elsewhere

    def test_a_code_works_once(self, lead):
        offer = {"name": "Dock 1", "site": Site.objects.default().pk}
        code = lead.post(reverse("desk:offer-device"), offer).context["code"]
        first, second = Client(), Client()
        assert first.post("/station/enrol", {"code": code}).status_code == 302
        assert second.post("/station/enrol", {"code": code}).status_code == 422

    def test_an_old_code_works_no_more(self, lead):
        offer = {"name": "Dock 1", "site": Site.objects.default().pk}
        code = lead.post(reverse("desk:offer-device"), offer).context["code"]
        Device.objects.update(code_until=timezone.now() - dt.timedelta(seconds=1))
        assert Client().post("/station/enrol", {"code": code}).status_code == 422

    def test_guessing_is_slowed_down(self):
        for _each in range(10):
            Client().post("/station/enrol", {"code": "BCDFGHJK"})
        page = Client().post("/station/enrol", {"code": "BCDFGHJK"})
        assert "Wait a minute" in page.content.decode()

    def test_the_same_form_again_makes_no_second_device(self, lead):
        offer = {"name": "D", "site": Site.objects.default().pk, "once": "a" * 32}
        lead.post(reverse("desk:offer-device"), offer)
        again = lead.post(reverse("desk:offer-device"), offer)
        assert again.status_code == 302
        assert Device.objects.count() == 1

    @pytest.mark.parametrize("role", [Role.WAREHOUSE, Role.SUPPORT, Role.WARRANTY])
    def test_nobody_below_a_lead_may_offer_one(self, client, role):
        client.force_login(User.objects.create_user("x@desk.example", role=role))
        assert client.get(reverse("desk:devices")).status_code == 403
        assert client.post(reverse("desk:offer-device")).status_code == 403

    def test_an_ended_device_is_a_stranger(self, at_work, lead):
        device = Device.objects.get()
        lead.post(reverse("desk:end-device", args=[device.pk]))
        assert at_work.get("/station/").url.startswith("/accounts/login")
        assert send(at_work, "x").status_code == 401


class TestSteppingUp:
    def test_the_right_pin_opens_the_station(self, at_work):
        page = at_work.get("/station/")
        assert "A. Clerk" in page.content.decode()

    def test_a_scanned_badge_alone_is_kept_and_asks_for_the_pin(self, device, operator):
        page = device.post("/station/unlock", {"badge": "HTTPS://X/S/BADGE"})
        html = page.content.decode()
        assert page.status_code == 422
        assert "Type your PIN." in html
        assert "HTTPS://X/S/BADGE" in html
        assert page.context["form"].fields["pin"].widget.attrs["autofocus"]

    def test_five_wrong_pins_lock_the_badge_even_for_the_right_one(
        self, device, operator
    ):
        for _each in range(5):
            answer = device.post(
                "/station/unlock", {"who": operator.pk, "pin": "000000"}
            )
            assert answer.status_code == 422
        right = device.post("/station/unlock", {"who": operator.pk, "pin": "246810"})
        assert "A lead gives you a new one" in right.content.decode()
        assert Badge.objects.get().tries == 5

    def test_a_pin_is_worth_nothing_without_a_device(self, operator):
        answer = Client().post("/station/unlock", {"who": operator.pk, "pin": "246810"})
        assert answer.url == "/station/enrol"

    def test_the_next_one_takes_over_and_the_first_ones_shift_ends(
        self, at_work, operator
    ):
        at_work.post("/station/unlock", {"who": operator.pk, "pin": "246810"})
        assert Shift.objects.filter(ended_at=None).count() == 1
        assert Shift.objects.count() == 2

    @pytest.mark.parametrize(
        "change",
        [
            {"seen_at": timezone.now() - dt.timedelta(minutes=16)},
            {"started_at": timezone.now() - dt.timedelta(hours=11)},
        ],
    )
    def test_an_idle_or_a_long_shift_is_locked(self, at_work, change):
        Shift.objects.update(**change)
        assert at_work.get("/station/").url == "/station/unlock"
        assert send(at_work, "x").json() == {"code": "locked"}

    def test_locking_needs_a_pin_again(self, at_work):
        at_work.post("/station/lock")
        assert at_work.get("/station/").url == "/station/unlock"

    def test_who_left_may_not_come_in(self, at_work, operator):
        User.objects.update(is_active=False)
        assert at_work.get("/station/").url == "/station/unlock"

    def test_no_page_elsewhere_is_sent_to(self, device, operator):
        told = {"who": operator.pk, "pin": "246810", "next": "https://evil.example/"}
        assert device.post("/station/unlock", told).url == "/station/"


class TestWhatADeviceMay:
    def test_it_scans_takes_in_and_grades_at_its_site(self, at_work):
        case = builders.a_case()
        assert send(at_work, "SN-1").json()["answers"][0]["verdict"] == "GO"
        line = builders.the_line(case)
        taken = at_work.post(
            reverse("station:receive", args=[case.number]),
            {f"receive-count_{line.pk}": "1"},
        )
        assert taken.status_code == 302
        sheet = at_work.get(reverse("station:sheet", args=[case.number])).content
        assert b"Keep the finding" in sheet
        assert b"Decide and tell the customer" not in sheet

    @pytest.mark.parametrize(
        ("door", "more"),
        [
            ("resolve", [1]),
            ("ship", [1]),
            ("hand_over", [1]),
            ("label", [1]),
        ],
    )
    def test_it_neither_decides_nor_ships(self, at_work, door, more):
        case = builders.a_case()
        address = reverse(f"station:{door}", args=[case.number, *more])
        ask = at_work.get if door == "label" else at_work.post
        assert ask(address).status_code == 403

    @pytest.mark.parametrize(
        "address", ["/desk/", "/desk/returns/", "/admin/", "/desk/devices/"]
    )
    def test_it_opens_no_other_door(self, at_work, address):
        assert at_work.get(address).status_code == 302

    def test_a_return_of_another_site_is_no_page(self, at_work):
        case = builders.a_case()
        other = Site.objects.default()
        other.pk, other.name = None, "Elsewhere"
        other.is_default, other._state.adding = False, True
        other.save()
        type(case).objects.update(site=other)
        for door in ("sheet", "receive", "difference"):
            address = reverse(f"station:{door}", args=[case.number])
            ask = at_work.get if door == "sheet" else at_work.post
            assert ask(address).status_code == 404
        answer = send(at_work, "SN-1").json()["answers"][0]
        assert (answer["verdict"], answer["number"]) == ("ASK", None)
        assert "Elsewhere" in answer["detail"]
