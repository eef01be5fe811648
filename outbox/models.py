"""The rows of the outbox: work owed, every try at it, who stepped in, who is alive."""

from datetime import UTC, datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

# Due under any clock, also one that a demonstration sets into the past.
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)


class State(models.TextChoices):
    """Where a job stands."""

    READY = "ready", _("waiting")
    LEASED = "leased", _("being done")
    DONE = "done", _("done")
    DEAD = "dead", _("given up")
    CANCELLED = "cancelled", _("cancelled")


class Ending(models.TextChoices):
    """How one try ended."""

    RUNNING = "running", _("running")
    DONE = "done", _("done")
    AGAIN = "again", _("to be looked at again")
    FAILED = "failed", _("failed")
    DEAD = "dead", _("refused for good")
    UNKNOWN = "unknown", _("nobody knows what came of it")
    LOST = "lost", _("the worker vanished")
    RETURNED = "returned", _("handed back by a worker that was told to end")


def clock(now: datetime | Combinable | None) -> datetime | Combinable:
    """Return the moment given, or else the database's own clock."""
    return Now() if now is None else now


class JobQuerySet(models.QuerySet["Job"]):
    """Ways to find jobs."""

    def due(self, now: datetime | Combinable | None = None) -> Self:
        """Find those that may start now, the longest due first."""
        due = self.filter(state=State.READY, due_at__lte=clock(now))
        return due.order_by("due_at", "id")

    def expired(self, now: datetime | None = None) -> Self:
        """Find those whose worker has let its lease run out."""
        return self.filter(state=State.LEASED, lease_until__lte=clock(now))

    def held(self, token: object) -> Self:
        """Find the one that this token still holds, its time not over."""
        return self.filter(state=State.LEASED, lease_token=token, lease_until__gt=Now())

    def dead(self) -> Self:
        """Find those that nobody will try again unless a person says so."""
        return self.filter(state=State.DEAD).order_by("-finished_at", "-id")

    def open(self) -> Self:
        """Find those that are still owed."""
        return self.filter(state__in=(State.READY, State.LEASED))


class Job(models.Model):
    """A piece of work owed to the outside world, owed once for each key."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    ids = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=State, default=State.READY)
    posted_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField(default=AT_ONCE)
    attempts = models.PositiveIntegerField(default=0)
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=120, blank=True, default="")
    last_error = models.TextField(blank=True, default="")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                name="job_due",
                condition=Q(state="ready"),
            ),
            models.Index(
                fields=["lease_until"],
                name="job_lease",
                condition=Q(state="leased"),
            ),
            models.Index(
                fields=["state", "finished_at"],
                name="job_finished",
                condition=Q(finished_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="job_leased_has_a_lease",
                condition=Q(
                    state="leased",
                    lease_token__isnull=False,
                    lease_until__isnull=False,
                )
                | (~Q(state="leased") & Q(lease_token=None, lease_until=None)),
            ),
            models.CheckConstraint(
                name="job_ended_has_a_time",
                condition=Q(state__in=("ready", "leased"), finished_at=None)
                | Q(
                    state__in=("done", "dead", "cancelled"),
                    finished_at__isnull=False,
                ),
            ),
            models.UniqueConstraint(
                name="job_lease_token",
                fields=["lease_token"],
                condition=Q(lease_token__isnull=False),
            ),
        ]

    @override
    def __str__(self) -> str:
        """Name the job as the desk shows it."""
        return f"{self.kind} {self.key}"

    @property
    def is_due_at_once(self) -> bool:
        """Say whether nothing but a free worker was ever waited for."""
        return self.due_at == AT_ONCE


class Attempt(models.Model):
    """One try at a job, written when it starts so that a killed worker counts."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="tries")
    token = models.UUIDField(unique=True)
    number = models.PositiveIntegerField()
    worker = models.CharField(max_length=120)
    started_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=8, choices=Ending, default=Ending.RUNNING)
    error = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["id"]

    @override
    def __str__(self) -> str:
        """Name the try as the desk shows it."""
        return f"{self.number}: {self.ending}"


class Intervention(models.Model):
    """A person's word on a job: who had it tried again or cancelled, and why."""

    class Verb(models.TextChoices):
        """What the person had done."""

        REQUEUE = "requeue", _("try again")
        CANCEL = "cancel", _("cancel")

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="interventions")
    verb = models.CharField(max_length=8, choices=Verb)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ["id"]

    @override
    def __str__(self) -> str:
        """Tell who did what."""
        return f"{self.verb} by {self.by}"


class Heartbeat(models.Model):
    """The last sign of life of one worker."""

    worker = models.CharField(max_length=120, unique=True)
    started_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(db_default=Now())
    doing = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        ordering = ["worker"]

    @override
    def __str__(self) -> str:
        """Name the worker."""
        return self.worker
