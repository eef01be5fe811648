"""A carrier that is slow, drips and fails: no page notices, and the queue drains."""

import os
import statistics
import sys
import time

import pytest

from tests.benchmarks import crowd, world
from tests.benchmarks.crowd import Call
from tests.benchmarks.installation import Installation, free_port
from tests.chaos.proxy import Proxy
from tests.contracts import record
from tests.outbox.yard import Yard

SLOW = float(os.environ.get("CHAOS_SLOW_SECONDS", "30"))
RETURNS = 12
ROUNDS = 10


class Scene:
    """The product, its worker, the sandbox as the carrier, and a proxy in between."""

    def __init__(self, folder, address):
        self.place = Installation(folder, address)
        self.database = Yard(folder, address)
        sandbox = free_port()
        self.proxy = Proxy(sandbox, SLOW)
        self.env = {
            "SHIPPING_CARRIER": "shippo",
            "SHIPPO_API_TOKEN": "shippo_test_sandbox1",
            "SHIPPO_API_BASE": f"http://127.0.0.1:{self.proxy.server_port}",
            "CHAOS_SLOW_SECONDS": str(SLOW),
        }
        self.program = world.furnish(self.place, count=RETURNS + 1)
        manage = [sys.executable, "manage.py", "sandbox", f"--port={sandbox}"]
        self.place.start(manage)
        self.port = self.place.serve(**self.env).port

    def open_returns(self, numbers):
        """Have labels owed, and return the number of the last return."""
        calls = [
            self.program.post("/returns", world.asked(world.serial(number)))
            for number in numbers
        ]
        answers = crowd.ask(self.port, *calls)
        assert {answer.status for answer in answers} == {201}
        return answers[-1].json()["number"]

    def work(self):
        self.place.start([sys.executable, "-m", "tests.chaos.impatient"], **self.env)

    def seconds_of_pages(self, number):
        """Return how long pages and programs wait now: in the middle, and at worst."""
        calls = [
            Call("GET", "/"),
            Call("GET", "/track"),
            self.program.get(f"/returns/{number}"),
            self.program.get("/returns?limit=10"),
        ] * ROUNDS
        took = [answer.seconds for answer in crowd.ask(self.port, *calls)]
        return statistics.median(took), max(took)

    def bought(self):
        sql = "select count(*) from shipping_labelpurchase where state = 'purchased'"
        return self.database.rows(sql)[0][0]

    def circuit(self):
        """Return whether the circuit is open, and how many calls failed in a row."""
        sql = "select open_until, failures from shipping_carriercircuit"
        rows = self.database.rows(f"{sql} where line = 'ask'")
        return (rows[0][0] is not None, rows[0][1]) if rows else (False, 0)


def until(condition, seconds):
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, f"not within {seconds} s"
        time.sleep(0.05)


@pytest.fixture
def scene(whole_product, tmp_path):
    scene = Scene(tmp_path, whole_product["DATABASE_URL"])
    yield scene
    scene.place.end()
    scene.proxy.shutdown()
    scene.proxy.server_close()


@pytest.mark.chaos
@pytest.mark.timeout(1200)
def test_a_slow_carrier_is_noticed_by_nobody_but_its_own_worker(scene):
    proxy = scene.proxy
    number = scene.open_returns([RETURNS])
    scene.seconds_of_pages(number)
    usual, _ = scene.seconds_of_pages(number)

    # It answers after thirty seconds, then a byte now and then.
    scene.open_returns(range(RETURNS))
    told = {}
    for manner in ("silent", "drip"):
        proxy.manner = manner
        before = len(proxy.asked)
        if manner == "silent":
            scene.work()
        until(lambda before=before: len(proxy.asked) > before, 60 + 3 * SLOW)
        told[manner] = scene.seconds_of_pages(number)

    # Then it only fails: the circuit opens within ten failures, and it is left alone.
    proxy.manner = "failing"
    until(lambda: scene.circuit()[0], 60 + 10 * SLOW)
    until_open = len(proxy.asked)
    told["open"] = scene.seconds_of_pages(number)
    print(  # noqa: T201
        f"usually {usual * 1000:.0f} ms; "
        f"{ {each: f'{middle * 1000:.0f}' for each, (middle, _) in told.items()} }; "
        f"open after {until_open} calls"
    )
    assert until_open <= 10
    assert scene.bought() == 0
    for middle, worst in told.values():
        assert middle < 3 * usual + 0.1
        assert worst < SLOW

    # It is well again: one call tries, and every label is bought, once.
    proxy.manner = "well"
    until(lambda: scene.bought() == RETURNS + 1, 120 + 10 * SLOW)
    assert scene.circuit() == (False, 0)
    sold = "select count(*), count(distinct ref) from shipping_sandboxlabel"
    assert scene.database.rows(sold) == [(RETURNS + 1, RETURNS + 1)]
    _, objections = record.judged("\n".join(proxy.heard))
    assert objections == []
