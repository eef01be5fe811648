"""Measure everything once and print the table: `make bench`."""

import argparse
import itertools
import os
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import django

from tests.benchmarks import world
from tests.benchmarks.installation import Installation, installed
from tests.benchmarks.measuring import Finding, say, show

SEEDED = 1_000
HOOK_SECRET = "a-secret-of-the-address"


def main() -> None:
    """Make an installation, measure on it, print, leave nothing."""
    asked = argparse.ArgumentParser(prog="make bench", description=__doc__)
    asked.add_argument("--rounds", type=int, default=5, help="how often each is run")
    rounds = asked.parse_args().rounds
    os.environ["SHIPPO_WEBHOOK_SECRET"] = HOOK_SECRET
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        installed(Path(folder), beside=os.environ.get("DATABASE_URL", "")) as place,
    ):
        keys = [
            world.furnish(place, count=SEEDED).key,
            place.manage(["issue_api_key", "--name", "Station", "--staff"]).split()[-1],
        ]
        os.environ.update(place.env())
        django.setup()
        findings = measure(place, keys, rounds)
    on = "PostgreSQL" if os.environ["DATABASE_URL"] else "SQLite"
    say(
        f"\nOn {on}, the middle of {rounds} rounds; CPU is the web server's, a request."
    )
    show(findings)
    say(f"Measured in {time.monotonic() - began:.0f} s.")


def measure(place: Installation, keys: list[str], rounds: int) -> list[Finding]:
    """Return all findings, in an order in which none disturbs the next."""
    # These need Django set up, with the environment of the installation.
    inside = import_module("tests.benchmarks.in_process")
    outside = import_module("tests.benchmarks.over_http")
    dock = import_module("tests.benchmarks.at_the_dock")
    desk = import_module("tests.benchmarks.at_the_desk")
    page = import_module("tests.benchmarks.at_the_page")
    following = import_module("tests.benchmarks.following")
    import_module("tests.benchmarks.bare").lay_down(outside.ROWS)
    # Units nobody has sent back yet.
    serials = map(world.serial, itertools.count())
    findings = [
        *told(lambda: [inside.imports(place.folder, rounds)]),
        *told(lambda: [inside.outbox_jobs(rounds)]),
        *told(lambda: inside.paper(rounds)),
        *told(lambda: [inside.label(serials, rounds)]),
        *told(lambda: [following.story(rounds)]),
    ]
    at = outside.bench(place, keys, serials)
    # Before any worker runs: hooks are taken in with everything else down.
    findings += told(lambda: following.hooks(at, rounds))
    findings += told(lambda: [outside.label(at, place, rounds)])
    number = at.open_one()
    return [
        *findings,
        *told(lambda: [inside.scan(number, rounds)]),
        *told(lambda: outside.scan(at, number, rounds)),
        *told(lambda: outside.open_a_return(at, rounds)),
        *told(lambda: [outside.list_returns(at, rounds)]),
        *told(lambda: page.pages(at, number, rounds)),
        *told(lambda: [page.look_ups(number)]),
        # Last: among so many returns the others would be timed on another table.
        *told(lambda: dock.scans(number, rounds)),
        *told(lambda: desk.pages(number, keys[0], rounds)),
    ]


def told(work: Callable[[], list[Finding]]) -> list[Finding]:
    """Measure, and say what was measured, so that nobody waits in the dark."""
    findings = work()
    for finding in findings:
        say(f"measured: {finding.job}")
    return findings


if __name__ == "__main__":
    main()
