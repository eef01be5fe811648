"""The words handlers speak: what came of a job, and the lease it ran under."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from outbox.composed import ComposedUpdate, Slot
from outbox.faults import faultpoint
from outbox.models import Attempt, Ending, Job, State


@dataclass(frozen=True)
class Done:
    """The effect has taken place."""


@dataclass(frozen=True)
class Again:
    """Not yet: look again later; `after` is left out for the usual back-off."""

    after: timedelta | None
    why: str
    counts: bool


@dataclass(frozen=True)
class Dead:
    """It can't be done; a person has to decide."""

    why: str


@dataclass(frozen=True)
class Unknown:
    """It may have happened or not: never tried again without a person's word."""

    why: str


Outcome = Done | Again | Dead | Unknown

DONE = Done()


def again(
    after: timedelta | None = None, *, why: str = "", counts: bool = True
) -> Again:
    """
    Ask for another try after a while.

    A try that was only throttled passes counts=False and uses no attempt up.
    """
    return Again(after=after, why=why, counts=counts)


def dead(reason: str) -> Dead:
    """Give the job up at once, with the reason the desk will show."""
    return Dead(reason)


def unknown(reason: str = "") -> Unknown:
    """Say that nobody knows whether the effect took place."""
    return Unknown(reason)


class LeaseLost(Exception):
    """The time of this try is over; another may have taken the job."""


@dataclass
class Lease:
    """The right to finish one job, for a while, proved by a token."""

    job_id: int
    token: UUID
    is_used: bool = False

    def finish(self) -> None:
        """
        Mark the job done inside the caller's transaction.

        Raises LeaseLost where the lease has run out or was taken, so that the
        caller's effects are rolled back, and TransactionManagementError outside
        a transaction.
        """
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError(
                "A lease is finished in the transaction of its effects."
            )
        if not end_as_done(self.token):
            raise LeaseLost(f"job {self.job_id}")
        self.is_used = True
        faultpoint("finish.inside")


def end_as_done(token: UUID) -> bool:
    """Mark the job that a token still holds as done, and return whether it held one."""
    if not _JOB_DONE.run(token=token):
        return False
    _TRY_DONE.run(token=token)
    return True


_JOB_DONE = ComposedUpdate(
    lambda: Job.objects.held(Slot("token")),
    state=State.DONE,
    finished_at=Now(),
    lease_token=None,
    lease_until=None,
    last_error="",
)
_TRY_DONE = ComposedUpdate(
    lambda: Attempt.objects.filter(token=Slot("token")),
    ending=Ending.DONE,
    ended_at=Now(),
)
