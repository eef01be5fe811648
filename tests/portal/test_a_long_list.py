"""Fifty thousand units of a customer, and a return on one of them to its end."""

import os
import time

import pytest

from tests.benchmarks import crowd, world
from tests.benchmarks.installation import installed

UNITS = 50_000
MOST_SECONDS = 60
MOST_MEGABYTES = 300

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("a_long_list")
    with installed(folder, beside=os.environ.get("DATABASE_URL", "")) as place:
        yield place


@pytest.fixture(scope="module")
def staff(place):
    return world.furnish(place, count=1, staff=True)


@pytest.fixture(scope="module")
def port(place, staff):
    return place.serve().port


def say(port, call, status=201):
    (answer,) = crowd.ask(port, call)
    assert answer.status == status, answer.body
    return answer.json()


@pytest.mark.timeout(600)
class TestFiftyThousandUnits:
    def test_are_imported_and_a_return_on_one_of_them_goes_all_the_way(
        self, place, staff, port
    ):
        # They come in a file.
        path = world.write_units(place.folder / "many.csv", world.units(1, UNITS))
        began = time.monotonic()
        said = place.manage(["import_units", str(path)])
        assert time.monotonic() - began < MOST_SECONDS
        assert f"created: {UNITS}" in said
        assert place.peak_megabytes < MOST_MEGABYTES

        # One of them fails; its label is bought by the worker.
        serial = world.serial(UNITS // 2 + 77)
        asked = world.asked(serial, account=world.ACCOUNT)
        number = say(port, staff.post("/returns", asked))["number"]
        scan = staff.post("/scans", {"code": serial})
        assert say(port, scan, 200)["verdict"] == "GO"
        worker = place.work()
        until_status(port, staff.get(f"/returns/{number}/documents/label"), 200)
        place.end(worker)

        # It arrives, is looked at, and is settled.
        lines = {"lines": [{"serial": serial, "quantity": 1}]}
        say(port, staff.post(f"/returns/{number}/receipts", lines))
        assert say(port, scan, 200)["verdict"] == "SEEN"
        found = {
            "serial": serial,
            "outcome": "fault_confirmed",
            "grade": "C",
            "notes": "No picture.",
        }
        say(port, staff.post(f"/returns/{number}/inspections", found))
        settled = {"serial": serial, "kind": "credit"}
        say(port, staff.post(f"/returns/{number}/resolutions", settled))

        # Nothing is left to do.
        told = say(port, staff.get(f"/returns/{number}"), 200)
        assert (told["status"], told["lines"][0]["resolved"]) == ("closed", 1)
        assert told["closed_at"] is not None
        assert "Everything is as it must be." in place.manage(["check_invariants"])


def until_status(port, call, status, seconds=60):
    ends = time.monotonic() + seconds
    while crowd.ask(port, call)[0].status != status:
        assert time.monotonic() < ends, "never"
        time.sleep(0.2)
