"""How often a carrier was called in one minute, counted for all workers."""

from datetime import datetime

from django.db import models
from typing_extensions import override


class CallBudget(models.Model):
    """This will hold one minute's calls, held under a limit by one statement."""

    carrier = models.CharField(max_length=32)
    verb = models.CharField(max_length=8)
    minute = models.DateTimeField()
    used = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "verb", "minute"],
                name="one_budget_per_carrier_verb_and_minute",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.carrier} {self.verb} {self.minute:%H:%M} {self.used}"

    @classmethod
    def take(cls, *, carrier: str, verb: str, minute: datetime, most: int) -> bool:
        """Count one call, or return False where the minute's calls are used up."""
        mine = CallBudget.objects.filter(carrier=carrier, verb=verb, minute=minute)
        below = mine.filter(used__lt=most)
        if below.update(used=models.F("used") + 1):
            return True
        CallBudget.objects.bulk_create(
            [cls(carrier=carrier, verb=verb, minute=minute)], ignore_conflicts=True
        )
        return bool(below.update(used=models.F("used") + 1))
