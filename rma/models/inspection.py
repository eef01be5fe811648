"""What was found when somebody looked."""

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case_line import CaseLine
from rma.rules.words import DispositionKind, Finding, Grade


class Inspection(models.Model):
    """Be one look at units of a line; it may be repeated."""

    line = models.ForeignKey(CaseLine, models.PROTECT, related_name="inspections")
    quantity = models.PositiveIntegerField(default=1)
    outcome = models.CharField(max_length=20)
    grade = models.CharField(max_length=1, blank=True)
    notes = models.TextField(blank=True)
    # What the customer reads on the report: why it failed, and what prevents it.
    cause = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    # What should come of that, and what follows for whoever leaves it.
    advice_expect = models.TextField(blank=True, default="")
    advice_otherwise = models.TextField(blank=True, default="")
    checks = models.JSONField(default=list)
    # Traces of where it worked (rules/clues.py).
    clues = models.JSONField(default=list)
    is_repeat = models.BooleanField(default=False)
    # A second look was asked for: what it finds counts instead.
    superseded_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        """Keep outcome and grade within their words."""

        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=[f.value for f in Finding])
                & Q(grade__in=["", *(g.value for g in Grade)])
                & Q(quantity__gte=1),
                name="inspection_words_known",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return the finding."""
        return self.outcome


class Disposition(models.Model):
    """Decide what becomes of units; a later one supersedes it."""

    line = models.ForeignKey(CaseLine, models.PROTECT, related_name="dispositions")
    quantity = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=20)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        """Keep the kind within its words."""

        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in DispositionKind])
                & Q(quantity__gte=1)
                & ~Q(reason=""),
                name="disposition_kind_known",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return the kind."""
        return self.kind
