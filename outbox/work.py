"""Doing what is due: drain it, sweep up after lost workers, keep rhythms, tidy up."""

import logging
import os
import socket
import time
import traceback
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from types import TracebackType

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from outbox import claim, handlers
from outbox.faults import faultpoint
from outbox.handlers import every, handler
from outbox.models import AT_ONCE, Attempt, Ending, Heartbeat, Job, State
from outbox.post import Posting, post_many
from outbox.words import LeaseLost

__all__ = ["drain", "every", "handler", "retire", "sweep", "tick", "worker_name"]

KEPT = timedelta(days=14)
log = logging.getLogger(__name__)

Next = Callable[[], claim.Taken | None]
Watch = Callable[[claim.Taken], AbstractContextManager[object]]


def worker_name() -> str:
    """Name this process so that the desk can tell workers apart."""
    return f"{socket.gethostname()}:{os.getpid()}"


def drain(
    now: datetime | None = None,
    limit: int | None = None,
    *,
    only: Collection[str] = (),
    lease_for: timedelta = claim.USUAL_LEASE,
    may_go_on: Callable[[], bool] = lambda: True,
    watch: Watch = lambda _taken: nullcontext(),
) -> int:
    """
    Do what is due, one job after the other, and return how many were tried.

    `now` sets the clock that says what is due and that handlers are given. `only`
    names the kinds to do, all if left out. `watch` is entered around each job, for
    example to renew its lease.
    """
    handlers.load()
    kinds, worker, tried = only or handlers.kinds(), worker_name(), 0

    def next_one() -> claim.Taken | None:
        if not may_go_on() or tried == limit:
            return None
        return claim.take(kinds, worker=worker, lease_for=lease_for, now=now)

    taken = next_one()
    while taken:
        tried += 1
        with watch(taken):
            taken = _do(taken, now, next_one)
    return tried


def sweep(now: datetime | None = None) -> int:
    """
    Put jobs of lost workers back, or to the dead after their last attempt.

    Any number of workers may sweep at once; returns how many jobs this one moved.
    """
    expired = Job.objects.expired(now).filter(kind__in=handlers.kinds())
    return sum(_take_away(job, now) for job in expired[:100])


def _take_away(job: Job, now: datetime | None) -> bool:
    why = f"The worker {job.worker} vanished."
    changes: dict[str, object] = {"state": State.READY, "due_at": AT_ONCE}
    if job.attempts >= handlers.find(job.kind).attempts:
        changes = {"state": State.DEAD, "finished_at": Now()}
    with transaction.atomic():
        # A worker that stands still inside its transaction must not stop this one.
        same = Job.objects.expired(now).filter(id=job.id, lease_token=job.lease_token)
        free = same.select_for_update(skip_locked=True).values("id")
        moved = same.filter(id__in=free).update(
            lease_token=None, lease_until=None, last_error=why, **changes
        )
        if moved:
            Attempt.objects.filter(
                token=str(job.lease_token), ending=Ending.RUNNING
            ).update(ending=Ending.LOST, ended_at=Now(), error=why)
        faultpoint("sweep.inside")
    return bool(moved)


def tick(now: datetime | None = None) -> None:
    """Post the work of every rhythm for the present period; twice changes nothing."""
    at = now or timezone.now()
    owed = [Posting(each.name, each.key(at)) for each in handlers.rhythms()]
    if not owed:
        return
    with transaction.atomic():
        post_many(owed)
        faultpoint("tick.inside")


def retire(now: datetime | None = None, batch: int = 1000) -> int:
    """Delete a batch of jobs done two weeks ago, and signs of life as old."""
    at = now or timezone.now()
    present = [each.key(at) for each in handlers.rhythms()]
    old = Job.objects.filter(
        state__in=(State.DONE, State.CANCELLED), finished_at__lt=at - KEPT
    )
    # The present period of a slow rhythm must stay, or it would be owed again.
    ids = list(old.exclude(key__in=present).values_list("id", flat=True)[:batch])
    Job.objects.filter(id__in=ids).delete()
    Heartbeat.objects.filter(seen_at__lt=at - timedelta(days=1)).delete()
    return len(ids)


def is_due(now: datetime | None = None) -> bool:
    """Say whether a worker would find something to do; one indexed look."""
    return Job.objects.due(now).filter(kind__in=handlers.kinds()).exists()


def _do(taken: claim.Taken, now: datetime | None, next_one: Next) -> claim.Taken | None:
    """
    Do one job, and return the next one.

    A job is let go and the next one taken in one transaction: a commit is what an
    empty job costs most.
    """
    doer = handlers.find(taken.kind)
    started = time.monotonic()
    trial = _Trial(taken)
    with trial:
        outcome = doer.work(lease=taken.lease, at=now or timezone.now(), **taken.ids)
        faultpoint("handler.after")
        with transaction.atomic():
            claim.settle(taken, outcome, attempts=doer.attempts, now=now)
            following = next_one()
        log.debug("%s took %.3f s", taken.kind, time.monotonic() - started)
        return following
    if trial.error:
        claim.fail(taken, trial.error, attempts=doer.attempts, now=now)
    return next_one()


class _Trial:
    """Whatever a handler raises is its job's failure, never the worker's end."""

    def __init__(self, taken: claim.Taken) -> None:
        self.taken = taken
        self.error = ""

    def __enter__(self) -> "_Trial":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if isinstance(error, LeaseLost):
            log.warning("%s lost its lease: %s", self.taken.kind, error)
            return True
        if isinstance(error, Exception):
            self.error = f"{type(error).__name__}: {error}"[:2000]
            log.error(
                "%s failed: %s",
                self.taken.kind,
                "".join(traceback.format_exception(error)),
            )
            return True
        return False
