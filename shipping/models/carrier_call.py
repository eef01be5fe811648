"""A call to a carrier about money: what was asked and, raw, what was answered."""

from django.db import models
from typing_extensions import override

from shipping.models.label_purchase import LabelPurchase


class CarrierCall(models.Model):
    """This will hold one call, written before it is made and completed once after."""

    purchase = models.ForeignKey(
        LabelPurchase,
        on_delete=models.PROTECT,
        related_name="calls",
        null=True,
        blank=True,
    )
    carrier = models.CharField(max_length=32)
    action = models.CharField(max_length=16)
    asked = models.JSONField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    @override
    def __str__(self) -> str:
        return f"{self.carrier} {self.action} {self.asked_at:%Y-%m-%d %H:%M:%S}"
