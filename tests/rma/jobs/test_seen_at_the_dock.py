"""A box whose label the dock scans: its customer reads of it before it is opened."""

import uuid

import pytest

from rma.actions import scanning
from rma.actions.scanning import Reading
from rma.rules.words import Step
from shipping.models import Parcel
from tests.rma.builders import CLERK
from tests.rma.jobs import world
from tests.rma.jobs.world import NOON, later

pytestmark = pytest.mark.django_db


def scan(text, at, name=None):
    reading = Reading(name or uuid.uuid4(), text, at)
    return scanning.keep_scan(reading=reading, by=CLERK, at=at)


def test_arrives_for_its_customer_with_the_worker_s_next_breath(mailbox):
    case = world.open_return()
    world.drain(NOON)
    number = Parcel.objects.get(shipment__reference=case.number).tracking_number
    at = later(days=2)
    name = uuid.uuid4()
    assert scan(number, at, name).verdict == "GO"
    scan(number, at, name)
    scan(number, at)
    world.drain(at)
    case.refresh_from_db()
    assert case.situation == "at_our_door"
    assert case.promises.get(step=Step.ARRIVE).kept_at == at
    assert mailbox.names.count("arrived") == 1
    assert Parcel.objects.get(shipment__reference=case.number).delivered_at == at


def test_what_the_carrier_says_afterwards_takes_it_nowhere_else(mailbox):
    case = world.open_return()
    world.drain(NOON)
    number = Parcel.objects.get(shipment__reference=case.number).tracking_number
    scan(number, later(days=2))
    world.drain(later(days=2))
    world.carry(case, "in", later(days=3))
    case.refresh_from_db()
    assert case.situation == "at_our_door"
    assert mailbox.names.count("arrived") == 1


def test_takes_six_statements_at_most(django_assert_max_num_queries):
    case = world.open_return()
    world.drain(NOON)
    number = Parcel.objects.get(shipment__reference=case.number).tracking_number
    # Two of them hold the place to go back to.
    with django_assert_max_num_queries(5 + 2):
        scan(number, later(days=2))
