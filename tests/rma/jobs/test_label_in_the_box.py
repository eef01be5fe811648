"""A return label in a swap's box is used once the new unit is there, not before."""

from datetime import timedelta

import pytest

from rma.actions import changing
from rma.models import Dispatch
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


def test_the_label_of_a_swap_chosen_later_lies_in_its_box_too():
    case = world.open_return()
    world.drain(NOON)
    changing.change_remedy(
        case=case.ref,
        position=1,
        wish=Wish.ADVANCE_REPLACEMENT,
        is_accepted=True,
        is_trusted=True,
        by=world.CUSTOMER,
        at=later(hours=1),
    )
    world.drain(later(hours=1))
    ahead = Dispatch.objects.get(line__case=case)
    assert coming_back(case).inside == ahead.box_code != ""


def test_called_off_again_it_is_the_customers_to_use():
    case = world.open_return()
    world.drain(NOON)
    told = {"case": case.ref, "position": 1, "is_trusted": True}
    told |= {"by": world.CUSTOMER, "at": later(hours=1)}
    swap = Wish.ADVANCE_REPLACEMENT
    changing.change_remedy(wish=swap, is_accepted=True, **told)
    changing.change_remedy(wish=Wish.REPLACEMENT, **told)
    assert coming_back(case).inside == ""
