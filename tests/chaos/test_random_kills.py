"""Workers killed at moments nobody chose; afterwards the books must balance."""

import json
import os
import subprocess
import sys
import time

import pytest

KILLS = int(os.environ.get("CHAOS_KILLS", "200"))
# How long a fleet may do nothing at all before something is wrong with it. How much it
# does meanwhile is the disk's affair: on a busy one a commit takes half a second.
PATIENCE = 90


def started(yard, seed):
    """Start whoever starts workers and kills them."""
    with yard.log(0).open("w") as log:
        killer = subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.killer", str(KILLS), seed],
            env=yard.env(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )
    yard.processes.append(killer)
    return killer


def wait_until_all_is_done(yard):
    """Wait while work goes on; fail where it stands still, and say what is left."""
    left, since = yard.open(), time.monotonic()
    while left:
        time.sleep(0.2)
        still = yard.open()
        if still != left:
            left, since = still, time.monotonic()
        if time.monotonic() - since > PATIENCE:
            stuck = "select key, state, attempts, due_at, last_error from outbox_job"
            rows = yard.rows(f"{stuck} where state in ('ready', 'leased') limit 20")
            raise AssertionError(f"{left} jobs stand still: {rows}")


@pytest.mark.chaos
@pytest.mark.timeout(1800)
class TestChaos:
    def test_after_many_kills_every_effect_took_place_once(self, yard):
        seed = os.environ.get("CHAOS_SEED") or str(time.time_ns())
        with started(yard, seed) as killer:
            told = killer.stdout.readline()
            assert told, yard.log(0).read_text()[-4000:]
            keys = json.loads(told)["keys"]
            wait_until_all_is_done(yard)
            killer.stdin.close()
            endings = json.loads(killer.stdout.readline())["endings"]

        assert endings == [0, 0, 0], yard.log(0).read_text()[-4000:]
        effects = [key for key in yard.effects() if key != "daily"]
        assert effects == sorted(keys), f"seed {seed}"
        assert yard.rows("select count(*) from outbox_job where state <> 'done'") == [
            (0,)
        ]
        lost = yard.rows("select count(*) from outbox_attempt where ending = 'lost'")
        running = "select count(*) from outbox_attempt where ending = 'running'"
        assert yard.rows(running) == [(0,)]
        print(f"{KILLS} kills, {len(keys)} jobs, {lost[0][0]} tries lost")  # noqa: T201
