"""Fifty clicks at the same moment: one order, one label, fifty equal answers."""

import os
import threading

import pytest
from django.db import connection

from rma.actions import labelling
from shipping import purchasing
from shipping.models import LabelPurchase, SandboxLabel, Shipment
from tests.rma.jobs import world
from tests.rma.jobs.world import NOON

CLICKS = 50


def click(case, parcel_id, start, told):
    try:
        start.wait(60)
        labelling.order_again(
            case=case.ref, parcel_id=parcel_id, by=world.STAFF, at=NOON
        )
        told.append("ordered")
    except labelling.NotFailed:
        told.append("stands already")
    finally:
        connection.close()


def rounds(times):
    case = world.open_return()
    Shipment.objects.update(sender={**case.ship_from, "postal_code": "00003"})
    world.drain(NOON)
    parcel_id = LabelPurchase.objects.get().parcel_id
    for number in range(times):
        start, told = threading.Barrier(CLICKS), []
        threads = [
            threading.Thread(target=click, args=(case, parcel_id, start, told))
            for _ in range(CLICKS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert told.count("ordered") == 1, told
        assert len(told) == CLICKS
        assert LabelPurchase.objects.count() == number + 2
        newest = LabelPurchase.objects.latest("id")
        purchasing.settle(purchase_id=newest.pk, at=NOON)


@pytest.mark.django_db(transaction=True)
class TestFiftyClicks:
    def test_make_one_order(self):
        rounds(1)
        assert not SandboxLabel.objects.exists()

    @pytest.mark.chaos
    @pytest.mark.timeout(1200)
    def test_make_one_order_time_after_time(self):
        rounds(int(os.environ.get("CHAOS_ROUNDS", "200")))
