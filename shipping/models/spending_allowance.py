"""More than the cap, once: for one day or one reference, by somebody for a reason."""

from django.db import models
from typing_extensions import override


class SpendingAllowance(models.Model):
    """This will hold what may be spent beyond a cap, in minor units and labels."""

    day = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=64, blank=True, default="")
    cents = models.PositiveBigIntegerField(default=0)
    labels = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(day__isnull=False, reference="")
                | models.Q(day__isnull=True) & ~models.Q(reference=""),
                name="allowance_is_for_a_day_or_a_reference",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(by=""),
                name="allowance_is_given_by_somebody_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["day"], name="allowance_by_day"),
            models.Index(fields=["reference"], name="allowance_by_reference"),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.day or self.reference} {self.cents}"
