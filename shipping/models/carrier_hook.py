"""A hook: what a carrier told us by itself, kept raw before anybody reads it."""

from datetime import datetime
from enum import StrEnum

from django.db import models
from django.db.models import Q
from typing_extensions import override


class HookState(StrEnum):
    """This will say how far a hook has been read."""

    NEW = "new"
    PARKED = "parked"
    READ = "read"
    IGNORED = "ignored"


class CarrierHookQuerySet(models.QuerySet["CarrierHook"]):
    """This will find hooks."""

    def due(self, at: datetime) -> "CarrierHookQuerySet":
        """Return those to be read now: new ones, and parked ones whose time came."""
        return self.filter(
            state__in=(HookState.NEW, HookState.PARKED), look_at__lte=at
        ).order_by("look_at", "id")

    def unmatched_purchases(self) -> "CarrierHookQuerySet":
        """Return those that tell of a label sold which no order of ours knows."""
        return self.filter(kind="purchase", state=HookState.PARKED)

    def telling_of(self, ref: str) -> "CarrierHookQuerySet":
        """Return those that tell of a label sold under a word of ours."""
        return self.filter(kind="purchase", ref=ref)


class CarrierHook(models.Model):
    """This will hold one hook byte for byte; the same bytes again are the same row."""

    carrier = models.CharField(max_length=32)
    body = models.BinaryField()
    body_hash = models.CharField(max_length=64)
    proof = models.CharField(max_length=12)
    received_at = models.DateTimeField()
    state = models.CharField(
        max_length=8,
        choices=[(word.value, word.name) for word in HookState],
        default=HookState.NEW.value,
    )
    look_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True, default="")
    # What it is about, as soon as it is read: a movement, or a label sold.
    kind = models.CharField(max_length=10, blank=True, default="")
    provider_id = models.CharField(max_length=64, blank=True, default="")
    ref = models.CharField(max_length=40, blank=True, default="")

    objects = CarrierHookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "body_hash"], name="hook_is_kept_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[word.value for word in HookState]),
                name="hook_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["new", "parked"], read_at__isnull=True)
                | Q(state__in=["read", "ignored"], read_at__isnull=False),
                name="hook_is_read_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["look_at"],
                condition=Q(state__in=["new", "parked"]),
                name="hook_to_read",
            ),
            models.Index(fields=["received_at"], name="hook_by_age"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.carrier} {self.received_at:%Y-%m-%d %H:%M:%S} {self.state}"

    def end(self, state: HookState, outcome: str, *, at: datetime) -> None:
        """Note that it is read, or why it leads nowhere; the caller saves."""
        self.state, self.outcome, self.read_at = state.value, outcome, at

    def park(self, *, until: datetime) -> None:
        """Note that nobody here knows what it is about yet; the caller saves."""
        self.state, self.look_at = HookState.PARKED.value, until
