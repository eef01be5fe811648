"""A return label in a swap's box is used once the new unit is there, not before."""

from datetime import timedelta

import pytest

from rma.rules.words import Wish
from shipping.models import Parcel
from tests.rma.jobs import world
from tests.rma.jobs.world import NOON, later

pytestmark = pytest.mark.django_db


def coming_back(case):
    return Parcel.objects.get(shipment__reference=case.number, shipment__direction="in")


def test_a_swaps_label_waits_for_the_new_unit():
    case = world.open_return(wish=Wish.ADVANCE_REPLACEMENT)
    world.drain(NOON)
    for hours in (5, 12, 26):
        world.tick(later(hours=hours))
    assert coming_back(case).state == "label_ready"

    world.ship(case, later(days=1, hours=3))
    world.drain(later(days=1, hours=3))
    there = world.carry(case, "out", later(days=2))
    world.tick(there + timedelta(hours=6))
    assert coming_back(case).state == "label_ready"
    world.tick(there + timedelta(days=1, hours=6))
    assert coming_back(case).state in ("handed_over", "moving")
