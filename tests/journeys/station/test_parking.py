"""A parcel nobody knows, parked by a scanner and a camera alone: bar W7 of the dock."""

import time

import pytest
from PIL import Image

from rma.models import MysteryParcel, Shelf, Site, Upload
from rma.rules import numbers
from rma.rules.commands import Command, code_of
from tests.journeys.station.scanner import pull, scan, verdict

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SECONDS = 20


@pytest.fixture
def shot(tmp_path):
    path = tmp_path / "label.png"
    Image.new("RGB", (40, 40), "navy").save(path)
    return path


def test_is_parked_in_twenty_seconds_with_its_photo_shelf_and_label(station, shot):
    code = numbers.checked("BCDFGHJKNPRS")
    Shelf.objects.create(site=Site.objects.default(), name="Cage 1", code=code)
    printed = []
    station.expose_function("printed", lambda: printed.append(1))
    station.add_init_script("window.print = () => window.printed()")
    began = time.monotonic()

    scan(station, "WHO-IS-THIS-1")
    verdict(station, "We do not know this code")
    pull(station, code_of(Command.OPEN))
    station.wait_for_url("**/mystery?code=*")
    station.wait_for_load_state()
    with station.expect_file_chooser() as opened:
        pull(station, code_of(Command.PHOTO))
    opened.value.set_files(shot)
    pull(station, code)
    station.get_by_role("link", name="Print its label").wait_for()
    parked_in = time.monotonic() - began

    row = MysteryParcel.objects.get()
    assert (row.shelf.name, row.read) == ("Cage 1", "WHO-IS-THIS-1")
    assert Upload.objects.filter(mystery=row).count() == 1
    assert parked_in < SECONDS
    station.get_by_role("link", name="Print its label").click()
    station.locator(".label", has_text=row.number).wait_for()
    station.wait_for_function("document.readyState === 'complete'")
    station.wait_for_timeout(200)
    assert printed == [1], "one press, and it is on paper"


def test_another_number_on_the_box_is_added_and_parks_nothing(station, live_server):
    station.goto(f"{live_server.url}/station/mystery?code=FIRST-1")
    pull(station, "SECOND-22")
    field = station.locator("[data-scan=note]")
    station.wait_for_function(
        "document.querySelector('[data-scan=note]').value !== 'FIRST-1'"
    )
    assert field.input_value() == "FIRST-1 SECOND-22"
    assert not MysteryParcel.objects.exists()
