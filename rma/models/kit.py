"""An empty box that we send, with the label for the way back inside."""

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case import Case
from shipping.models import Shipment


class KitQuerySet(models.QuerySet["Kit"]):
    """Find kits."""

    def standing(self) -> "KitQuerySet":
        """Return those that were not called off."""
        return self.filter(cancelled_at__isnull=True)

    def to_ship(self) -> "KitQuerySet":
        """Return those that still wait to leave, the most urgent first."""
        return self.standing().filter(shipped_at__isnull=True).order_by("due_at", "id")


class Kit(models.Model):
    """
    Be the task of sending one empty box to the customer, until it is delivered.

    Its code is that of the box that leaves: a box on its way back whose label lies in
    it names it as `Parcel.inside`.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="kits")
    code = models.CharField(max_length=13, unique=True)
    due_at = models.DateTimeField()
    shipment = models.ForeignKey(
        Shipment, models.PROTECT, null=True, related_name="kits"
    )
    shipped_at = models.DateTimeField(null=True)
    shipped_by = models.CharField(max_length=120, blank=True)
    delivered_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = KitQuerySet.as_manager()

    class Meta:
        """Keep who with when, and what left with its parcel."""

        constraints = [
            models.CheckConstraint(
                condition=Q(shipped_at__isnull=True, shipped_by="", shipment=None)
                | (
                    Q(shipped_at__isnull=False, shipment__isnull=False)
                    & ~Q(shipped_by="")
                ),
                name="kit_shipped_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True) | Q(shipped_at__isnull=False),
                name="kit_shipped_before_delivered",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(shipped_at__isnull=True, cancelled_at__isnull=True),
                name="kit_to_ship",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return the code of the box."""
        return self.code
