"""The door for hooks at a real web server, with everything behind it down."""

import hashlib
import hmac
import http.client
import json
import os
import signal
import threading
import time

import pytest

from tests.benchmarks.installation import Installation
from tests.outbox.yard import Yard

SECRET = "chaos-" + "s" * 32
KEY = "whsec_chaos_door"
HOOKS, SENDERS = 300, 4
NOWHERE = "127.0.0.1:9"


def hook(number):
    told = {"carrier": "ups", "tracking_number": f"1Z{number:016}"}
    return json.dumps({"event": "track_updated", "data": told}).encode()


def signed(body, key=KEY, at=None):
    moment = str(int(at or time.time()))
    said = hmac.new(key.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    return {"Shippo-Auth-Signature": f"t={moment},v1={said.hexdigest()}"}


class Door:
    """A web server whose broker and carrier are nowhere, and which has no worker."""

    def __init__(self, folder, address):
        self.place = Installation(folder, address)
        self.database = Yard(folder, address)
        self.took, self.kept = [], set()
        self.open()

    def open(self):
        self.server = self.place.serve(
            BROKER_URL=f"redis://{NOWHERE}/0",
            SHIPPING_CARRIER="shippo",
            SHIPPO_API_TOKEN="shippo_test_sandbox1",
            SHIPPO_API_BASE=f"http://{NOWHERE}",
            SHIPPO_WEBHOOK_SECRET=SECRET,
            SHIPPO_WEBHOOK_HMAC=KEY,
        )

    def kill(self):
        os.killpg(self.server.process.pid, signal.SIGKILL)
        self.server.process.wait()

    def send(self, body, **headers):
        """Send a hook; None where the server died before it answered."""
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        began = time.perf_counter()
        try:
            line.request("POST", f"/hooks/shippo/{SECRET}", body, headers)
            status = line.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()
        self.took.append(time.perf_counter() - began)
        return status

    def rows(self):
        rows = self.database.rows("select body_hash, state from shipping_carrierhook")
        return {told for told, _state in rows}, [state for _told, state in rows]

    def storm(self, numbers):
        """Send hooks as a carrier does: again until somebody says that it is kept."""
        for number in numbers:
            body = hook(number)
            while self.send(body, **signed(body)) != 202:
                time.sleep(0.05)
            self.kept.add(hashlib.sha256(body).hexdigest())


@pytest.fixture
def door(whole_product, tmp_path):
    door = Door(tmp_path, whole_product["DATABASE_URL"])
    yield door
    door.place.end()


@pytest.mark.chaos
@pytest.mark.timeout(600)
class TestTheDoorForHooks:
    def test_loses_nothing_it_said_it_kept_and_keeps_it_once(self, door):
        # Each one three times: the carrier sends again what was answered well, too.
        senders = [
            threading.Thread(target=door.storm, args=([*range(first, HOOKS, 4)] * 3,))
            for first in range(SENDERS)
        ]
        for sender in senders:
            sender.start()
        for _ in range(3):
            time.sleep(1)
            door.kill()
            door.open()
        for sender in senders:
            sender.join()

        took = sorted(door.took)
        print(  # noqa: T201
            f"{len(took)} hooks answered, half within {took[len(took) // 2] * 1000:.0f}"
            f" ms, 99 in 100 within {took[len(took) * 99 // 100] * 1000:.0f} ms"
        )
        kept, states = door.rows()
        assert kept == door.kept
        assert len(states) == HOOKS
        assert set(states) == {"new"}
        assert took[len(took) // 2] < 0.25

    def test_keeps_out_what_is_forged_stale_or_too_large(self, door):
        body = hook(1)
        assert door.send(body, **signed(body, "another")) == 401
        assert door.send(body, **signed(hook(2))) == 401
        assert door.send(body, **signed(body, at=time.time() - 3600)) == 401
        assert door.send(body) == 401
        large = b" " * (256 * 1024 + 1)
        assert door.send(large, **signed(large)) in (413, None)
        assert door.rows() == (set(), [])

        most = b" " * 256 * 1024
        assert door.send(most, **signed(most)) == 202
