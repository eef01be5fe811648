"""The packing table by scanner alone: another unit is a STOP, the right one goes."""

import pytest
from django.urls import reverse

from rma.actions import receiving, resolving
from rma.models import Dispatch
from rma.rules.words import ResolutionKind
from rma.steps.counting import Arrival
from tests.journeys.station.scanner import pull
from tests.rma import builders
from tests.rma.builders import CLERK, NOON, the_line

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def waiting(company):
    """Return a unit that waits to go back as it came."""
    case = builders.a_case()
    arrivals = (Arrival(serial="SN-1"),)
    receiving.receive_units(case=case.ref, arrivals=arrivals, by=CLERK, at=NOON)
    kind = ResolutionKind.RETURN_AS_IS
    resolving.resolve_units(case=case.ref, kind=kind, serial="SN-1", by=CLERK, at=NOON)
    return Dispatch.objects.get(line=the_line(case))


class TestPackingByScan:
    def test_the_unit_sends_its_form_and_what_belongs_to_no_field_leads_to_the_list(
        self, station, live_server, waiting
    ):
        address = reverse("station:pack", args=[waiting.pk])
        station.goto(f"{live_server.url}{address}")
        station.locator("#packing").wait_for(state="attached")
        station.wait_for_timeout(400)
        pull(station, "SN-OTHER")
        station.get_by_text(
            "STOP: this is another unit. SN-1 must leave."
        ).first.wait_for()
        waiting.refresh_from_db()
        assert waiting.shipped_at is None

        station.wait_for_timeout(400)
        pull(station, "SN-1")
        station.get_by_text("Label is being made").first.wait_for()
        waiting.refresh_from_db()
        assert (waiting.serial, waiting.shipped_by) == ("SN-1", "A. Clerk")

        station.wait_for_timeout(400)
        pull(station, "NOBODY-1")
        station.wait_for_url("**/station/out/**scanned=NOBODY-1")
