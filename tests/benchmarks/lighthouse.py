"""Lighthouse on a phone: scores of pages, and when their text is there."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from tests.benchmarks import crowd, world
from tests.benchmarks.crowd import Call
from tests.benchmarks.installation import Installation, installed
from tests.benchmarks.measuring import say

VERSION = "12"
RUNS = 3
KINDS = ("performance", "accessibility", "best-practices")
# Bar G4: what customers see, and what our own people work with.
OF_CUSTOMERS, OF_OURS = (95, 100, 100), (90, 100, 100)
# Bars T1 and C12: milliseconds until the largest piece, or the first text, is painted.
LARGEST_PIECE, FIRST_TEXT = "largest-contentful-paint", "first-contentful-paint"
ON_SLOW_4G, ON_SLOW_3G = 1_500, 2_500
# Held back for real by the browser; the processor is a quarter as fast.
SLOW_4G = ("--throttling-method=devtools",)
SLOW_3G = (
    "--throttling-method=devtools",
    "--throttling.requestLatencyMs=400",
    "--throttling.downloadThroughputKbps=400",
    "--throttling.uploadThroughputKbps=400",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NOT_RUN = 0


def main() -> int:
    """Return 1 where a page stays below a bar; 0 too where it can't be run here."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), "")
    npm = shutil.which("npm")
    if not (browser and npm):
        missing = "npm" if browser else "chromium"
        say(f"LIGHTHOUSE NOT RUN: there is no {missing} on the PATH.")
        return NOT_RUN
    with tempfile.TemporaryDirectory() as folder:
        tool = _tool(npm, Path(folder) / "tool")
        if tool is None:
            say("LIGHTHOUSE NOT RUN: npm could not fetch it.")
            return NOT_RUN
        data = Path(folder) / "data"
        data.mkdir()
        with installed(data) as place:
            return _judge(tool, browser, place)


def _tool(npm: str, folder: Path) -> Path | None:
    """Fetch Lighthouse into a folder that is gone afterwards."""
    folder.mkdir()
    command = [
        npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts",
        f"lighthouse@{VERSION}",
    ]  # fmt: skip
    ran = subprocess.run(command, cwd=folder, check=False, capture_output=True)
    tool = folder / "node_modules" / ".bin" / "lighthouse"
    return tool if ran.returncode == 0 and tool.exists() else None


def _judge(tool: Path, browser: str, place: Installation) -> int:
    program = world.furnish(place, count=3)
    server = place.serve()
    call = program.post("/returns", world.asked(world.serial(1)))
    (answer,) = crowd.ask(server.port, call)
    os.environ.update(place.env())
    django.setup()
    # This needs Django set up, with the environment of the installation.
    visits = import_module("tests.benchmarks.visits")
    seen = visits.visits(answer.json()["number"], world.serial(2))
    look = Look(tool, browser, server.port)
    below = sum(look.judge(*each, OF_CUSTOMERS) for each in seen.customers)
    below += sum(look.judge(*each, OF_OURS) for each in seen.ours)
    for name, call in seen.customers:
        below += look.paint(name, call, LARGEST_PIECE, SLOW_4G, ON_SLOW_4G)
        below += look.paint(name, call, FIRST_TEXT, SLOW_3G, ON_SLOW_3G)
    say(f"The machine had {os.getloadavg()[0]:.0f} jobs waiting.")
    return int(below > 0)


class Look:
    """Run Lighthouse and hold its middle figure of three against a bar."""

    def __init__(self, tool: Path, browser: str, port: int) -> None:
        """Remember what looks, and at which server."""
        self.tool, self.browser = str(tool), browser
        self.house = f"http://127.0.0.1:{port}"

    def judge(self, name: str, call: Call, bars: tuple[int, ...]) -> int:
        """Say the scores of a page; return how many are below their bar."""
        told = [self._run(call) for _ in range(RUNS)]
        below = 0
        for kind, bar in zip(KINDS, bars, strict=True):
            scores = [(each["categories"][kind]["score"] or 0) * 100 for each in told]
            score = statistics.median(scores)
            below += score < bar
            verdict = "kept" if score >= bar else "MISSED"
            say(f"{name:16} {kind:16} {score:7.0f}  at least {bar}  {verdict}")
        weight = statistics.median(_figure(each, "total-byte-weight") for each in told)
        say(f"{name:16} {'bytes':16} {weight:7.0f}")
        return below

    def paint(
        self, name: str, call: Call, what: str, line: tuple[str, ...], most: int
    ) -> int:
        """Say when a piece of a page is painted on a slow line; return 1 if late."""
        told = [self._run(call, "performance", *line) for _ in range(RUNS)]
        took = statistics.median(_figure(each, what) for each in told)
        verdict = "kept" if took <= most else "MISSED"
        say(f"{name:16} {what:26} {took:7.0f} ms  at most {most}  {verdict}")
        return int(took > most)

    def _run(self, call: Call, kinds: str = ",".join(KINDS), *more: str) -> Any:
        command = [
            self.tool, f"{self.house}{call.path}", "--quiet", "--output=json",
            "--output-path=stdout", f"--only-categories={kinds}",
            f"--extra-headers={json.dumps(call.headers)}", "--form-factor=mobile",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu", *more,
        ]  # fmt: skip
        ran = subprocess.run(
            command,
            env=os.environ | {"CHROME_PATH": self.browser},
            check=False,
            capture_output=True,
            timeout=300,
        )
        if ran.returncode:
            raise RuntimeError(f"{call.path}: {ran.stderr.decode()[-600:]}")
        return json.loads(ran.stdout)


def _figure(told: Any, name: str) -> float:
    return float(told["audits"][name].get("numericValue") or 0)


if __name__ == "__main__":
    sys.exit(main())
