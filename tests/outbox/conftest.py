"""Yards: private databases with worker processes, on whichever database is tested."""

import os
import shutil
import subprocess
import sys

import pytest
from django.db import connection

from tests.outbox import yard as yards


def pytest_collection_modifyitems(config, items):
    """Leave out, visibly, what needs another database or a broker."""
    absent = set()
    if connection.vendor != "postgresql":
        absent.add("postgres")
    if not os.environ.get("BROKER_URL"):
        absent.add("doorbell")
    left = [
        item for item in items if absent & {mark.name for mark in item.iter_markers()}
    ]
    if left:
        items[:] = [item for item in items if item not in left]
        config.hook.pytest_deselected(items=left)


def prepare(yard):
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "outbox", "-v0"],
        env=yard.env(),
        check=True,
    )
    with_id = "id serial primary key" if yard.address else "id integer primary key"
    database = yard.connect()
    database.execute(f"create table effect ({with_id}, key text not null)")
    database.close()


@pytest.fixture(scope="session")
def empty_yard(tmp_path_factory):
    """A migrated database that is only copied."""
    folder = tmp_path_factory.mktemp("empty_yard")
    if connection.vendor != "postgresql":
        yard = yards.Yard(folder)
        prepare(yard)
        yield yard
        return
    name = yards.new_name()
    with yards.admin_connection() as server:
        server.execute(f"create database {name}")
        yard = yards.Yard(folder, yards.address_of(name))
        prepare(yard)
        yield yard
        server.execute(f"drop database {name} with (force)")


@pytest.fixture
def yard(empty_yard, tmp_path):
    """A database of this test's own, with nothing in it."""
    if not empty_yard.address:
        name = "returnwell.sqlite3"
        shutil.copy(empty_yard.folder / name, tmp_path / name)
        yard = yards.Yard(tmp_path)
        yield yard
        yard.end()
        return
    name, original = yards.new_name(), empty_yard.address.rsplit("/", 1)[1]
    with yards.admin_connection() as server:
        server.execute(f"create database {name} template {original}")
        yard = yards.Yard(tmp_path, yards.address_of(name))
        yield yard
        yard.end()
        server.execute(f"drop database {name} with (force)")
