"""Files of these tests stay with them; some have a database of their own."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.outbox import yard as yards


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Keep label files in a folder of this test."""
    kept = settings.STORAGES["default"]
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**kept, "OPTIONS": {"location": tmp_path / "files"}},
    }


@pytest.fixture(scope="class")
def own_database():
    """Name an empty database for real processes, on whichever kind is tested."""
    if connection.vendor != "postgresql":
        yield ""
        return
    name = yards.new_name()
    with yards.admin_connection() as server:
        server.execute(f"create database {name}")
        yield yards.address_of(name)
        server.execute(f"drop database {name} with (force)")


@pytest.fixture(scope="class")
def play(tmp_path_factory):
    """Run one of `scenes.py` in processes of its own; return what it tells."""

    def run(database, scene, *arguments):
        told = subprocess.run(
            [sys.executable, "-m", "tests.shipping.scenes", scene, *arguments],
            env={
                "PATH": os.environ["PATH"],
                "DJANGO_SETTINGS_MODULE": "tests.shipping.settings",
                "RETURNWELL_DATA": str(tmp_path_factory.mktemp("data")),
                "DATABASE_URL": database,
                "SECRET_KEY": "only-for-the-tests-of-shipping-" + "x" * 20,
            },
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        return [json.loads(line) for line in told.stdout.splitlines()]

    return run
