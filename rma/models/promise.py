"""A date somebody gave: kept, moved with a reason, or broken."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case import Case
from rma.rules.promises import CHOSEN, Watch
from rma.rules.words import Party, PromiseState, Step


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Find promises."""

    def open(self) -> "PromiseQuerySet":
        """Return those neither kept nor withdrawn nor broken."""
        return self.filter(state=PromiseState.OPEN)

    def due(self, at: datetime) -> "PromiseQuerySet":
        """Return those open ones that fall due by a moment."""
        return self.open().filter(due_at__lte=at)


class Promise(models.Model):
    """Promise one step of a plan by a date; its first date stays known."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="promises")
    position = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=20)
    who = models.CharField(max_length=12)
    due_at = models.DateTimeField()
    original_due_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=PromiseState.OPEN.value)
    why = models.TextField(blank=True)
    moved_at = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        """Keep words known, kept with its time, and one open row a step."""

        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(step__in=[s.value for s in Step])
                & Q(who__in=[p.value for p in Party])
                & Q(state__in=[s.value for s in PromiseState]),
                name="promise_words_known",
            ),
            models.CheckConstraint(
                condition=Q(state="kept", kept_at__isnull=False)
                | (~Q(state="kept") & Q(kept_at__isnull=True)),
                name="promise_kept_has_time",
            ),
            models.UniqueConstraint(
                fields=["case", "step"],
                condition=Q(state="open"),
                name="promise_one_open_per_step",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state="open"), name="promise_due"
            )
        ]

    @override
    def __str__(self) -> str:
        """Return the step and its date."""
        return f"{self.step} by {self.due_at:%Y-%m-%d}"

    @property
    def is_moved(self) -> bool:
        """Whether its date is no longer the first one given."""
        return self.due_at != self.original_due_at

    def watch(self, *, is_swap: bool) -> Watch:
        """Return what decides whether it asks for a word; swaps have their own day."""
        is_handed_over = self.step == Step.HAND_OVER and not is_swap
        return Watch(
            Party(self.who),
            self.due_at,
            self.warned_at,
            self.told_at,
            has_last_day=is_handed_over,
            is_chosen=self.why == CHOSEN,
        )

    def keep(self, *, at: datetime) -> None:
        """Write that the fact it promised has come."""
        self.state, self.kept_at = PromiseState.KEPT, at
        self.save()

    def break_off(self, *, at: datetime) -> None:
        """Write that its day passed and the fact did not come."""
        self.state, self.told_at = PromiseState.BROKEN, self.told_at or at
        self.save()

    def move(self, due_at: datetime, *, why: str, at: datetime) -> None:
        """Give it a new date with the reason; what was told before is told again."""
        self.due_at, self.why, self.moved_at = due_at, why, at
        self.warned_at = self.told_at = None
        self.save()
