"""What a person may do with a job that was given up."""

from datetime import datetime

from django.db import transaction

from outbox.models import AT_ONCE, Intervention, Job, State


class NotDead(Exception):
    """The job was not given up, so there is nothing to try again."""


class NotWaiting(Exception):
    """The job is being done, is done or is cancelled already."""


def requeue(job_id: int, *, reason: str, by: str, at: datetime) -> None:
    """
    Have a dead job tried again with all its attempts, and keep who said so.

    Raises NotDead where it is not dead.
    """
    with transaction.atomic():
        dead = Job.objects.filter(id=job_id, state=State.DEAD)
        if not dead.update(
            state=State.READY, attempts=0, due_at=AT_ONCE, finished_at=None
        ):
            raise NotDead(job_id)
        _keep(job_id, Intervention.Verb.REQUEUE, reason, by, at)


def cancel(job_id: int, *, reason: str, by: str, at: datetime) -> None:
    """
    Give up a dead or waiting job for good, and keep who said so.

    Raises NotWaiting where it is neither.
    """
    with transaction.atomic():
        owed = Job.objects.filter(id=job_id, state__in=(State.DEAD, State.READY))
        if not owed.update(state=State.CANCELLED, finished_at=at):
            raise NotWaiting(job_id)
        _keep(job_id, Intervention.Verb.CANCEL, reason, by, at)


def _keep(job_id: int, verb: str, reason: str, by: str, at: datetime) -> None:
    Intervention.objects.create(job_id=job_id, verb=verb, reason=reason, by=by, at=at)
