"""What travels in which box, where a return has several boxes or shares one."""

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case_line import CaseLine
from shipping.models import Parcel


class Packed(models.Model):
    """
    Say how many units of a line lie in a box.

    A box without such rows holds what no other box of its return is said to hold. A
    line whose rows name a box of another return rides along in it.
    """

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="packed")
    line = models.ForeignKey(CaseLine, models.CASCADE, related_name="packed")
    quantity = models.PositiveIntegerField()

    class Meta:
        """Name a line once a box, with at least one unit."""

        verbose_name_plural = "packed"
        constraints = [
            models.UniqueConstraint(
                fields=["parcel", "line"], name="packed_line_once_a_box"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1), name="packed_at_least_one"
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the box and the line."""
        return f"{self.parcel_id}: {self.quantity} of line {self.line_id}"
