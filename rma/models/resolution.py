"""What we do for the customer, and what leaves our dock for it."""

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case_line import CaseLine
from rma.models.unit import Unit
from rma.rules.money import Money
from rma.rules.words import DispatchKind, ResolutionKind, ResolutionState
from shipping.models import Shipment


class Resolution(models.Model):
    """Put right a quantity of a line in one way."""

    line = models.ForeignKey(CaseLine, models.PROTECT, related_name="resolutions")
    quantity = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10, default=ResolutionState.EXECUTING.value)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    done_at = models.DateTimeField(null=True)

    class Meta:
        """Keep words known, and done with its time."""

        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in ResolutionKind])
                & Q(quantity__gte=1),
                name="resolution_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False)
                | (Q(state__in=["executing", "cancelled"], done_at__isnull=True)),
                name="resolution_done_has_time",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the kind."""
        return self.kind


class CreditRequest(models.Model):
    """Ask accounting to pay back; they answer with their own number."""

    resolution = models.OneToOneField(
        Resolution, models.PROTECT, related_name="credit_request"
    )
    amount_cents = models.PositiveBigIntegerField()
    fee_cents = models.PositiveBigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    order_reference = models.CharField(max_length=60, blank=True)
    is_refund = models.BooleanField(default=False)
    accounting_number = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    @override
    def __str__(self) -> str:
        """Return the amount."""
        return str(self.amount)

    @property
    def amount(self) -> Money:
        """Return what is to be paid back."""
        return Money(self.amount_cents, self.currency)

    @property
    def fee(self) -> Money | None:
        """Return what was kept of the price; None for nothing."""
        return Money(self.fee_cents, self.currency) if self.fee_cents else None


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    """Find dispatches."""

    def to_ship(self) -> "DispatchQuerySet":
        """Return those that still wait to leave, the most urgent first."""
        waiting = self.filter(shipped_at__isnull=True, cancelled_at__isnull=True)
        return waiting.order_by("due_at", "id")

    def own(self) -> "DispatchQuerySet":
        """Return those that put something right: what is lent comes back."""
        return self.exclude(kind=DispatchKind.LOANER)

    def on_the_way(self) -> "DispatchQuerySet":
        """Return those that have not reached the customer, packed or not."""
        out = self.filter(delivered_at__isnull=True, cancelled_at__isnull=True)
        return out.filter(is_ahead=False).own()


class Dispatch(models.Model):
    """Be the task of sending one unit to the customer, until it is delivered."""

    line = models.ForeignKey(CaseLine, models.PROTECT, related_name="dispatches")
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, related_name="dispatches"
    )
    kind = models.CharField(max_length=12)
    quantity = models.PositiveIntegerField(default=1)
    due_at = models.DateTimeField()
    is_ahead = models.BooleanField(default=False)
    serial = models.CharField(max_length=80, blank=True)
    # What lies in it, where it is no unit of its line: what came unannounced.
    what = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="dispatches")
    shipment = models.ForeignKey(
        Shipment, models.PROTECT, null=True, related_name="dispatches"
    )
    return_label_inside = models.BooleanField(default=False)
    # Where the return label travels in it, its box has a code before it is packed.
    box_code = models.CharField(max_length=13, blank=True)
    shipped_at = models.DateTimeField(null=True)
    shipped_by = models.CharField(max_length=120, blank=True)
    # Somebody scanned the label on the box: it is the one of this box.
    label_checked_at = models.DateTimeField(null=True)
    label_checked_by = models.CharField(max_length=120, blank=True)
    delivered_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        """Keep kinds known, one advance unit a line, and who with when."""

        verbose_name_plural = "dispatches"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in DispatchKind]),
                name="dispatch_kind_known",
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(is_ahead=True, cancelled_at__isnull=True),
                name="dispatch_one_ahead_per_line",
            ),
            models.CheckConstraint(
                condition=Q(shipped_at__isnull=True, shipped_by="")
                | (Q(shipped_at__isnull=False) & ~Q(shipped_by="")),
                name="dispatch_shipped_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(label_checked_at__isnull=True)
                | Q(shipped_at__isnull=False),
                name="dispatch_packed_before_checked",
            ),
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True) | Q(shipped_at__isnull=False),
                name="dispatch_shipped_before_delivered",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(shipped_at__isnull=True, cancelled_at__isnull=True),
                name="dispatch_to_ship",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return the kind and the serial."""
        return f"{self.kind} {self.serial}".strip()

    @property
    def is_bare(self) -> bool:
        """Whether what leaves is no unit of its line and has no serial number."""
        return bool(self.what) and not self.serial

    @property
    def leaves_as(self) -> str:
        """Return the serial number on what leaves, or nothing where it has none."""
        return "" if self.is_bare else self.serial or self.line.serial

    @property
    def wants_label_inside(self) -> bool:
        """Whether a return label must lie in its box: something comes back for it."""
        return self.is_ahead or self.kind == DispatchKind.LOANER
