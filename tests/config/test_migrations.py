"""A new installation takes one step; one that took thirty has the same tables."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

# An earlier release knew nothing of the one step: its migrations are all there is.
ONE_BY_ONE = """
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
executor.loader.replace_migrations = False
executor.loader.build_graph()
steps = [("rma", "0030_kits_sent_to_customers"), ("shipping", "0011_pickup_bookings")]
executor.migrate(steps)
"""


def run(folder: Path, *arguments: str) -> None:
    environment = os.environ | {
        "RETURNWELL_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    environment.pop("DATABASE_URL", None)
    folder.mkdir(exist_ok=True)
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=settings.ROOT, env=environment, check=True)


def tables(folder: Path) -> dict[str, list[str]]:
    """What each table and index is made of; the order of columns does not matter."""
    with sqlite3.connect(folder / "returnwell.sqlite3") as database:
        rows = database.execute("SELECT name, sql FROM sqlite_master WHERE sql <> ''")
        return {name: sorted(re.findall(r"\w+|[^\w\s]", sql)) for name, sql in rows}


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    with sqlite3.connect(folder / "returnwell.sqlite3") as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(f"SELECT * FROM {table}")]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_an_installation_that_took_every_step_has_what_a_new_one_has(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    run(old, "-c", ONE_BY_ONE)
    run(old, "manage.py", "migrate", "-v0")
    run(new, "manage.py", "migrate", "-v0")
    before, after = tables(old), tables(new)
    assert before.keys() == after.keys()
    different = [name for name in after if before[name] != after[name]]
    assert different == []
    for table in ("rma_site", "rma_policy"):
        assert rows(old, table) == rows(new, table)
        assert rows(new, table), f"a new installation has no row in {table}"
