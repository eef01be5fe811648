"""Lighthouse on a phone, at the start page and a return: `make lighthouse`."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

from tests.benchmarks import crowd, world
from tests.benchmarks.installation import Installation, Server, installed
from tests.benchmarks.measuring import say

VERSION = "12"
RUNS = 3
BARS = {"performance": 95, "accessibility": 100, "best-practices": 100}
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
    below = 0
    for name, path in (("start", "/"), ("return", _tracking(program, place, server))):
        address = f"http://127.0.0.1:{server.port}{path}"
        scores = [_run(tool, browser, address) for _ in range(RUNS)]
        for kind, bar in BARS.items():
            score = statistics.median(each[kind] for each in scores)
            below += score < bar
            verdict = "kept" if score >= bar else "MISSED"
            say(f"{name:8} {kind:16} {score:5.0f}  at least {bar}  {verdict}")
    return int(below > 0)


def _tracking(program: crowd.Program, place: Installation, server: Server) -> str:
    """Open a return and give back the path of its secret link."""
    call = program.post("/returns", world.asked(world.serial(1)))
    (answer,) = crowd.ask(server.port, call)
    number = answer.json()["number"]
    os.environ.update(place.env())
    django.setup()
    cases = import_module("rma.models").Case.objects
    links = import_module("rma.messages.links")
    return f"/t/{links.tracking_token(cases.numbered(number))}"


def _run(tool: Path, browser: str, address: str) -> dict[str, float]:
    command = [
        str(tool), address, "--quiet", "--output=json", "--output-path=stdout",
        f"--only-categories={','.join(BARS)}", "--form-factor=mobile",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]  # fmt: skip
    ran = subprocess.run(
        command,
        env=os.environ | {"CHROME_PATH": browser},
        check=True,
        capture_output=True,
        timeout=300,
    )
    told = json.loads(ran.stdout)["categories"]
    return {kind: (told[kind]["score"] or 0) * 100 for kind in BARS}


if __name__ == "__main__":
    sys.exit(main())
