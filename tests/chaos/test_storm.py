"""Hooks in a storm over workers that die: each parcel where it is, no letter twice."""

import json
import os
import subprocess
import sys

import pytest

EVENTS = int(os.environ.get("CHAOS_HOOKS", "10000"))
EACH = 50
KILLS = EVENTS // 100


@pytest.mark.chaos
@pytest.mark.timeout(1800)
def test_hooks_in_any_order_end_as_in_order_and_tell_once(whole_product):
    told = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.chaos.storm",
            *map(str, (EVENTS // EACH, EACH, KILLS)),
            os.environ.get("CHAOS_SEED", "returnwell"),
        ],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "tests.chaos.storm_settings",
            "SECRET_KEY": "only-for-the-storm-of-hooks-" + "x" * 20,
            **whole_product,
        },
        capture_output=True,
        text=True,
        timeout=1700,
        check=False,
    )
    assert told.returncode == 0, told.stderr[-4000:]
    lived, verdict = map(json.loads, told.stdout.splitlines())
    print(lived, verdict)  # noqa: T201

    assert lived["endings"] == [0, 0]
    assert verdict["others"] == verdict["twice"] == verdict["problems"] == []
    assert verdict["movements"] == EVENTS
    assert EVENTS <= verdict["hooks"] <= 2 * EVENTS
    assert verdict["cases"] == [["in_progress", "delivered"]]
    assert verdict["arrived"] == verdict["parcels"] == EVENTS // EACH
