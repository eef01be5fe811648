"""What is measured at a web server, by many clients at once, beside a bare one."""

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks import crowd, world
from tests.benchmarks.crowd import Call, Program
from tests.benchmarks.installation import Installation, Server
from tests.benchmarks.measuring import Finding, Sample, compare

CLIENTS = 16
READS, WRITES = 240, 64
ROWS = 10_000
# What was asked for, or that the caller has it already.
_WELL = (200, 201, 202, 204, 304)
FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")

Make = Callable[[], Call]


@dataclass(frozen=True)
class Bench:
    """Two servers alike, ours and a bare one, and a program at ours."""

    ours: Server
    bare: Server
    program: Program
    staff: Program
    serials: Iterator[str]

    def opening(self) -> Call:
        """Return the request that opens a return for a unit not used before."""
        return self.program.post("/returns", world.asked(next(self.serials)))

    def open_one(self) -> str:
        """Open a return and return its number."""
        (answer,) = crowd.ask(self.ours.port, self.opening())
        number: str = answer.json()["number"]
        return number


def bench(place: Installation, keys: Sequence[str], serials: Iterator[str]) -> Bench:
    """Start both servers."""
    return Bench(
        place.serve(),
        place.serve("tests.benchmarks.floor_wsgi:application"),
        Program(keys[0]),
        Program(keys[1]),
        serials,
    )


def open_a_return(at: Bench, rounds: int) -> list[Finding]:
    """Open returns; the floor writes three rows in one transaction."""
    body = at.opening().body
    floor = Call("POST", "/returns", body, {"Content-Type": "application/json"})
    return [
        beside(
            at, f"open a return, {clients} at once", at.opening, lambda: floor,
            clients=clients, count=WRITES // (1 if clients > 1 else 4),
            rounds=rounds, budget=1 / 3,
        )
        for clients in (1, CLIENTS)
    ]  # fmt: skip


def scan(at: Bench, number: str, rounds: int) -> list[Finding]:
    """Scan a code; the floor reads one row by its index."""
    ours = at.staff.post("/scans", {"code": number})
    places = itertools.cycle(range(1, ROWS, 7))
    return [
        beside(
            at, f"scan, {clients} at once", lambda: ours,
            lambda: Call("GET", f"/look/C{next(places):07}"),
            clients=clients, count=READS // (1 if clients > 1 else 4),
            rounds=rounds, budget=0.5,
        )
        for clients in (1, CLIENTS)
    ]  # fmt: skip


def list_returns(at: Bench, rounds: int) -> Finding:
    """List 25 returns of one status; the floor is a bare page by keyset."""
    ours = at.program.get("/returns?status=approved")
    return beside(
        at, f"list 25 returns, {CLIENTS} at once", lambda: ours,
        lambda: Call("GET", f"/page/{ROWS}"),
        clients=CLIENTS, count=READS // 2, rounds=rounds, budget=0.5,
    )  # fmt: skip


def label(at: Bench, place: Installation, rounds: int) -> Finding:
    """From the request to the label's bytes, with a worker; the floor is the answer."""
    worker = place.work()

    def until_there(number: str) -> float:
        call = at.program.get(f"/returns/{number}/documents/label")
        began = time.perf_counter()
        while time.perf_counter() - began < 60:
            if crowd.ask(at.ours.port, call)[0].status == 200:
                return (time.perf_counter() - began) * 1000
            time.sleep(0.02)
        raise RuntimeError(f"The label never came. {place.said()}")

    answers: list[float] = []

    def ours(_: int) -> Sample:
        (answer,) = crowd.ask(at.ours.port, at.opening())
        answers.append(answer.seconds * 1000)
        return Sample(answers[-1] + until_there(answer.json()["number"]))

    try:
        # The first one waits for the worker to start.
        ours(0)
        return compare(
            "label, request to bytes, by a worker", "ms",
            ours, lambda _: Sample(answers[-1]), rounds=rounds, limit=3000,
        )  # fmt: skip
    finally:
        place.end(worker)


def statements(call: Call) -> int:
    """Return how many statements one request runs, transactions not counted."""
    headers = dict(call.headers)
    content_type = headers.pop("Content-Type", "application/json")
    with CaptureQueriesContext(connection) as captured:
        answer = Client(SERVER_NAME="localhost").generic(
            call.method, call.path, call.body, content_type, headers=headers
        )
    if answer.status_code not in _WELL:
        raise RuntimeError(f"{call.path}: {answer.status_code}")
    ran = [query["sql"].upper() for query in captured.captured_queries]
    return sum(not sql.startswith(FRAME) for sql in ran)


def beside(
    at: Bench,
    job: str,
    ours: Make,
    floor: Make,
    *,
    clients: int,
    count: int,
    **more: Any,
) -> Finding:
    """Send ours and the floor in turn, so many at once, and compare the rates."""

    def burst(server: Server, make: Make) -> Callable[[int], Sample]:
        return lambda _: _burst(server, make, clients=clients, count=count)

    _burst(at.ours, ours, clients=clients, count=clients)
    _burst(at.bare, floor, clients=clients, count=clients)
    return compare(
        job, "req/s", burst(at.ours, ours), burst(at.bare, floor),
        is_rate=True, statements=statements(ours()), **more,
    )  # fmt: skip


def _burst(server: Server, make: Make, *, clients: int, count: int) -> Sample:
    calls = [make() for _ in range(count)]
    before = server.cpu_seconds()
    burst = crowd.send(server.port, calls, clients=clients)
    after = server.cpu_seconds()
    failed = [answer for answer in burst.answers if answer.status not in _WELL]
    if failed:
        raise RuntimeError(f"{len(failed)} of {count} failed: {failed[0]}")
    spent = None if after is None or before is None else (after - before) * 1000 / count
    return Sample(burst.rate, spent)
