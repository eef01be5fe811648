"""The supervisor starts, restarts and ends real processes."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest

from portal import supervisor

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def wait(condition, seconds=60.0):
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, f"not within {seconds} s"
        time.sleep(0.1)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def processes_under(pid):
    """Find every process that descends from this one, with its command."""
    told = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    rows = [line.split(None, 2) for line in told.stdout.splitlines()]
    found, level = {}, {str(pid)}
    while level:
        level = {row[0] for row in rows if row[1] in level}
        found |= {int(row[0]): row[2] for row in rows if row[0] in level}
    return found


def lives(pid):
    told = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.strip() not in ("", "Z", "Z+", "Zs")


def copy_database(source, target):
    """Spare an installation its first migration."""
    name = "returnwell.sqlite3"
    with contextlib.closing(sqlite3.connect(source / name)) as database:
        database.execute("vacuum into ?", [str(target / name)])


class Installation:
    """One `manage.py run` with its own data and port."""

    def __init__(self, folder):
        self.port = free_port()
        self.log = folder / "log.txt"
        env = os.environ | {
            "RETURNWELL_DATA": str(folder),
            "PORT": str(self.port),
            "DEMO": "0",
            "RETURNWELL_URL": f"http://localhost:{self.port}",
            "DATABASE_URL": "",
            "BROKER_URL": "",
        }
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "run"],
                env=env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def answers(self):
        try:
            with OPENER.open(f"http://127.0.0.1:{self.port}/", timeout=5):
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False

    def child(self, word):
        """Return the process directly under the supervisor whose command has a word."""
        told = subprocess.run(
            ["ps", "-eo", "pid=,ppid=,args="],
            capture_output=True,
            text=True,
            check=False,
        )
        for line in told.stdout.splitlines():
            pid, parent, command = line.split(None, 2)
            if int(parent) == self.process.pid and word in command:
                return int(pid)
        return None

    def end(self, number=signal.SIGTERM):
        left = processes_under(self.process.pid)
        self.process.send_signal(number)
        self.process.wait(25)
        return [pid for pid in left if lives(pid)]

    def kill(self):
        for pid in [*processes_under(self.process.pid), self.process.pid]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def start(tmp_path):
    started = []

    def start(name, *, like=None):
        folder = tmp_path / name
        folder.mkdir()
        if like:
            copy_database(tmp_path / like, folder)
        started.append(Installation(folder))
        return started[-1]

    yield start
    for installation in started:
        installation.kill()


class TestRun:
    @pytest.mark.slow
    @pytest.mark.timeout(240)
    def test_serves_heals_and_leaves_nothing_also_side_by_side(self, start):
        # Two installations, each with its own port and data
        first = start("first")
        wait(first.answers)
        second = start("second", like="first")
        wait(second.answers)
        wait(lambda: f"http://localhost:{first.port}/desk/" in first.log.read_text())

        # The worker dies and is there again
        wait(lambda: first.child("manage.py work"))
        worker = first.child("manage.py work")
        os.kill(worker, signal.SIGKILL)
        wait(lambda: first.child("manage.py work") not in (None, worker))

        # The web server's leader dies; its forked workers may not hold the port
        server = first.child("granian")
        os.kill(server, signal.SIGKILL)
        wait(lambda: first.child("granian") not in (None, server))
        wait(first.answers)

        # One is told to end: it leaves no process, and the other still serves
        began = time.monotonic()
        assert first.end(signal.SIGINT) == []
        assert time.monotonic() - began < 20
        assert first.process.returncode == 0
        assert "Everything has ended." in first.log.read_text()
        assert second.answers()
        assert second.end() == []


class TestAChild:
    def test_that_keeps_dying_is_started_later_each_time(self):
        told, stop = [], threading.Event()
        child = supervisor.Child("It", [sys.executable, "-c", "raise SystemExit(3)"])
        pauses = []

        for _ in range(4):
            child.start()
            child.process.wait()
            child.look_after(told.append)
            pauses.append(child.pause)

        assert pauses == [1, 2, 4, 8]
        assert told[0] == "It ended (3); it starts again in 1 s."
        assert not stop.is_set()

    def test_that_ignores_the_wish_to_end_is_killed_with_its_own_children(self):
        stubborn = (
            "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
            "os.fork(); time.sleep(60)"
        )
        child = supervisor.Child("It", [sys.executable, "-c", stubborn])
        child.start()
        wait(lambda: processes_under(child.process.pid))
        family = [child.process.pid, *processes_under(child.process.pid)]

        supervisor.end([child], grace=0.3)

        wait(lambda: not any(lives(pid) for pid in family), 5)
