"""A failure that somebody chose for the sandbox's next orders."""

from django.db import models
from typing_extensions import override


class SandboxScenario(models.Model):
    """This will hold one failure, and for how many orders it still holds."""

    scenario = models.CharField(max_length=32)
    times_left = models.PositiveSmallIntegerField(default=1)
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    @override
    def __str__(self) -> str:
        return f"{self.scenario} x{self.times_left}"

    @classmethod
    def take(cls, among: tuple[str, ...]) -> str:
        """Return the next failure of those named and count it down; else nothing."""
        for chosen in cls.objects.filter(scenario__in=among, times_left__gt=0):
            taken = cls.objects.filter(
                pk=chosen.pk, times_left=chosen.times_left
            ).update(times_left=chosen.times_left - 1)
            if taken:
                return chosen.scenario
        return ""
