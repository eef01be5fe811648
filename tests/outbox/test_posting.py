"""What is promised, and that it is promised once or not at all."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from outbox import dead, handlers, words, work
from outbox.models import Heartbeat, Intervention, Job, State
from outbox.post import post
from outbox.words import LeaseLost

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def only_these_handlers(db, settings):
    """An empty register, put back afterwards as it was."""
    settings.OUTBOX_JOBS = []
    registers = (handlers._handlers, handlers._rhythms)
    kept = [register.copy() for register in registers]
    for register in registers:
        register.clear()
    handlers.handler("test.bare", attempts=2)(lambda *, lease, at, **ids: words.DONE)
    yield
    for register, before in zip(registers, kept, strict=True):
        register.clear()
        register.update(before)


def outcome_of(name, outcome):
    """Register a handler that answers with this."""
    handlers.handler(name, attempts=2)(lambda *, lease, at: outcome)
    post(name, "job")


class TestPost:
    def test_is_one_statement(self):
        with CaptureQueriesContext(connection) as queries:
            post("test.bare", "job", case_id=1)

        assert len(queries) == 1

    def test_owes_an_effect_once_also_when_it_is_done(self):
        post("test.bare", "job", key2="first")
        post("test.bare", "job", key2="second")

        assert [job.ids for job in Job.objects.all()] == [{"key2": "first"}]

    def test_rolled_back_leaves_nothing(self):
        with transaction.atomic():
            post("test.bare", "job")
            transaction.set_rollback(True)

        assert not Job.objects.exists()

    @pytest.mark.django_db(transaction=True)
    def test_refuses_to_promise_outside_a_transaction(self):
        with pytest.raises(transaction.TransactionManagementError):
            post("test.bare", "job")

    def test_waits_until_its_time_by_the_clock_it_is_given(self):
        outcomes = handlers.handler("test.plain")
        outcomes(lambda *, lease, at: words.DONE)
        post("test.plain", "job", at=NOON)

        assert work.drain(now=NOON - timedelta(seconds=1)) == 0
        assert work.drain(now=NOON) == 1
        assert Job.objects.get().state == State.DONE


class TestOutcomes:
    def test_again_is_not_due_before_its_time_and_ends_with_its_attempts(self):
        outcome_of("test.later", words.again(timedelta(hours=1), why="no answer"))

        assert work.drain(now=NOON) == 1
        assert work.drain(now=NOON + timedelta(minutes=59)) == 0
        assert work.drain(now=NOON + timedelta(hours=1)) == 1
        job = Job.objects.get()
        assert (job.state, job.attempts, job.last_error) == ("dead", 2, "no answer")

    def test_throttled_uses_no_attempt_up(self):
        outcome_of("test.busy", words.again(timedelta(hours=1), counts=False))

        for hours in range(5):
            work.drain(now=NOON + timedelta(hours=hours))

        assert (Job.objects.get().state, Job.objects.get().attempts) == ("ready", 0)

    def test_unknown_is_never_tried_again_without_a_person(self):
        outcome_of("test.money", words.unknown("The carrier hung up."))

        work.drain(now=NOON)
        work.drain(now=NOON + timedelta(days=30))

        job = Job.objects.get()
        assert (job.state, job.attempts) == ("dead", 1)
        assert [one.ending for one in job.tries.all()] == ["unknown"]

    def test_a_handler_that_raises_is_tried_again_later_and_tells_why(self):
        def breaks(*, lease, at):
            raise ValueError("no such label")

        handlers.handler("test.breaks", attempts=2)(breaks)
        post("test.breaks", "job")

        work.drain(now=NOON)
        job = Job.objects.get()
        assert (job.state, job.last_error) == ("ready", "ValueError: no such label")
        assert NOON < job.due_at <= NOON + timedelta(seconds=5)
        work.drain(now=NOON + timedelta(minutes=1))
        assert Job.objects.get().state == "dead"

    def test_a_kind_nobody_here_knows_waits_untouched(self):
        post("test.of-a-newer-release", "job")

        assert work.drain() == 0
        assert Job.objects.get().attempts == 0


class TestDeadJobs:
    def test_requeue_gives_all_attempts_back_and_keeps_who_and_why(self):
        outcome_of("test.dead", words.dead("no such street"))
        work.drain(now=NOON)
        job = Job.objects.get()

        dead.requeue(job.id, reason="Street corrected", by="Ada", at=NOON)

        job.refresh_from_db()
        assert (job.state, job.attempts, job.finished_at) == ("ready", 0, None)
        word = Intervention.objects.get()
        assert (word.verb, word.by, word.reason) == (
            "requeue",
            "Ada",
            "Street corrected",
        )
        with pytest.raises(dead.NotDead):
            dead.requeue(job.id, reason="again", by="Ada", at=NOON)

    def test_cancel_ends_a_waiting_job_and_refuses_one_that_is_done(self):
        post("test.bare", "job")
        job = Job.objects.get()

        dead.cancel(job.id, reason="Return cancelled", by="Ada", at=NOON)

        assert work.drain() == 0
        assert Job.objects.get().state == "cancelled"
        with pytest.raises(dead.NotWaiting):
            dead.cancel(job.id, reason="again", by="Ada", at=NOON)


class TestRetention:
    def test_forgets_what_was_done_two_weeks_ago_but_never_a_present_period(self):
        handlers.every(timedelta(days=365), "test.yearly")(
            lambda *, lease, at: words.DONE
        )
        outcome_of("test.old", words.DONE)
        outcome_of("test.gone", words.dead("no"))
        work.tick()
        work.drain()
        post("test.young", "young")
        Heartbeat.objects.create(worker="gone")
        later = datetime.now(UTC) + timedelta(days=15)

        assert work.retire(now=later) == (1 if later.year == 2026 else 2)
        assert not Heartbeat.objects.exists()
        assert Job.objects.filter(key="young").exists()


class TestLease:
    def test_finishes_once(self):
        caught = []

        def twice(*, lease, at):
            lease.finish()
            try:
                lease.finish()
            except LeaseLost as lost:
                caught.append(lost)
            return words.DONE

        handlers.handler("test.twice")(twice)
        post("test.twice", "job")
        work.drain()

        assert len(caught) == 1
        assert Job.objects.get().state == "done"
