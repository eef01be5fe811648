"""Units that went from one account to another, and why."""

from django.db import models
from django.db.models import F, Q
from typing_extensions import override

from rma.models.account import Account
from rma.models.unit import Unit


class UnitTransfer(models.Model):
    """Keep one change of owner; only ever added."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="transfers")
    before = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(Account, models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        """Keep each one a real change with its reason."""

        constraints = [
            models.CheckConstraint(
                condition=~Q(why="") & (Q(before__isnull=True) | ~Q(before=F("after"))),
                name="unit_transfer_changes_owner",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return who has it now."""
        return f"{self.unit_id}: {self.after_id}"
