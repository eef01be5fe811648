"""How a worker takes a job, keeps it and lets go: each one conditional UPDATE."""

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache, partial
from uuid import uuid4

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from outbox.composed import Composed, ComposedUpdate, Slot
from outbox.faults import faultpoint
from outbox.inserting import insert
from outbox.models import AT_ONCE, Attempt, Ending, Job, State
from outbox.words import Again, Dead, Done, Lease, Outcome, Unknown, end_as_done

USUAL_LEASE = timedelta(seconds=60)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True)
class Taken:
    """A job as its worker holds it."""

    lease: Lease
    kind: str
    ids: dict[str, int | str | None]
    attempt: int


def take(
    kinds: Collection[str],
    *,
    worker: str,
    lease_for: timedelta = USUAL_LEASE,
    now: datetime | None = None,
) -> Taken | None:
    """
    Take the job that is longest due and count the attempt, or return nothing.

    One at a time: a job that kills its worker must not use up the attempts of
    others. The lease runs on the database's clock; `now` only says what is due.
    """
    token = uuid4()
    with transaction.atomic(savepoint=False):
        # The UPDATE's own condition is what keeps two workers apart; skipping locked
        # rows only saves waiting. The row is chosen by itself, not in a subselect:
        # PostgreSQL may run that more than once and so take more than one job.
        job = _first_due(tuple(kinds), is_by_own_clock=now is None).first(now=now)
        if job is None:
            return None
        attempt = job.attempts + 1
        taken = _taking(lease_for).run(
            id=job.id, attempts=attempt, token=token, worker=worker
        )
        if not taken:
            return None
        insert([Attempt(job=job, token=token, number=attempt, worker=worker)])
        faultpoint("claim.inside")
        transaction.on_commit(partial(faultpoint, "claim.after"))
    return Taken(Lease(job.id, token), job.kind, job.ids, attempt)


@lru_cache(maxsize=64)
def _first_due(kinds: tuple[str, ...], *, is_by_own_clock: bool) -> Composed[Job]:
    due = Job.objects.due(None if is_by_own_clock else Slot("now"))
    free = due.filter(kind__in=kinds).select_for_update(skip_locked=True)
    return Composed(lambda: free[:1])


@lru_cache(maxsize=16)
def _taking(lease_for: timedelta) -> ComposedUpdate:
    return ComposedUpdate(
        lambda: Job.objects.filter(id=Slot("id"), state=State.READY),
        state=State.LEASED,
        attempts=Slot("attempts"),
        lease_token=Slot("token"),
        lease_until=Now() + lease_for,
        worker=Slot("worker"),
    )


def renew(lease: Lease, *, lease_for: timedelta) -> bool:
    """Hold a lease for longer; one that has run out stays run out."""
    held = Job.objects.held(lease.token)
    return bool(held.update(lease_until=Now() + lease_for))


def settle(
    taken: Taken, outcome: Outcome, *, attempts: int, now: datetime | None = None
) -> bool:
    """
    Write down what came of a try, and return whether it was still ours to say.

    A job that its handler already finished is left as it is.
    """
    if isinstance(outcome, Done) and taken.lease.is_used:
        return True
    if isinstance(outcome, Done):
        return _let_go(partial(end_as_done, taken.lease.token))
    match outcome:
        case Again(after=after, why=why, counts=counts):
            ending = Ending.AGAIN
            changes = _next(taken, why, after, attempts=attempts, now=now)
            if not counts:
                changes = _waiting(why, after or pause(taken.attempt), now)
                changes["attempts"] = F("attempts") - 1
        case Dead(why=why):
            changes = _ended(State.DEAD, why)
            ending = Ending.DEAD
        case Unknown(why=why):
            changes = _ended(State.DEAD, f"Nobody knows what came of it. {why}")
            ending = Ending.UNKNOWN
    return _let_go(partial(_give_back, taken.lease, changes, ending, why))


def fail(
    taken: Taken, error: str, *, attempts: int, now: datetime | None = None
) -> bool:
    """Write down a try that raised: again after a pause, or dead when none is left."""
    changes = _next(taken, error, None, attempts=attempts, now=now)
    return _let_go(partial(_give_back, taken.lease, changes, Ending.FAILED, error))


def hand_back(lease: Lease) -> bool:
    """Give a job back with its attempt, because this worker was told to end."""
    changes: dict[str, object] = {
        "state": State.READY,
        "due_at": AT_ONCE,
        "attempts": F("attempts") - 1,
    }
    return _let_go(partial(_give_back, lease, changes, Ending.RETURNED, ""))


def pause(attempt: int) -> timedelta:
    """Draw the pause after a failed try: anything up to a bound that doubles."""
    doubled: timedelta = FIRST_PAUSE * 2 ** min(attempt - 1, 20)
    bound = min(doubled, LONGEST_PAUSE)
    # Not a secret: it only keeps many failed jobs from coming back at once.
    return max(timedelta(seconds=1), bound * random.random())  # noqa: S311


def _next(
    taken: Taken,
    why: str,
    after: timedelta | None,
    *,
    attempts: int,
    now: datetime | None,
) -> dict[str, object]:
    if taken.attempt >= attempts:
        return _ended(State.DEAD, why)
    return _waiting(why, after or pause(taken.attempt), now)


def _waiting(why: str, after: timedelta, now: datetime | None) -> dict[str, object]:
    due_at = Now() + after if now is None else now + after
    return {"state": State.READY, "due_at": due_at, "last_error": why}


def _ended(state: State, why: str) -> dict[str, object]:
    return {"state": state, "finished_at": Now(), "last_error": why}


def _give_back(
    lease: Lease, changes: dict[str, object], ending: Ending, why: str
) -> bool:
    held = Job.objects.held(lease.token)
    ours = held.update(lease_token=None, lease_until=None, **changes)
    if ours:
        tries = Attempt.objects.filter(token=lease.token)
        tries.update(ending=ending, ended_at=Now(), error=why)
    return bool(ours)


def _let_go(write: Callable[[], bool]) -> bool:
    with transaction.atomic(savepoint=False):
        ours = write()
        faultpoint("settle.inside")
        transaction.on_commit(partial(faultpoint, "settle.after"))
    return ours
