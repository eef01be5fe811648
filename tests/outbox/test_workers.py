"""Several workers, slow handlers, quiet nights: what a fleet promises."""

import time
from uuid import uuid4

import pytest

MANY = 10_000


@pytest.mark.fleet
@pytest.mark.slow
class TestSchedulers:
    def test_three_give_one_run_per_period(self, yard):
        workers = [yard.worker() for _ in range(3)]
        yard.wait(lambda: yard.states() and not yard.open())
        time.sleep(1)

        for worker in workers:
            worker.terminate()
        assert [worker.wait(10) for worker in workers] == [0, 0, 0]
        assert yard.effects() == ["daily"]


@pytest.mark.fleet
@pytest.mark.slow
class TestAWorkerToldToEnd:
    def test_finishes_the_job_in_hand_and_takes_no_other(self, yard):
        yard.post("test.slow", "first", "second", seconds="1.5")
        worker = yard.worker(lease=30)
        yard.wait(lambda: "first:started" in yard.effects())

        worker.terminate()

        assert worker.wait(10) == 0
        assert yard.effects() == ["first", "first:started"]
        assert yard.states()["second"] == "ready"

    @pytest.mark.fleet
    @pytest.mark.slow
    def test_hands_a_job_back_that_takes_too_long(self, yard):
        yard.post("test.slow", "job", seconds="60")
        worker = yard.worker(lease=30, grace=0.2)
        yard.wait(lambda: "job:started" in yard.effects())

        worker.terminate()

        assert worker.wait(10) == 0
        jobs = yard.rows("select state, attempts from outbox_job where key = 'job'")
        assert jobs == [("ready", 0)]


@pytest.mark.fleet
@pytest.mark.slow
class TestALongJob:
    def test_keeps_its_lease_while_it_lives(self, yard):
        yard.post("test.slow", "job", seconds="2.5")
        workers = [yard.worker(lease=0.9), yard.worker(lease=0.9)]
        yard.wait(lambda: "job" in yard.effects())

        for worker in workers:
            worker.terminate()
            assert worker.wait(10) == 0
        assert yard.effects().count("job:started") == 1

    def test_does_not_keep_what_a_lost_worker_held_waiting_for_all_others(self, yard):
        yard.post("test.effect", "lost")
        held = "update outbox_job set {} where key = 'lost' returning id"
        yard.rows(held.format("due_at = '2999-01-01 00:00:00'"))
        slow = [f"slow-{number}" for number in range(12)]
        yard.post("test.slow", *slow, seconds="0.4")
        worker = yard.worker(lease=1)
        yard.wait(lambda: "slow-0:started" in yard.effects())
        lease = f"lease_token = '{uuid4().hex}', lease_until = '2000-01-01 00:00:00'"
        yard.rows(held.format(f"state = 'leased', attempts = 1, {lease}"))

        yard.wait(lambda: "lost" in yard.effects())

        assert yard.open()
        worker.terminate()
        assert worker.wait(10) == 0

    def test_that_hangs_past_its_limit_ends_its_worker_and_then_is_dead(self, yard):
        yard.post("test.hangs", "job")

        for _ in range(2):
            assert yard.worker(lease=0.5).wait(20) == 70
        yard.finish(lease=0.5)

        assert yard.states()["job"] == "dead"


@pytest.mark.postgres
class TestManyJobs:
    @pytest.mark.timeout(400)
    def test_each_take_effect_once_over_two_workers(self, yard):
        keys = sorted(f"job:{number}" for number in range(MANY))
        yard.post("test.effect", *keys)

        began = time.monotonic()
        workers = [yard.worker(lease=30), yard.worker(lease=30)]
        yard.wait(lambda: yard.open() == 0, 380)
        print(f"{MANY / (time.monotonic() - began):.0f} jobs a second")  # noqa: T201

        for worker in workers:
            worker.terminate()
            assert worker.wait(10) == 0
        assert [key for key in yard.effects() if key != "daily"] == keys
        shares = yard.rows("select worker, count(*) from outbox_attempt group by 1")
        assert len(shares) == 2
