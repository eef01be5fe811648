"""
Whether the time of an answer tells that a return exists: `-m tests.benchmarks.look_up`.

Look-ups that match and look-ups that don't are asked in turns, 5,000 times each.
"""

import gc
import os
import statistics
import tempfile
import time
from importlib import import_module
from pathlib import Path

import django

from tests.benchmarks.installation import installed
from tests.benchmarks.measuring import say

SAMPLES = 5_000
# What issue and design allow between the two medians, in milliseconds.
MOST_APART = 2.0


def main() -> None:
    """Make an installation, ask, and print what a listener could have heard."""
    with (
        tempfile.TemporaryDirectory() as folder,
        installed(Path(folder), beside=os.environ.get("DATABASE_URL", "")) as place,
    ):
        os.environ.update(place.env())
        django.setup()
        matching, other, alike = ask()
    apart = abs(statistics.median(matching) - statistics.median(other))
    for name, times in (("matching", matching), ("not matching", other)):
        say(
            f"{name}: {len(times)} answers, median {statistics.median(times):.3f} ms,"
            f" 90 in 100 below {statistics.quantiles(times, n=10)[-1]:.3f} ms"
        )
    say(f"medians {apart:.3f} ms apart; {MOST_APART:.0f} allowed")
    say(f"one status, body and set of headers for all: {'yes' if alike else 'NO'}")
    raise SystemExit(not alike or apart > MOST_APART)


def ask() -> tuple[list[float], list[float], bool]:
    """Return the times of both kinds in milliseconds, and whether answers are alike."""
    builders = import_module("tests.rma.builders")
    client = import_module("django.test").Client
    builders.a_unit("SN-1")
    case = builders.a_case(builders.broken("SN-1"))
    known = {"number": case.number, "email": case.contact.email}
    # A number that nobody gave, and an address of the same length.
    unknown = {"number": "RMA-BCDF-GHJK-NPRSF", "email": known["email"]}
    kinds: tuple[list[float], list[float]] = ([], [])
    seen = set()
    gc.collect()
    for turn in range(2 * SAMPLES):
        told = (known, unknown)[turn % 2]
        caller = f"10.{turn >> 16 & 255}.{turn >> 8 & 255}.{turn & 255}"
        visitor = client(REMOTE_ADDR=caller, HTTP_HOST="localhost")
        began = time.perf_counter()
        answer = visitor.post("/track", told)
        kinds[turn % 2].append((time.perf_counter() - began) * 1000)
        seen.add((answer.status_code, _body(answer.content), _headers(answer)))
    return (*kinds, len(seen) == 1)


def _body(content: bytes) -> bytes:
    # The contact's hours say "open" or "closed": the clock, not the number.
    return content[content.index(b"<main") : content.index(b"</main")]


def _headers(answer: object) -> tuple[tuple[str, str], ...]:
    once = ("Content-Security-Policy", "Set-Cookie", "Content-Length")
    pairs = answer.items()  # type: ignore[attr-defined]
    return tuple(sorted(pair for pair in pairs if pair[0] not in once))


if __name__ == "__main__":
    main()
