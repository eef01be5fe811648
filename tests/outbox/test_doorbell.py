"""The bell: quick where a broker is, cheap where it is dead, never needed."""

import os
import socket
import time

import pytest
from celery import Celery
from django.test import override_settings

from outbox import doorbell


@pytest.fixture(autouse=True)
def fresh_bell():
    doorbell._Breaker.quiet_until = 0.0
    yield
    doorbell._Breaker.quiet_until = 0.0


def seconds(work):
    began = time.monotonic()
    work()
    return time.monotonic() - began


@pytest.fixture
def silent_port():
    """A server that takes connections and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(8)
        yield listener.getsockname()[1]


class TestRing:
    def test_without_a_broker_does_nothing(self):
        with override_settings(BROKER_URL=""):
            assert seconds(doorbell.ring) < 0.1

    @pytest.mark.parametrize("scheme", ["redis://", "amqp://guest:guest@"])
    def test_with_a_dead_broker_is_quick_and_raises_nothing(self, scheme):
        with override_settings(BROKER_URL=f"{scheme}127.0.0.1:9/"):
            assert seconds(doorbell.ring) < 1.5

    @pytest.mark.parametrize("scheme", ["redis://", "amqp://guest:guest@"])
    def test_with_a_silent_broker_gives_up_after_a_second_and_then_stays_quiet(
        self, scheme, silent_port
    ):
        with override_settings(BROKER_URL=f"{scheme}127.0.0.1:{silent_port}/"):
            assert seconds(doorbell.ring) < 3
            assert seconds(doorbell.ring) < 0.05


@pytest.fixture
def broker():
    """The broker of this lane, its queue empty."""
    address = os.environ["BROKER_URL"]
    with Celery(broker=address).connection_for_write() as connection:
        queue = connection.SimpleQueue(doorbell.QUEUE, queue_opts={"durable": True})
        queue.clear()
        yield address, queue
        queue.clear()


def celery_worker(yard, address):
    arguments = ["-A", "config", "worker", "--concurrency=2", "--loglevel=info"]
    arguments += ["--without-gossip", "--without-mingle"]
    return yard.start("-m", "celery", *arguments, BROKER_URL=address)


def is_ready(yard):
    """A worker that was once heard of has loaded everything."""
    return bool(yard.rows("select 1 from outbox_heartbeat"))


@pytest.mark.doorbell
class TestACeleryWorker:
    def test_does_what_the_bell_announces_within_seconds(self, yard, broker):
        address, _ = broker
        worker = celery_worker(yard, address)
        yard.wait(lambda: is_ready(yard), 30)
        companion = yard.rows("select worker from outbox_heartbeat")[0]

        for number in range(10):
            yard.post("test.effect", f"job:{number}")
            with override_settings(BROKER_URL=address):
                doorbell.ring()
            yard.wait(lambda n=number: f"job:{n}" in yard.effects(), 10)

        # The companion may be first at some, but the bell must have woken others.
        workers = set(yard.rows("select worker from outbox_attempt"))
        assert workers - {companion}
        worker.terminate()
        assert worker.wait(30) == 0

    def test_finishes_all_jobs_with_every_message_thrown_away(self, yard, broker):
        address, queue = broker
        keys = sorted(f"job:{number}" for number in range(100))
        worker = celery_worker(yard, address)
        yard.wait(lambda: is_ready(yard), 30)

        began = time.monotonic()
        with override_settings(BROKER_URL=address):
            for start in range(0, 100, 10):
                doorbell.ring()
                queue.clear()
                yard.post("test.effect", *keys[start : start + 10])
        while yard.open():
            queue.clear()
            assert time.monotonic() - began < 30
            time.sleep(0.1)

        assert [key for key in yard.effects() if key != "daily"] == keys
        worker.terminate()
        assert worker.wait(30) == 0
