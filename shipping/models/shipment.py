"""A shipment: one leg, from one address to another, of one or more parcels."""

from django.db import models
from typing_extensions import override

from shipping.words import Address, Direction


class Shipment(models.Model):
    """This will hold one leg: which way it goes, whose it is, from where to where."""

    reference = models.CharField(max_length=64, db_index=True)
    direction = models.CharField(
        max_length=3, choices=[(word.value, word.name) for word in Direction]
    )
    sender = models.JSONField()
    recipient = models.JSONField()
    carrier = models.CharField(max_length=32, blank=True, default="")
    service = models.CharField(max_length=64, blank=True, default="")
    why = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(direction__in=[word.value for word in Direction]),
                name="shipment_has_a_known_direction",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.direction}"

    @property
    def sender_address(self) -> Address:
        """Return where the leg begins."""
        return Address.from_dict(self.sender)

    @property
    def recipient_address(self) -> Address:
        """Return where the leg ends."""
        return Address.from_dict(self.recipient)

    @property
    def is_inbound(self) -> bool:
        """Return whether the leg comes in to us."""
        return self.direction == Direction.IN.value
