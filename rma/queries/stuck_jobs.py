"""Work that is owed: given up, waiting or done, and who is alive to do it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from outbox.models import AT_ONCE, Heartbeat, Job, State
from rma.queries import keyset
from rma.queries.keyset import Slice

# A worker shows itself every ten seconds; who was silent for a minute is gone.
_SILENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Worker:
    """Show one worker and whether it has been heard lately."""

    row: Heartbeat
    is_alive: bool


@dataclass(frozen=True, slots=True)
class Health:
    """Hold how much work waits, since when, and who does it."""

    dead: int
    due: int
    running: int
    oldest_at: datetime | None
    workers: tuple[Worker, ...]

    @property
    def is_nobody_there(self) -> bool:
        """Whether work waits and no worker has been heard."""
        return not any(worker.is_alive for worker in self.workers)


def health(at: datetime) -> Health:
    """Return how the work stands, in two statements."""
    due = Q(state=State.READY, due_at__lte=at)
    sums = Job.objects.filter(
        state__in=(State.READY, State.LEASED, State.DEAD)
    ).aggregate(
        dead=Count("pk", filter=Q(state=State.DEAD)),
        due=Count("pk", filter=due),
        running=Count("pk", filter=Q(state=State.LEASED)),
        oldest=Min("posted_at", filter=due & Q(due_at=AT_ONCE)),
    )
    workers = tuple(
        Worker(row, row.seen_at > at - _SILENT)
        for row in Heartbeat.objects.order_by("-seen_at")[:20]
    )
    return Health(sums["dead"], sums["due"], sums["running"], sums["oldest"], workers)


def list_jobs(state: str, kind: str, after: str) -> Slice[Job]:
    """Return a page of jobs in a state, the newest first."""
    rows = Job.objects.filter(state=state)
    if kind:
        rows = rows.filter(kind__startswith=kind)
    return keyset.newest(rows, after)


def find_job(job_id: int) -> Job | None:
    """Return one job with its tries and who stepped in."""
    rows = Job.objects.prefetch_related("tries", "interventions")
    return rows.filter(pk=job_id).first()
