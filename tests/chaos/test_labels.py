"""Labels bought while workers die; afterwards the carrier's own ledger is asked."""

import json
import os
import subprocess
import sys

import pytest

USUAL = 10 * int(os.environ.get("CHAOS_KILLS", "200"))
KILLS = int(os.environ.get("CHAOS_LABEL_KILLS") or USUAL)


@pytest.mark.chaos
@pytest.mark.timeout(3000)
class TestLabelsInChaos:
    @pytest.fixture(scope="class")
    @classmethod
    def told(cls, own_database, tmp_path_factory):
        """Kill workers that often, and let the last ones finish."""
        told = subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.chaos.labels",
                str(KILLS),
                os.environ.get("CHAOS_SEED", "returnwell"),
            ],
            env={
                "PATH": os.environ["PATH"],
                "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
                "RETURNWELL_DATA": str(tmp_path_factory.mktemp("data")),
                "DATABASE_URL": own_database,
                "SECRET_KEY": "only-for-the-chaos-of-labels-" + "x" * 20,
            },
            capture_output=True,
            text=True,
            timeout=2900,
            check=False,
        )
        assert told.returncode == 0, told.stderr[-4000:]
        return [json.loads(line) for line in told.stdout.splitlines()]

    def test_no_leg_has_two_labels_paid_and_none_is_lost(self, told):
        lived, verdict = told
        print(lived, verdict)  # noqa: T201

        assert lived["endings"] == [0, 0, 0]
        assert lived["kills"] >= KILLS
        assert verdict["paid_twice"] == verdict["unattached"] == []
        assert verdict["problems"] == []
        assert verdict["without_file"] == 0
        assert set(verdict["states"]) <= {"purchased", "declined", "voided"}
        assert verdict["given_back"] > 0
