"""What owners declared about the data on a unit, before there was a label."""

from django.db import models
from typing_extensions import override

from rma.models.case_line import CaseLine
from rma.rules.erasure import Erasure


class ErasureDeclaration(models.Model):
    """Keep one declaration with the very words agreed to; only ever added."""

    line = models.ForeignKey(CaseLine, models.CASCADE, related_name="declarations")
    choice = models.CharField(max_length=10)
    words = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        """Keep the choice within its words."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(choice__in=[e.value for e in Erasure])
                & ~models.Q(words=""),
                name="erasure_choice_known",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return the choice."""
        return self.choice
