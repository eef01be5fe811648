"""The carrier's own house: the sandbox over HTTP, on days when all goes wrong."""

import io
import json
import random
import threading
import time
from datetime import timedelta
from pathlib import Path

from django.db import connection
from django.utils import timezone

from shipping import carriers, health
from shipping.carriers.sandbox import books
from shipping.carriers.sandbox.http import orders
from shipping.carriers.sandbox.http.app import Sandbox
from shipping.carriers.sandbox.http.server import serve_here
from shipping.carriers.shippo import carrier as shippo
from shipping.carriers.shippo import line
from shipping.models import SandboxLabel
from tests.chaos.jobs import HORIZON
from tests.contracts import record

READ_SECONDS = 0.3
# By the clock of this chaos a minute is an age.
LITTLE = timedelta(seconds=0.05)
BUSY = record.Said(
    "429 Too Many Requests", b'{"detail": "Too many."}', [("Retry-After", "1")]
)
BROKEN = record.Said("502 Bad Gateway", b"<html><h1>Bad gateway</h1></html>")
# How a sale goes, and how often: what is left of one goes well.
SALES = (
    (0.05, "busy"),
    (0.10, "broken before"),
    (0.20, "long after the asker left"),
    (0.32, "SBX TIMEOUT AFTER BUY"),
    (0.42, "SBX 500 AFTER BUY"),
    (0.47, "SBX TRUNCATED"),
    (0.52, "SBX CUT OFF"),
    (0.57, "SBX SOLD TWICE"),
    (0.60, "SBX FILTER EMPTY"),
    (0.64, "00004"),
    (0.70, "SBX NO CREATED BY"),
    (0.73, "SBX TRACKING OBJECT"),
    (0.76, "SBX UNKNOWN WORDS"),
    (0.79, "SBX NULLS"),
    (0.82, "SBX 200"),
)
OTHERS = ((0.03, "busy"), (0.08, "broken before"), (0.14, "broken after"))


class Hasty(shippo.ShippoCarrier):
    """The real carrier, SDK included, that waits for no answer longer than a blink."""

    def __init__(self, **options):
        super().__init__(read_seconds=READ_SECONDS, **options)


def call_hastily():
    """Let this process ask the carrier as the settings say, by the chaos's clock."""
    carriers._CARRIERS["shippo"] = f"{__name__}.Hasty"
    health._LIMITED = ()
    line._A_WHILE = shippo._A_WHILE = LITTLE


class BadDays:
    """The sandbox, late, silent, cut off, forgetful; whatever was said is written."""

    def __init__(self, seed, book):
        self.chance = random.Random(seed)
        self.book = book
        self.together = threading.Lock()
        self.manners = {
            strict: Sandbox(clock=timezone.now, strict=strict, patience=0)
            for strict in (True, False)
        }

    def __call__(self, environ, start_response):
        try:
            return self.answer(environ, start_response)
        finally:
            # One thread, one caller: its connection ends with it.
            connection.close()

    def answer(self, environ, start_response):
        content = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        asked = (environ["REQUEST_METHOD"], environ["PATH_INFO"])
        sells = asked == ("POST", "/transactions")
        plan, strict, late = self.fate(SALES if sells else OTHERS)
        said = BUSY if plan == "busy" else BROKEN
        if plan not in ("busy", "broken before"):
            if plan == "long after the asker left":
                time.sleep(READ_SECONDS + late)
            asked_for = plan if plan.isupper() or plan.isdigit() else ""
            said = self.ask(environ, content, asked_for, strict=strict)
            if sells and late > HORIZON.total_seconds() / 2:
                hide(json.loads(content)["rate"], late)
            if said.status.startswith("504"):
                time.sleep(READ_SECONDS * 1.5)
        if plan == "broken after":
            said = BROKEN
        self.write(record.line(environ, content, said, is_honest=strict and not plan))
        start_response(said.status, said.headers)
        return [said.content]

    def fate(self, plans):
        """Return what happens, in which manner, and how late a list shows it."""
        with self.together:
            luck = self.chance.random()
            strict = self.chance.random() < 0.5
            late = HORIZON.total_seconds() * self.chance.choice((0.1, 0.1, 0.8, 3))
        return next((plan for most, plan in plans if luck < most), ""), strict, late

    def ask(self, environ, content, scenario, *, strict):
        """Have the sandbox answer, and keep it from the wire."""
        told = {}

        def start(status, headers):
            told.update(status=status, headers=headers)

        asked = environ | {
            "wsgi.input": io.BytesIO(content),
            "HTTP_X_SANDBOX_SCENARIO": scenario,
        }
        pieces = self.manners[strict](asked, start)
        return record.Said(told["status"], b"".join(pieces), told["headers"])

    def write(self, line):
        with self.together, self.book.open("a") as book:
            book.write(f"{line}\n")


def hide(rate_id, seconds):
    """Let no list show the label just sold before some time has passed."""
    shown_at = timezone.now() + timedelta(seconds=seconds)
    SandboxLabel.objects.filter(rate_id=rate_id).update(visible_at=shown_at)


def serve(port, seed, book):
    """Be the carrier until somebody kills it; its ledger outlives it."""
    books.QUEUED_FOR = books.SHOWN_AFTER = orders._LAG = HORIZON / 2
    serve_here(BadDays(seed, Path(book)), port=port).serve_forever()
