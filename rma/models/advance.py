"""A replacement that ships before the old unit is back, on accepted terms."""

from datetime import date

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case_line import CaseLine
from rma.rules.words import NOT_SENT


class AdvanceQuerySet(models.QuerySet["AdvanceReplacement"]):
    """Find advance replacements."""

    def unsettled(self) -> "AdvanceQuerySet":
        """Return those whose old unit still counts as out."""
        return self.filter(settled_at__isnull=True, cancelled_at__isnull=True)

    def counting(self) -> "AdvanceQuerySet":
        """Return those whose days count: the carrier does not have the old unit."""
        return self.unsettled().filter(
            due_back_on__isnull=False,
            returned_at=None,
            line__case__inbound_state__in=NOT_SENT,
        )

    def overdue(self, today: date) -> "AdvanceQuerySet":
        """Return those whose last day is over."""
        return self.counting().filter(due_back_on__lt=today)


class AdvanceReplacement(models.Model):
    """Hold what was accepted, by whom, and until when the old unit is due."""

    line = models.OneToOneField(CaseLine, models.PROTECT, related_name="advance")
    terms = models.JSONField()
    accepted_at = models.DateTimeField()
    accepted_by = models.CharField(max_length=120)
    accepted_from = models.GenericIPAddressField(null=True)
    delivered_at = models.DateTimeField(null=True)
    due_back_on = models.DateField(null=True)
    original_due_on = models.DateField(null=True)
    extension_asked_at = models.DateTimeField(null=True)
    extension_why = models.TextField(blank=True)
    returned_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = AdvanceQuerySet.as_manager()

    class Meta:
        """Let the clock run from delivery only."""

        constraints = [
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True, due_back_on__isnull=True)
                | Q(delivered_at__isnull=False, due_back_on__isnull=False),
                name="advance_due_from_delivery",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return until when the old unit is due."""
        return f"due back {self.due_back_on}"

    @property
    def is_out(self) -> bool:
        """Whether the old unit is still owed to us."""
        return not (self.returned_at or self.settled_at or self.cancelled_at)
