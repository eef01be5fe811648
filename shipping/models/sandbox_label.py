"""A label in the sandbox carrier's own books: what it sold, and how it travels."""

from django.db import models
from typing_extensions import override


class SandboxLabel(models.Model):
    """This will hold one label as the carrier knows it; nothing here is our doing."""

    provider_id = models.CharField(max_length=64, unique=True)
    ref = models.CharField(max_length=40, db_index=True)
    rate_id = models.CharField(max_length=64, db_index=True)
    tracking_number = models.CharField(max_length=19, unique=True)
    service = models.CharField(max_length=64)
    cost_cents = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    is_return = models.BooleanField()
    sender = models.JSONField()
    recipient = models.JSONField()
    weight_grams = models.PositiveIntegerField()
    reference = models.CharField(max_length=64)
    contents = models.CharField(max_length=200, blank=True, default="")
    wishes = models.JSONField(default=dict, blank=True)
    # The code of the parcel this label travels in unused, and when that one left.
    inside = models.CharField(max_length=13, blank=True, default="")
    seen_leaving_at = models.DateTimeField(null=True, blank=True)
    scenario = models.CharField(max_length=32, blank=True, default="")
    purchased_at = models.DateTimeField()
    ready_at = models.DateTimeField()
    visible_at = models.DateTimeField()
    refund_asked_at = models.DateTimeField(null=True, blank=True)
    refund_refused = models.BooleanField(default=False)
    voided_at = models.DateTimeField(null=True, blank=True)
    forced_at = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["purchased_at", "id"]

    @override
    def __str__(self) -> str:
        return f"{self.tracking_number} ({self.service})"
