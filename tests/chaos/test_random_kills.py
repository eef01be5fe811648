"""Workers killed at moments nobody chose; afterwards the books must balance."""

import os
import random
import signal
import time

import pytest

KILLS = int(os.environ.get("CHAOS_KILLS", "200"))
WORKERS = 3


@pytest.mark.chaos
@pytest.mark.timeout(1800)
class TestChaos:
    def test_after_many_kills_every_effect_took_place_once(self, yard):
        chance = random.Random(os.environ.get("CHAOS_SEED"))
        keys = []
        workers = [yard.worker(lease=0.6) for _ in range(WORKERS)]

        for kill in range(KILLS):
            fresh = [f"job:{kill:04}-{number}" for number in range(20)]
            yard.post("test.lingers", *fresh[:10])
            yard.post("test.posts", *fresh[10:])
            keys += fresh + [f"{key}:next" for key in fresh[10:]]
            time.sleep(chance.uniform(0.0, 0.6))
            one = chance.randrange(WORKERS)
            workers[one].send_signal(signal.SIGKILL)
            workers[one].wait()
            workers[one] = yard.worker(lease=0.6)
        yard.wait(lambda: yard.open() == 0, 300)
        for worker in workers:
            worker.terminate()
            assert worker.wait(20) == 0

        assert [key for key in yard.effects() if key != "daily"] == sorted(keys)
        assert yard.rows("select count(*) from outbox_job where state <> 'done'") == [
            (0,)
        ]
        lost = yard.rows("select count(*) from outbox_attempt where ending = 'lost'")
        running = "select count(*) from outbox_attempt where ending = 'running'"
        assert yard.rows(running) == [(0,)]
        print(f"{KILLS} kills, {len(keys)} jobs, {lost[0][0]} tries lost")  # noqa: T201
