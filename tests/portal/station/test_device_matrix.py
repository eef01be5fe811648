"""What a device may open, over the whole map of addresses; a new one must be named."""

import pytest
from django.test import Client

from rma.actions import receiving
from rma.models import Device, User
from rma.rules.words import Role
from rma.steps.counting import Arrival
from tests.pages.finding import pages, patterns
from tests.portal.station.conftest import send
from tests.rma import builders
from tests.rma.builders import CLERK, NOON

pytestmark = pytest.mark.django_db

# Scan, take in, grade, and what these three need. Everything else is somebody else's.
MAY = {
    "home", "scans", "now", "enrol", "unlock", "lock", "photo", "day", "waiting",
    "put_away", "mystery", "parked", "mystery_label", "commands", "calibration",
    "unit_label", "manifest", "shell", "worker", "sheet", "receive", "difference",
    "photos", "slots", "case_photo", "erase", "undo", "inspect",
}  # fmt: skip


@pytest.fixture
def case():
    made = builders.a_case()
    receiving.receive_units(
        case=made.ref, arrivals=(Arrival(serial="SN-1"),), by=CLERK, at=NOON
    )
    return made


def asked(browser, path):
    """Return what getting and sending an address answer."""
    answers = [browser.get(path), browser.post(path)]
    return [(each.status_code, each.headers.get("Location", "")) for each in answers]


def is_refused(answers):
    """Say whether every answer forbids, or asks for staff to sign in."""
    return all(
        code in (403, 405) or (code == 302 and there.startswith("/accounts/login"))
        for code, there in answers
    )


# What stands on parcels and units leads a device to its own loop.
_OUR_CODES = ("customer:scan", "customer:sticker")


class TestTheMap:
    def test_at_the_station_it_may_do_its_work_and_nothing_else(self, at_work, case):
        seen = {page.name: page for page in pages([case])}
        station = {
            name.removeprefix("station:"): page
            for name, page in seen.items()
            if name.startswith("station:")
        }
        # Locking ends the shift: it comes last.
        order = sorted(station, key=lambda name: name in ("lock", "unlock", "enrol"))
        opened = {
            name for name in order if not is_refused(asked(at_work, station[name].path))
        }
        assert opened == set(station) & MAY
        named = {name.removeprefix("station:") for name, _pattern in patterns()}
        assert named >= MAY, "a door that is no more"

    def test_elsewhere_it_is_a_stranger(self, at_work, case):
        stranger = Client()
        for page in pages([case]):
            # Our QR leads whoever has a device to the station, that is all.
            if page.name.startswith("station:") or page.name in _OUR_CODES:
                continue
            known, unknown = asked(at_work, page.path), asked(stranger, page.path)
            assert known == unknown, page.name

    def test_programs_doors_do_not_know_it(self, at_work, case):
        for path in (f"/api/v1/returns/{case.number}", "/api/v1/returns"):
            assert at_work.get(path).status_code == Client().get(path).status_code

    def test_whoever_stands_at_it_the_device_lends_no_more(self, at_work, case):
        User.objects.update(role=Role.ADMIN)
        for path in ("/desk/", "/desk/devices/", "/setup/", "/admin/"):
            assert at_work.get(path).status_code in (302, 404), path
        decide = f"/station/{case.number}/decide/{builders.the_line(case).pk}"
        assert at_work.post(decide).status_code == 403

    def test_an_ended_one_stops_with_the_next_thing_it_asks(self, at_work, case):
        assert send(at_work, "SN-1").status_code == 200
        Device.objects.update(revoked_at=NOON, revoked_by="L. Lead")
        assert send(at_work, "SN-1").status_code == 401
        for path in (f"/station/{case.number}/", "/station/day", "/station/manifest"):
            assert at_work.get(path).status_code in (302, 401), path
