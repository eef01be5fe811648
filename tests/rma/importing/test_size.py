"""A large file: fast enough, in little memory."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rma.models import Unit
from tests.rma.importing import files

ROOT = Path(__file__).resolve().parents[3]
RUN = """
import sys
from django.core.management import execute_from_command_line
try:
    execute_from_command_line(["manage.py", *sys.argv[1:]])
finally:
    from tests.memory import peak_megabytes
    print("peak", peak_megabytes())
"""


class TestSize:
    def test_ten_batches_hold_ten_percent_bad_rows(self, shop):
        path = shop.folder / "units.csv"
        files.write_units(path, 12_000, bad_every=10)

        run = shop.run("units", str(path))

        assert (run.status, run.counts) == (1, (10_800, 0, 0, 1_200))
        assert len(run.refused) == 1_200
        assert Unit.objects.count() == 10_800
        assert shop.run("units", str(path)).counts == (0, 0, 10_800, 1_200)

    @pytest.mark.slow
    def test_fifty_thousand_units_take_under_a_minute_and_300_mb(self, tmp_path):
        def manage(*words: str) -> str:
            return subprocess.run(
                [sys.executable, "-c", RUN, *words],
                check=True,
                cwd=ROOT,
                env=os.environ
                | {
                    "RETURNWELL_DATA": str(tmp_path),
                    "DJANGO_SETTINGS_MODULE": "config.settings",
                },
                capture_output=True,
                text=True,
            ).stdout

        for kind in ("accounts", "products"):
            (tmp_path / f"{kind}.csv").write_text(getattr(files, kind.upper()))
        files.write_units(tmp_path / "units.csv", 50_000)
        manage("migrate")
        manage("import_accounts", f"{tmp_path}/accounts.csv")
        manage("import_products", f"{tmp_path}/products.csv")
        began = time.monotonic()
        said = manage("import_units", f"{tmp_path}/units.csv")

        assert "created: 50000" in said
        assert time.monotonic() - began < 60
        assert int(said.rsplit("peak", 1)[1]) < 300
