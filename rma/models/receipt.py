"""What arrived at the dock, and how it differed from what was announced."""

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case import Case
from rma.models.case_line import CaseLine
from rma.rules.discrepancies import Exit
from rma.rules.words import DiscrepancyKind
from shipping.models import Parcel


class Receipt(models.Model):
    """Be one counting at the dock."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="receipts")
    parcel = models.ForeignKey(
        Parcel, models.PROTECT, null=True, related_name="receipts"
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    @override
    def __str__(self) -> str:
        """Return what was received for which case."""
        return f"Receipt {self.pk}"


class ReceiptLine(models.Model):
    """Count units of one line in one receipt."""

    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="lines")
    line = models.ForeignKey(CaseLine, models.PROTECT, related_name="receipt_lines")
    quantity = models.PositiveIntegerField()
    serial = models.CharField(max_length=80, blank=True)

    class Meta:
        """Count at least one, each line once a receipt."""

        constraints = [
            models.UniqueConstraint(
                fields=["receipt", "line"], name="receipt_line_once"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1), name="receipt_line_counts"
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the count."""
        return f"{self.quantity} x {self.line_id}"


class DiscrepancyQuerySet(models.QuerySet["Discrepancy"]):
    """Find discrepancies."""

    def open(self) -> "DiscrepancyQuerySet":
        """Return those nobody settled yet."""
        return self.filter(settled_at__isnull=True)

    def asked(self) -> "DiscrepancyQuerySet":
        """Return those about which the customer was asked and has not answered."""
        return self.open().filter(way_out=Exit.ASK_CUSTOMER)


class Discrepancy(models.Model):
    """Name a difference between what was announced and what came."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="discrepancies")
    line = models.ForeignKey(
        CaseLine, models.PROTECT, null=True, related_name="discrepancies"
    )
    kind = models.CharField(max_length=20)
    quantity = models.PositiveIntegerField(default=1)
    serial = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    outcome = models.TextField(blank=True)
    way_out = models.CharField(max_length=14, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=120, blank=True)

    objects = DiscrepancyQuerySet.as_manager()

    class Meta:
        """Keep kinds known, and the settling's who and when together."""

        verbose_name_plural = "discrepancies"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in DiscrepancyKind]),
                name="discrepancy_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by="")
                | (Q(settled_at__isnull=False) & ~Q(settled_by="")),
                name="discrepancy_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(way_out__in=["", *(each.value for each in Exit)]),
                name="discrepancy_way_out_known",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the kind."""
        return self.kind
