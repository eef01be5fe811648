"""Many clients at once: keep-alive connections in threads, and what they were told."""

import http.client
import json
import statistics
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Call:
    """One request, ready to send."""

    method: str
    path: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took."""

    status: int
    body: bytes
    seconds: float
    headers: dict[str, str] = field(default_factory=dict)

    def json(self) -> Any:
        """Return the body as read by a program."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Burst:
    """Calls answered together: every answer in the order of its call."""

    answers: list[Answer]
    seconds: float

    @property
    def rate(self) -> float:
        """Return how many were answered in a second."""
        return len(self.answers) / self.seconds

    @property
    def median(self) -> float:
        """Return the seconds of the call in the middle."""
        return statistics.median(answer.seconds for answer in self.answers)

    def statuses(self) -> set[int]:
        """Return every status that was answered."""
        return {answer.status for answer in self.answers}


@dataclass(frozen=True)
class Program:
    """A program with a key, as it writes its requests."""

    key: str

    def get(self, path: str) -> Call:
        """Return a request that reads."""
        return Call("GET", f"/api/v1{path}", headers=self._headers())

    def post(self, path: str, body: object, *, once: str = "") -> Call:
        """Return a request that writes, under a fresh or a named idempotency key."""
        headers = self._headers() | {
            "Content-Type": "application/json",
            "Idempotency-Key": once or uuid.uuid4().hex,
        }
        return Call("POST", f"/api/v1{path}", json.dumps(body).encode(), headers)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


def ask(port: int, *calls: Call) -> list[Answer]:
    """Send calls one after the other and return their answers."""
    return send(port, calls, clients=1).answers


def send(port: int, calls: Sequence[Call], *, clients: int) -> Burst:
    """Send all calls by so many clients that begin at once and share the list."""
    answers: list[Answer | None] = [None] * len(calls)
    waiting = iter(range(len(calls)))
    taking = threading.Lock()
    gate = threading.Barrier(clients + 1)
    problems: list[Exception] = []

    def client() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        gate.wait()
        try:
            for place in _shared(waiting, taking):
                answers[place] = _send(line, calls[place])
        except (OSError, http.client.HTTPException) as problem:
            problems.append(problem)
        finally:
            line.close()

    threads = [threading.Thread(target=client, daemon=True) for _ in range(clients)]
    for thread in threads:
        thread.start()
    gate.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    if problems:
        raise RuntimeError(f"{len(problems)} clients were cut off: {problems[0]!r}")
    return Burst([answer for answer in answers if answer], seconds)


def _lower(got: http.client.HTTPResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in got.headers.items()}


def _shared(waiting: Iterator[int], taking: threading.Lock) -> Iterator[int]:
    while True:
        with taking:
            place = next(waiting, None)
        if place is None:
            return
        yield place


def _send(line: http.client.HTTPConnection, call: Call) -> Answer:
    began = time.perf_counter()
    line.request(call.method, call.path, call.body or None, call.headers)
    got = line.getresponse()
    body = got.read()
    return Answer(got.status, body, time.perf_counter() - began, _lower(got))
