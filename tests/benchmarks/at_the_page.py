"""The page of a return for many at once, and how long two look-ups take alike."""

import itertools
import re
import statistics
from time import perf_counter

from django.test import Client

from rma.messages import links
from rma.models import Case
from tests.benchmarks import crowd, over_http
from tests.benchmarks.crowd import Call
from tests.benchmarks.measuring import Finding, Sample
from tests.benchmarks.over_http import Bench

CLIENTS = 16
COUNT = 240
LOOK_UPS = 5_000
# A form's own secret, new in each answer.
_FORM = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def pages(at: Bench, number: str, rounds: int) -> list[Finding]:
    """Show a return to its customer: drawn, and to a browser that has it already."""
    visitor = Client(SERVER_NAME="localhost")
    token = links.tracking_token(Case.objects.numbered(number))
    visitor.get(f"/t/{token}")
    cookie = "; ".join(f"{key}={one.value}" for key, one in visitor.cookies.items())
    path = f"/r/{number}/"
    drawn = Call("GET", path, headers={"Cookie": cookie})
    (answer,) = crowd.ask(at.ours.port, drawn)
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    known = drawn.headers | {"If-None-Match": answer.headers["etag"]}
    unchanged = Call("GET", path, headers=known)
    places = itertools.cycle(range(1, over_http.ROWS, 7))
    return [
        over_http.beside(
            at, f"page of a return, {what}, {CLIENTS} at once", lambda call=call: call,
            lambda: Call("GET", f"/look/C{next(places):07}"),
            clients=CLIENTS, count=COUNT, rounds=rounds, limit=limit,
        )
        for what, call, limit in (("drawn", drawn, None), ("unchanged", unchanged, 500))
    ]  # fmt: skip


def look_ups(number: str) -> Finding:
    """Ask for the link to a return by its address and by none; tell them apart."""
    known = {"number": number, "email": "ada@nordlicht.example"}
    unknown = {"number": "RMA-BCDF-GHJK-NPRSF", "email": "ada@nordlicht.example"}
    client = Client(SERVER_NAME="localhost")
    taken: dict[str, list[float]] = {"known": [], "unknown": []}
    seen = set()
    for place in range(LOOK_UPS):
        # Each from a caller of its own, or the throttle would answer.
        caller = f"10.{place >> 14}.{place >> 7 & 127}.{place & 127}"
        asked = [("known", known), ("unknown", unknown)]
        # Whoever is always second might wait for what the first one left behind.
        for name, told in asked if place % 2 else reversed(asked):
            began = perf_counter()
            answer = client.post("/track", told, REMOTE_ADDR=caller)
            taken[name].append((perf_counter() - began) * 1000)
            body = _FORM.sub(b"", answer.content)
            heads = tuple(sorted((k, v) for k, v in answer.headers.items()))
            seen.add((answer.status_code, body, _without_secrets(heads)))
    if len(seen) != 1:
        raise RuntimeError(f"{len(seen)} answers are not alike.")
    known_ms, unknown_ms = (statistics.median(each) for each in taken.values())
    return Finding(
        f"look-up, known less unknown, 2 x {LOOK_UPS:,}", "ms",
        Sample(abs(known_ms - unknown_ms)), Sample(unknown_ms), limit=2,
    )  # fmt: skip


def _without_secrets(heads: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    nonce = re.compile(r"nonce-[^']+")
    return tuple((name, nonce.sub("", value)) for name, value in heads)
