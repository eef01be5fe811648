"""Workers die where it hurts most; nothing is lost and nothing happens twice."""

import os
import signal

import pytest

pytestmark = [pytest.mark.fleet, pytest.mark.slow]
KEYS = [f"job:{number}" for number in range(6)]


class TestAWorkerKilled:
    """Five times at each point, every time a real process."""

    def test_with_an_effect_in_hand_loses_and_doubles_nothing(self, yard):
        keys = sorted(f"job:{number}" for number in range(24))
        yard.post("test.effect", *keys)

        yard.crash("claim.inside", "claim.after", "finish.inside", "test.after")
        yard.finish()

        assert yard.effects() == ["daily", *keys]
        assert set(yard.states().values()) == {"done"}

    def test_while_writing_down_the_end_of_a_job_leaves_every_job_done(self, yard):
        yard.post("test.bare", *(f"job:{number}" for number in range(24)))

        yard.crash("handler.after", "settle.inside", "settle.after")
        yard.finish()

        assert set(yard.states().values()) == {"done"}
        assert yard.effects() == ["daily"]

    def test_while_sweeping_up_after_others_loses_nothing(self, yard):
        yard.post("test.effect", *KEYS)
        yard.crash("claim.after", times=3, lease=0.01)

        yard.crash("sweep.inside")
        yard.finish()

        assert yard.effects() == ["daily", *KEYS]

    def test_while_posting_a_rhythm_posts_it_once_in_the_end(self, yard):
        yard.crash("tick.inside")
        assert yard.states() == {}

        yard.finish()
        assert yard.effects() == ["daily"]

    def test_while_posting_leaves_neither_the_fact_nor_the_job(self, yard):
        yard.post("test.posts", "first")

        yard.crash("test.posted")
        assert yard.effects() == ["daily"]
        assert set(yard.states()) == {"every:test.daily", "first"}

        yard.finish()
        assert yard.effects() == ["daily", "first", "first:next"]

    def test_counts_the_try_it_began_and_names_it_lost(self, yard):
        yard.post("test.effect", "job")
        yard.crash("test.inside", times=1)
        yard.finish()

        endings = yard.rows(
            "select ending from outbox_attempt a join outbox_job j on j.id = a.job_id"
            " where j.key = 'job' order by a.id"
        )
        assert endings == [("lost",), ("done",)]


class TestAPoisonousJob:
    def test_is_dead_after_its_attempts_while_others_flow(self, yard):
        yard.post("test.poison", "poison")
        yard.post("test.effect", *KEYS)

        deaths = 0
        while yard.open():
            worker = yard.worker(lease=0.3)
            yard.wait(lambda w=worker: w.poll() is not None or not yard.open())
            if worker.poll() is None:
                worker.terminate()
                assert worker.wait(10) == 0
            else:
                assert worker.returncode == -signal.SIGKILL
                deaths += 1

        assert deaths == 3
        assert yard.states()["poison"] == "dead"
        assert yard.effects() == ["daily", *KEYS]


class TestAWorkerStopped:
    def test_past_its_lease_cannot_commit(self, yard):
        yard.post("test.stopped", "job")
        asleep = yard.worker(fault="test.before=stop", lease=0.5)
        os.waitid(os.P_PID, asleep.pid, os.WSTOPPED)

        yard.finish(lease=0.5)
        assert yard.effects() == ["daily", "job"]
        asleep.send_signal(signal.SIGCONT)
        asleep.terminate()
        told = yard.told(asleep)

        assert yard.effects() == ["daily", "job"]
        assert "lost its lease" in told
        assert asleep.returncode == 0

    @pytest.mark.postgres
    def test_in_the_middle_of_its_transaction_holds_up_nobody_else(self, yard):
        yard.post("test.effect", "first")
        asleep = yard.worker(fault="finish.inside=stop", lease=0.5)
        os.waitid(os.P_PID, asleep.pid, os.WSTOPPED)
        yard.post("test.effect", *KEYS)

        other = yard.worker(lease=0.5)
        yard.wait(lambda: yard.open() == 1)
        assert yard.effects() == ["daily", *KEYS]
        asleep.send_signal(signal.SIGCONT)
        yard.wait(lambda: yard.open() == 0)

        other.terminate()
        assert other.wait(10) == 0
        assert yard.effects() == ["daily", "first", *KEYS]
