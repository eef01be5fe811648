"""Parcels followed, measured: hooks with everything else down, and the fold."""

import itertools
import json
import math
import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from shipping.tracking import fold
from shipping.words import Movement, ParcelState
from tests.benchmarks import crowd
from tests.benchmarks.crowd import Call
from tests.benchmarks.measuring import Finding, Sample, compare, timed
from tests.benchmarks.over_http import CLIENTS, Bench, statements

HOOKS = 400
MOVEMENTS = 10_000
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def hooks(at: Bench, rounds: int) -> list[Finding]:
    """Take hooks in; the floor is a bare view with one INSERT of the same bytes."""
    ours, floor = (
        _calls(f"/hooks/shippo/{os.environ['SHIPPO_WEBHOOK_SECRET']}"),
        _calls("/hook"),
    )
    slowest: list[float] = []

    def burst(port: int, calls: Iterator[Call]) -> crowd.Burst:
        sent = crowd.send(port, list(itertools.islice(calls, HOOKS)), clients=CLIENTS)
        refused = sent.statuses() - {200, 202}
        if refused:
            raise RuntimeError(f"A hook was answered with {refused}.")
        return sent

    def taken(_: int) -> Sample:
        sent = burst(at.ours.port, ours)
        ordered = sorted(answer.seconds for answer in sent.answers)
        slowest.append(ordered[math.ceil(len(ordered) * 0.99) - 1] * 1000)
        return Sample(sent.rate)

    def bare(_: int) -> Sample:
        return Sample(burst(at.bare.port, floor).rate)

    taken(0), bare(0)
    slowest.clear()
    many = compare(
        f"hook of a carrier, {CLIENTS} at once", "req/s", taken, bare,
        rounds=rounds, budget=0.6, is_rate=True, statements=statements(next(ours)),
    )  # fmt: skip
    worst = Finding(
        "the same, 99 in 100 within", "ms", Sample(max(slowest)),
        limit=250, rounds=len(slowest),
    )  # fmt: skip
    return [many, worst]


def story(rounds: int) -> Finding:
    """Fold 10,000 movements in any order; the floor finds the newest of the set."""
    dice = random.Random(7)
    states = list(ParcelState)
    told = [
        Movement(
            "sandbox", "SBX1", dice.choice(states), BEGAN + timedelta(minutes=n), f"{n}"
        )
        for n in range(MOVEMENTS)
    ]
    dice.shuffle(told)
    return compare(
        f"fold of {MOVEMENTS:,} movements", "ms",
        lambda _: timed(lambda: fold(told), 5),
        lambda _: timed(lambda: max(set(told), key=lambda each: each.occurred_at), 5),
        rounds=rounds, budget=3,
    )  # fmt: skip


def _calls(path: str) -> Iterator[Call]:
    for number in itertools.count():
        told = {"carrier": "ups", "tracking_number": f"1Z{number:016}"}
        body = {"event": "track_updated", "test": True, "data": told}
        kind = {"Content-Type": "application/json"}
        yield Call("POST", path, json.dumps(body).encode(), kind)
