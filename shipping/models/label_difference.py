"""A difference between our books, the carrier's list and what was spent."""

from enum import StrEnum

from django.db import models
from typing_extensions import override

from shipping.models.label_purchase import LabelPurchase


class DifferenceKind(StrEnum):
    """This will name what does not agree."""

    UNKNOWN_HERE = "unknown_here"
    ONLY_TOLD = "only_told"
    NOT_LISTED = "not_listed"
    OTHER_PRICE = "other_price"
    RETURNED_THERE = "returned_there"
    STILL_PAID = "still_paid"
    REFUND_REFUSED = "refund_refused"
    REFUND_SLOW = "refund_slow"
    NEVER_SETTLED = "never_settled"
    DAY_SUM = "day_sum"


class LabelDifferenceQuerySet(models.QuerySet["LabelDifference"]):
    """This will find differences."""

    def open(self) -> "LabelDifferenceQuerySet":
        """Return those that nobody has explained yet, the oldest first."""
        return self.filter(closed_at=None).order_by("found_at", "id")


class LabelDifference(models.Model):
    """This will hold one difference until somebody, or the next match, explains it."""

    kind = models.CharField(
        max_length=16, choices=[(word.value, word.name) for word in DifferenceKind]
    )
    subject = models.CharField(max_length=80)
    purchase = models.ForeignKey(
        LabelPurchase,
        on_delete=models.PROTECT,
        related_name="differences",
        null=True,
        blank=True,
    )
    # What was found, as plain values: which ones, each kind knows (portal says them).
    detail = models.CharField(max_length=300, blank=True, default="")
    owner = models.CharField(max_length=120, blank=True, default="")
    found_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=120, blank=True, default="")
    close_reason = models.CharField(max_length=300, blank=True, default="")

    objects = LabelDifferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=models.Q(closed_at=None),
                name="a_difference_is_listed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None)
                | ~models.Q(closed_by="") & ~models.Q(close_reason=""),
                name="a_difference_is_closed_by_somebody_for_a_reason",
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
