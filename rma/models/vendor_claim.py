"""What a manufacturer owes us for a unit, from the day we know of it."""

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case_line import CaseLine
from rma.models.manufacturer import Manufacturer
from rma.rules import numbers
from rma.rules.money import Money
from rma.rules.words import ClaimStatus

# A denied claim too: what is added then is for another try.
_COMPLETE = (
    ClaimStatus.READY,
    ClaimStatus.SUBMITTED,
    ClaimStatus.PARTLY,
    ClaimStatus.DENIED,
)
_OPEN = (
    ClaimStatus.PROSPECTIVE,
    ClaimStatus.READY,
    ClaimStatus.SUBMITTED,
    ClaimStatus.APPROVED,
    ClaimStatus.PARTLY,
)


class VendorClaimQuerySet(models.QuerySet["VendorClaim"]):
    """Find claims."""

    def open(self) -> "VendorClaimQuerySet":
        """Return those from which something may still come."""
        return self.filter(status__in=_OPEN)

    def complete(self) -> "VendorClaimQuerySet":
        """Return those whose evidence a maker may be shown, now or once more."""
        return self.filter(status__in=_COMPLETE)

    def to_file(self) -> "VendorClaimQuerySet":
        """Return those whose filing window is running, the most urgent first."""
        unfiled = (ClaimStatus.PROSPECTIVE, ClaimStatus.READY)
        return self.filter(status__in=unfiled).order_by("file_by", "id")


class VendorClaim(models.Model):
    """Ask a maker for one line's unit: by when, how much, what came of it."""

    code = models.CharField(max_length=13, unique=True)
    line = models.OneToOneField(CaseLine, models.PROTECT, related_name="claim")
    manufacturer = models.ForeignKey(
        Manufacturer, models.PROTECT, related_name="claims"
    )
    status = models.CharField(max_length=12, default=ClaimStatus.PROSPECTIVE.value)
    file_by = models.DateField()
    asked_cents = models.PositiveBigIntegerField()
    recovered_cents = models.PositiveBigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    maker_reference = models.CharField(max_length=80, blank=True)
    opened_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    reply_due_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    why = models.TextField(blank=True)

    objects = VendorClaimQuerySet.as_manager()

    class Meta:
        """Keep the status known, and a filed claim with its dates."""

        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in ClaimStatus]),
                name="claim_status_known",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, reply_due_on__isnull=True)
                | Q(submitted_at__isnull=False, reply_due_on__isnull=False),
                name="claim_filed_has_reply_date",
            ),
        ]
        indexes = [models.Index(fields=["status", "file_by"], name="claim_to_file")]

    @override
    def __str__(self) -> str:
        """Return the number as people see it."""
        return self.number

    @property
    def number(self) -> str:
        """Return the number as people see it, as in CLM-BCDF-GHJK-NPRST."""
        return "CLM-" + numbers.shown(self.code).removeprefix("RMA-")

    @property
    def asked(self) -> Money:
        """Return what we ask for."""
        return Money(self.asked_cents, self.currency)

    @property
    def recovered(self) -> Money:
        """Return what came in."""
        return Money(self.recovered_cents, self.currency)


class ClaimAnswer(models.Model):
    """Keep one answer of a maker; there may be several rounds."""

    claim = models.ForeignKey(VendorClaim, models.CASCADE, related_name="answers")
    outcome = models.CharField(max_length=10)
    kind = models.CharField(max_length=12, blank=True)
    amount_cents = models.PositiveBigIntegerField(null=True)
    currency = models.CharField(max_length=3, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    @override
    def __str__(self) -> str:
        """Return the outcome."""
        return self.outcome
