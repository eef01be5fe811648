"""Each parcel has its name on the page, and what its carrier saw stands under it."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.urls import reverse

from portal.customer import parcel_rows
from rma.messages import links
from rma.queries.tracking_page import tracking_page
from tests.rma.jobs import world
from tests.rma.jobs.world import NOON, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    """Return a return that is back with a replacement on its way out."""
    case = world.open_return()
    world.drain(NOON)
    at = world.carry(case, "in", later(hours=1))
    world.receive(case, at)
    world.inspect(case, at)
    world.resolve(case, at)
    world.drain(at)
    world.ship(case, later(days=2))
    world.drain(later(days=2))
    world.move_parcel(case, "out", later(days=2, hours=1))
    return case


def test_what_a_carrier_saw_stands_under_the_parcel_it_saw(client, case):
    client.get(f"/t/{links.tracking_token(case)}")
    body = client.get(reverse("customer:case", args=[case.number])).text
    (unfolded,) = re.findall(r"What the carrier saw.*?</details>", body, re.DOTALL)
    _before, here, there = unfolded.split('<h3 class="section-title">')
    assert here.startswith("To us<")
    assert "Delivered" in here
    assert there.startswith("To you<")
    assert "Delivered" not in there


def test_a_loaners_ways_and_boxes_alike_have_names_of_their_own(case):
    page = tracking_page(case)
    inbound, out = page.dossier.parcels
    more = {
        "parcels": (
            inbound,
            replace(inbound, parcel_id=901),
            out,
            replace(out, parcel_id=902, is_loaner=True),
            replace(inbound, parcel_id=903, is_loaner=True),
        )
    }
    shown = SimpleNamespace(dossier=SimpleNamespace(**more))
    rows = parcel_rows.rows(shown, NOON.date(), NOON)
    assert [row["title"] for row in rows] == [
        "To us, box 1 of 2",
        "To us, box 2 of 2",
        "To you",
        "Loaner, to you",
        "Loaner, back to us",
    ]
