"""An installation of its own: data folder, database, commands, servers; and its end."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = "config.wsgi:application"
# Many commands in one process: starting Python costs more than most of them.
COMMANDS = """
import json, sys
import django
from django.core.management import call_command
django.setup()
for words in json.loads(sys.argv[1]):
    call_command(*words)
from tests.memory import peak_megabytes
print("peak", peak_megabytes(), file=sys.stderr)
"""
# What this machine's own settings say does not reach the installation.
FOREIGN = ("BROKER_URL", "EMAIL_URL", "RETURNWELL_URL", "PORT", "DEBUG", "OUTBOX_FAULT")


@dataclass
class Server:
    """A web server on loopback, and the processes that belong to it."""

    port: int
    process: subprocess.Popen[bytes]

    def cpu_seconds(self) -> float | None:
        """Return the processor time of its processes; None where no one tells."""
        ticks = [_ticks(place, self.process.pid) for place in _processes()]
        return sum(ticks) / os.sysconf("SC_CLK_TCK") if any(ticks) else None


@dataclass
class Installation:
    """One data folder and one database, and what runs on them."""

    folder: Path
    address: str = ""
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    peak_megabytes: int = 0

    def env(self, **more: str) -> dict[str, str]:
        """Return the environment of its processes."""
        kept = {key: value for key, value in os.environ.items() if key not in FOREIGN}
        return kept | {
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "RETURNWELL_DATA": str(self.folder),
            "DATABASE_URL": self.address,
            "DEMO": "0",
            **more,
        }

    def manage(self, *commands: list[str]) -> str:
        """Run management commands, all in one process, and return what they say."""
        ran = subprocess.run(
            [sys.executable, "-c", COMMANDS, json.dumps(commands)],
            cwd=ROOT,
            env=self.env(),
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise RuntimeError(f"{commands}: {ran.stdout[-2000:]}{ran.stderr[-4000:]}")
        self.peak_megabytes = int(ran.stderr.split()[-1])
        return ran.stdout

    def serve(self, application: str = PRODUCT, **env: str) -> Server:
        """Start the web server as `make run` does, and wait until it answers."""
        port = free_port()
        workers, threads = ("2", "4") if self.address else ("1", "4")
        command = [
            sys.executable, "-m", "granian", application,
            "--working-dir", str(ROOT), "--interface", "wsgi", "--http", "1",
            "--no-ws", "--host", "127.0.0.1", "--port", str(port),
            "--workers", workers, "--blocking-threads", threads,
            "--backpressure", "64", "--log-level", "warning",
        ]  # fmt: skip
        server = Server(port, self.start(command, **env))
        if not _answers(server):
            raise RuntimeError(f"The web server does not answer. {self.said()}")
        return server

    def work(self) -> subprocess.Popen[bytes]:
        """Start the worker of an embedded installation."""
        return self.start([sys.executable, str(ROOT / "manage.py"), "work"])

    def start(self, command: list[str], **env: str) -> subprocess.Popen[bytes]:
        """Start a process in a group of its own; what it says goes to a file."""
        log = self.folder / f"process-{len(self.running)}.log"
        with log.open("wb") as said:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self.env(**env),
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        self.running.append(process)
        return process

    def said(self) -> str:
        """Return the last of what every process said."""
        logs = sorted(self.folder.glob("process-*.log"))
        return "\n".join(f"{log.name}: {log.read_text()[-2000:]}" for log in logs)

    def end(self, *processes: subprocess.Popen[bytes]) -> None:
        """End some processes, or all, in peace where they let it happen."""
        ending = processes or tuple(self.running)
        for process in ending:
            _signal(process, signal.SIGTERM)
        for process in ending:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
            _signal(process, signal.SIGKILL)
            process.wait()


@contextlib.contextmanager
def installed(folder: Path, *, beside: str = "") -> Iterator[Installation]:
    """
    Give an empty, migrated installation, and leave nothing running.

    Its database is a file in the folder, or a fresh one on the PostgreSQL server of
    the address given, dropped at the end.
    """
    with _database(beside) as address:
        place = Installation(folder, address)
        try:
            place.manage(["migrate", "-v0"], ["createcachetable", "-v0"])
            yield place
        finally:
            place.end()


def free_port() -> int:
    """Return a port nobody listens on now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextlib.contextmanager
def _database(beside: str) -> Iterator[str]:
    if not beside.startswith("postgres"):
        yield ""
        return
    name = f"returnwell_own_{uuid.uuid4().hex[:12]}"
    parts = urlsplit(beside)
    server = urlunsplit(parts._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as database:
        database.execute(f'create database "{name}"')
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            database.execute(f'drop database "{name}" with (force)')


def _answers(server: Server, seconds: float = 60.0) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and server.process.poll() is None:
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        with (
            contextlib.suppress(OSError, http.client.HTTPException),
            contextlib.closing(line),
        ):
            line.request("GET", "/healthz")
            if line.getresponse().status < 300:
                return True
        time.sleep(0.05)
    return False


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _processes() -> list[Path]:
    return list(Path("/proc").glob("[0-9]*/stat"))


def _ticks(place: Path, group: int) -> int:
    """Return the clock ticks a process has used, where it is of a group."""
    try:
        told = place.read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(told[11]) + int(told[12]) if int(told[2]) == group else 0
