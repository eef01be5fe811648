"""A letter at each step, from "it failed" to closed, as a mail program reads them."""

import pytest

from outbox.models import Job
from rma.models import Message
from rma.rules.words import CaseStatus
from tests.rma.jobs import world
from tests.rma.jobs.mailbox import links_in, text_of
from tests.rma.jobs.world import NOON, later

pytestmark = pytest.mark.django_db


def walk():
    """Take one camera all the way, with a worker that keeps up."""
    case = world.open_return()
    world.drain(NOON)
    at = world.carry(case, "in", later(days=1))
    world.receive(case, at)
    world.drain(at)
    at = later(days=2)
    world.inspect(case, at)
    world.drain(at)
    world.resolve(case, at)
    world.drain(at)
    world.ship(case, at)
    world.drain(at)
    world.carry(case, "out", later(days=3))
    return world.again(case)


class TestAWholeWalk:
    def test_tells_the_customer_each_step_once(self, mailbox):
        case = walk()
        assert case.status == CaseStatus.CLOSED
        assert mailbox.names == [
            "approved",
            "on_the_way",
            "arrived",
            "inspected",
            "resolution_decided",
            "shipped",
            "delivered",
            "closed",
        ]
