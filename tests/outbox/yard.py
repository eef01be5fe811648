"""A database of its own, and worker processes on it that may be killed."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from pathlib import Path

import psycopg
from django.db import connection

COLUMNS = "kind, key, ids, state, due_at, attempts, worker, last_error"
INSERT = f"insert into outbox_job ({COLUMNS}, posted_at) values ({{}})"


class Yard:
    """One database and the processes started on it."""

    def __init__(self, folder, address=""):
        self.folder = folder
        self.address = address
        self.processes = []

    def env(self, **more):
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path.cwd()),
            "DJANGO_SETTINGS_MODULE": "tests.outbox.settings",
            "RETURNWELL_DATA": str(self.folder),
            "DATABASE_URL": self.address,
            "SECRET_KEY": "only-for-the-tests-of-the-outbox-" + "x" * 20,
        } | more

    def start(self, *arguments, **env):
        """Start Python in a session of its own; what it says goes to a file."""
        with self.log(len(self.processes)).open("w") as log:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                env=self.env(**env),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def log(self, number):
        return self.folder / f"process-{number}.log"

    def told(self, process):
        """Wait for the process to end and return what it said."""
        process.wait(60)
        return self.log(self.processes.index(process)).read_text()

    def worker(self, fault="", lease=0.6, grace=15.0):
        return self.start(
            "-m", "django", "work", f"--lease={lease}", f"--grace={grace}",
            OUTBOX_FAULT=fault,
        )  # fmt: skip

    def crash(self, *points, times=5, lease=0.6):
        """Run workers one after the other that all die at these points."""
        numbers = (str(times), str(lease))
        process = self.start("-m", "tests.outbox.crashes", *numbers, *points)
        told = self.told(process)
        deaths = [line for line in told.splitlines() if line.endswith(" 137")]
        assert len(deaths) == times * len(points), told

    def end(self):
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def connect(self):
        if self.address:
            return psycopg.connect(self.address, autocommit=True)
        file = self.folder / "returnwell.sqlite3"
        return sqlite3.connect(file, timeout=30, isolation_level=None)

    def rows(self, sql):
        with contextlib.closing(self.connect()) as database:
            return database.execute(sql).fetchall()

    def post(self, kind, *keys, **ids):
        """Write jobs as `outbox.post` does, without starting a process for it."""
        long_ago = "1970-01-01 00:00:00"
        rest = ("ready", long_ago, 0, "", "", long_ago)
        marks = ", ".join(["%s" if self.address else "?"] * 9)
        rows = [(kind, key, json.dumps({**ids, "key": key}), *rest) for key in keys]
        with contextlib.closing(self.connect()) as database:
            cursor = database.cursor()
            cursor.execute("begin")
            cursor.executemany(INSERT.format(marks), rows)
            cursor.execute("commit")

    def open(self):
        sql = "select count(*) from outbox_job where state in ('ready', 'leased')"
        return self.rows(sql)[0][0]

    def effects(self):
        return sorted(key for (key,) in self.rows("select key from effect"))

    def states(self):
        jobs = self.rows("select key, state from outbox_job")
        return {":".join(key.split(":")[:2]): state for key, state in jobs}

    def wait(self, condition, seconds=20.0):
        """Wait until a condition holds; fail loudly where it never does."""
        ends = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > ends:
                jobs = self.rows(
                    "select key, state, attempts, last_error from outbox_job"
                    " where state <> 'done' limit 20"
                )
                raise AssertionError(f"not in {seconds} s: {jobs}")
            time.sleep(0.05)

    def finish(self, seconds=20.0, **options):
        """Let one sound worker do what is left, then end it in peace."""
        worker = self.worker(**options)
        self.wait(lambda: self.states() and not self.open(), seconds)
        worker.terminate()
        assert worker.wait(10) == 0


def admin_connection():
    """Connect to the PostgreSQL server of the suite, beside its databases."""
    settings = connection.settings_dict
    return psycopg.connect(
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
        user=settings["USER"] or None,
        password=settings["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    )


def address_of(name):
    settings = connection.settings_dict
    secret = f":{settings['PASSWORD']}" if settings["PASSWORD"] else ""
    place = f"{settings['HOST']}:{settings['PORT']}" if settings["PORT"] else ""
    return f"postgres://{settings['USER']}{secret}@{place}/{name}"


def new_name():
    return f"yard_{uuid.uuid4().hex[:12]}"
