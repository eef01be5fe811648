"""The rules of spending on labels: one row for each time somebody changed them."""

from django.db import models
from typing_extensions import override


class BuyingRules(models.Model):
    """This will hold caps in minor units of each currency; the newest row counts."""

    day_cap_cents = models.PositiveBigIntegerField(default=500_000)
    case_cap_cents = models.PositiveBigIntegerField(default=50_000)
    case_cap_labels = models.PositiveIntegerField(default=12)
    is_stopped = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(by=""),
                name="rules_are_changed_by_somebody_for_a_reason",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by}"
