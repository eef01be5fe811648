"""What is done with a unit between the bench and its shelf: erased, put away."""

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case_line import CaseLine
from rma.models.shelf import Shelf
from rma.rules.disposition import ErasureMethod


class Erasure(models.Model):
    """Record that the data of units is gone, or who waived that and why."""

    line = models.ForeignKey(CaseLine, models.PROTECT, related_name="erasures")
    quantity = models.PositiveIntegerField(default=1)
    method = models.CharField(max_length=24)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        """Keep the method within its words, and a waiver with its reason."""

        constraints = [
            models.CheckConstraint(
                condition=Q(method__in=[each.value for each in ErasureMethod])
                & Q(quantity__gte=1),
                name="erasure_method_known",
            ),
            models.CheckConstraint(
                condition=~Q(method=ErasureMethod.WAIVED.value, note=""),
                name="erasure_waiver_has_reason",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the method."""
        return self.method


class Placement(models.Model):
    """Say on which shelf a unit was put; the newest one counts."""

    line = models.ForeignKey(CaseLine, models.PROTECT, related_name="placements")
    shelf = models.ForeignKey(Shelf, models.PROTECT, related_name="placements")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        """Find the newest place of a line."""

        indexes = [models.Index(fields=["line", "-id"], name="placement_newest")]

    @override
    def __str__(self) -> str:
        """Return where it lies."""
        return f"{self.line_id} on {self.shelf_id}"
