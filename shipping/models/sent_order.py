"""An order sent to a carrier: one POST about money, watched until nothing can come."""

from datetime import datetime

from django.db import models
from typing_extensions import override

from shipping.models.label_purchase import LabelPurchase


class SentOrderQuerySet(models.QuerySet["SentOrder"]):
    """This will find orders by what is still to be expected of them."""

    def watched(self, at: datetime) -> "SentOrderQuerySet":
        """Return those of which a label may still appear, and which are due a look."""
        return self.filter(closed_at=None, look_at__lte=at).order_by("look_at", "id")


class SentOrder(models.Model):
    """This will hold one POST; a rate is sent once, in all time."""

    purchase = models.ForeignKey(
        LabelPurchase, on_delete=models.PROTECT, related_name="sent_orders"
    )
    attempt = models.PositiveSmallIntegerField()
    carrier = models.CharField(max_length=32)
    rate_id = models.CharField(max_length=64)
    cost_cents = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    sent_at = models.DateTimeField()
    look_at = models.DateTimeField()
    watched_until = models.DateTimeField()
    looks = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = SentOrderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "rate_id"], name="a_rate_is_sent_once"
            ),
            models.UniqueConstraint(
                fields=["purchase", "attempt"], name="an_attempt_is_sent_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["look_at"],
                condition=models.Q(closed_at=None),
                name="sent_orders_to_watch",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.carrier} {self.rate_id}"
