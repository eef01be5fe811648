"""A sandbox that speaks HTTP on this machine, and the real carrier pointed at it."""

import threading
from wsgiref.simple_server import WSGIServer

import pytest
from django.db import connections

from shipping.carriers.sandbox.http.app import Sandbox
from shipping.carriers.sandbox.http.server import Quiet
from shipping.carriers.shippo.carrier import ShippoCarrier
from tests.contracts import judge
from tests.shipping.builders import NOON

TOKEN = "shippo_test_sandbox1"
READ_SECONDS = 0.4


class Shop:
    """The sandbox's server, its clock, and the carrier that asks it."""

    def __init__(self, port, judged):
        self.at = NOON
        self.base = f"http://127.0.0.1:{port}"
        self.judged = judged
        self.carrier = ShippoCarrier(
            token=TOKEN, base=self.base, read_seconds=READ_SECONDS
        )


@pytest.fixture(params=["strict", pytest.param("as observed", marks=pytest.mark.slow)])
def manner(request):
    """Say whether answers follow the document or what was observed."""
    return request.param


@pytest.fixture
def shop(db, manner):
    """Serve the sandbox over the test's own connection, each exchange judged."""
    server = WSGIServer(("127.0.0.1", 0), Quiet)
    shop = Shop(server.server_port, judge.Judged())
    application = Sandbox(
        clock=lambda: shop.at, strict=manner == "strict", patience=READ_SECONDS * 1.5
    )
    server.set_app(shop.judged.between(application, answers=manner == "strict"))
    connection = connections["default"]
    connection.inc_thread_sharing()

    def serve():
        connections["default"] = connection
        server.serve_forever(poll_interval=0.02)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield shop
    server.shutdown()
    thread.join()
    server.server_close()
    connection.dec_thread_sharing()
    shop.judged.verdict()
