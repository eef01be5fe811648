"""Rounds that go ours, floor, ours, floor, and the lines of the table they give."""

import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

COLUMNS = (
    "job", "ours", "floor", "ratio", "rounds", "budget", "", "CPU ms", "statements"
)  # fmt: skip
WIDTHS = (38, 13, 13, 6, 6, 12, 6, 11, 10)
# On a busy machine a job has fewer rounds rather than more time.
MOST_SECONDS = 15.0


@dataclass(frozen=True)
class Sample:
    """One round's figure, and the web server's processor time for each request."""

    figure: float
    cpu_ms: float | None = None


@dataclass(frozen=True)
class Finding:
    """One line of the table; `budget` bounds the ratio, `limit` our figure itself."""

    job: str
    unit: str
    ours: Sample
    floor: Sample | None = None
    ratio: float | None = None
    budget: float | None = None
    limit: float | None = None
    is_rate: bool = False
    statements: int | None = None
    rounds: int = 1

    @property
    def verdict(self) -> str:
        """Say whether budget and limit are kept."""
        bounds = ((self.ratio, self.budget), (self.ours.figure, self.limit))
        kept = [
            measured >= bound if self.is_rate else measured <= bound
            for measured, bound in bounds
            if measured is not None and bound is not None
        ]
        return ("kept" if all(kept) else "MISSED") if kept else ""

    def cells(self) -> tuple[str, ...]:
        """Return what stands in the columns."""
        sign = "≥" if self.is_rate else "≤"
        bounds = [f"{self.budget:.2g}"] if self.budget is not None else []
        bounds += [f"{self.limit:g} {self.unit}"] if self.limit is not None else []
        return (
            self.job,
            _figure(self.ours.figure, self.unit),
            _figure(self.floor.figure, self.unit) if self.floor else "",
            f"{self.ratio:.2f}" if self.ratio is not None else "",
            str(self.rounds),
            " ".join(f"{sign} {bound}" for bound in bounds),
            self.verdict,
            _cpu(self.ours, self.floor),
            str(self.statements) if self.statements is not None else "",
        )


def compare(
    job: str,
    unit: str,
    ours: Callable[[int], Sample],
    floor: Callable[[int], Sample],
    *,
    rounds: int,
    **more: Any,
) -> Finding:
    """Run ours and the floor in turn; the ratio is the middle one of the rounds."""
    ends = perf_counter() + MOST_SECONDS
    pairs = [(ours(0), floor(0))]
    while len(pairs) < rounds and perf_counter() < ends:
        pairs.append((ours(len(pairs)), floor(len(pairs))))
    return Finding(
        job,
        unit,
        middle([our for our, _ in pairs]),
        middle([bare for _, bare in pairs]),
        statistics.median(our.figure / bare.figure for our, bare in pairs),
        rounds=len(pairs),
        **more,
    )


def middle(samples: Sequence[Sample]) -> Sample:
    """Return the median of figures and of processor times."""
    cpu = [each.cpu_ms for each in samples if each.cpu_ms is not None]
    return Sample(
        statistics.median(each.figure for each in samples),
        statistics.median(cpu) if cpu else None,
    )


def timed(work: Callable[[], object], times: int = 1) -> Sample:
    """Return the milliseconds that one run of the work takes, of so many."""
    taken = []
    for _ in range(times):
        began = perf_counter()
        work()
        taken.append((perf_counter() - began) * 1000)
    return Sample(statistics.median(taken))


def timed_95(work: Callable[[], object], times: int) -> Sample:
    """Return the milliseconds within which ninety-five of a hundred runs end."""
    taken = []
    for _ in range(times):
        began = perf_counter()
        work()
        taken.append((perf_counter() - began) * 1000)
    return Sample(statistics.quantiles(taken, n=20)[-1])


def rate(work: Callable[[], object], things: int) -> Sample:
    """Return how many things a second one run of the work gets done."""
    return Sample(things / (timed(work).figure / 1000))


def show(findings: Sequence[Finding]) -> None:
    """Print the table."""
    for cells in (COLUMNS, *(finding.cells() for finding in findings)):
        padded = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True))
        )
        say(" ".join(padded).rstrip())


def say(text: str) -> None:
    """Print one line now."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _figure(value: float, unit: str) -> str:
    shown = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return f"{shown} {unit}"


def _cpu(ours: Sample, floor: Sample | None) -> str:
    if ours.cpu_ms is None:
        return ""
    beside = f" / {floor.cpu_ms:.1f}" if floor and floor.cpu_ms is not None else ""
    return f"{ours.cpu_ms:.1f}{beside}"
