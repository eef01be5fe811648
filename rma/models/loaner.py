"""Units we lend while a customer waits: the pool, who has one, and on which days."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.case_line import CaseLine
from rma.models.product import Product
from rma.models.resolution import Dispatch
from rma.models.shelf import Shelf
from rma.models.site import Site
from rma.rules.disposition import ErasureMethod
from rma.rules.loans import LoanState
from rma.rules.words import Grade
from shipping.models import Shipment

_METHODS = [method.value for method in ErasureMethod]
_GRADES = [grade.value for grade in Grade]


class LoanerQuerySet(models.QuerySet["Loaner"]):
    """Find loaners."""

    def in_pool(self) -> "LoanerQuerySet":
        """Return those that may be lent."""
        return self.filter(retired_at__isnull=True)


class Loaner(models.Model):
    """Be one unit of ours that is lent and comes back."""

    code = models.CharField(max_length=13, unique=True)
    tag = models.CharField(_("asset number"), max_length=30, unique=True)
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="loaners", verbose_name=_("article")
    )
    serial = models.CharField(_("serial number"), max_length=80)
    serial_key = models.CharField(max_length=80, unique=True)
    site = models.ForeignKey(Site, models.PROTECT, related_name="loaners")
    shelf = models.ForeignKey(
        Shelf, models.SET_NULL, related_name="loaners", null=True, blank=True
    )
    grade = models.CharField(_("condition"), max_length=1, default=Grade.A.value)
    note = models.CharField(_("note"), max_length=300, blank=True)
    retired_at = models.DateTimeField(null=True)
    retired_why = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)

    objects = LoanerQuerySet.as_manager()

    class Meta:
        """Keep a serial that can be scanned, and a known condition."""

        constraints = [
            models.CheckConstraint(
                condition=~Q(serial_key="") & Q(grade__in=_GRADES),
                name="loaner_serial_and_grade",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return its asset number."""
        return self.tag


class LoanQuerySet(models.QuerySet["Loan"]):
    """Find loans."""

    def running(self) -> "LoanQuerySet":
        """Return those that have not ended."""
        return self.filter(
            back_at__isnull=True, cancelled_at__isnull=True, lost_at__isnull=True
        )

    def out(self) -> "LoanQuerySet":
        """Return those whose loaner has left us."""
        return self.running().filter(out_at__isnull=False)

    def away(self) -> "LoanQuerySet":
        """Return those whose loaner left and is not back, also one given up."""
        left = self.filter(out_at__isnull=False, back_at__isnull=True)
        return left.filter(cancelled_at__isnull=True)

    def to_erase(self) -> "LoanQuerySet":
        """Return those whose loaner is back with data somebody must see to."""
        return self.filter(is_data_owed=True, erased_at__isnull=True)


class Loan(models.Model):
    """Lend one loaner for a line of a return until a day."""

    loaner = models.ForeignKey(Loaner, models.PROTECT, related_name="loans")
    line = models.ForeignKey(CaseLine, models.PROTECT, related_name="loans")
    starts_on = models.DateField()
    due_on = models.DateField()
    original_due_on = models.DateField()
    reserved_at = models.DateTimeField()
    reserved_by = models.CharField(max_length=120)
    accepted_by = models.CharField(max_length=120, blank=True)
    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="loan")
    back = models.OneToOneField(Shipment, models.PROTECT, related_name="loan_back")
    out_at = models.DateTimeField(null=True)
    out_grade = models.CharField(max_length=1, blank=True)
    delivered_at = models.DateTimeField(null=True)
    # The carrier has it on its way back: no day counts any more.
    returning_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)
    back_at = models.DateTimeField(null=True)
    back_by = models.CharField(max_length=120, blank=True)
    back_grade = models.CharField(max_length=1, blank=True)
    back_note = models.CharField(max_length=500, blank=True)
    # Back with a borrower's data: not free before it is gone, or that was waived.
    is_data_owed = models.BooleanField(default=False)
    erasure = models.CharField(max_length=24, blank=True)
    erasure_note = models.CharField(max_length=300, blank=True)
    erased_at = models.DateTimeField(null=True)
    erased_by = models.CharField(max_length=120, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    # It will not come back: nobody waits for it any more.
    lost_at = models.DateTimeField(null=True)
    lost_by = models.CharField(max_length=120, blank=True)
    lost_why = models.CharField(max_length=300, blank=True)

    objects = LoanQuerySet.as_manager()

    class Meta:
        """Let a loaner be at one customer's at a time, and one be lent for a line."""

        constraints = [
            models.UniqueConstraint(
                fields=["loaner"],
                condition=Q(
                    out_at__isnull=False,
                    back_at__isnull=True,
                    cancelled_at__isnull=True,
                    lost_at__isnull=True,
                ),
                name="loan_one_out_per_loaner",
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(
                    back_at__isnull=True,
                    cancelled_at__isnull=True,
                    lost_at__isnull=True,
                ),
                name="loan_one_running_per_line",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("starts_on")),
                name="loan_due_after_start",
            ),
            models.CheckConstraint(
                condition=Q(back_at__isnull=True, back_grade="", back_by="")
                | (Q(out_at__isnull=False, back_grade__in=_GRADES) & ~Q(back_by="")),
                name="loan_back_after_out",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, erasure="", erased_by="")
                | (
                    Q(back_at__isnull=False, is_data_owed=True)
                    & Q(erased_at__isnull=False, erasure__in=_METHODS)
                    & ~Q(erased_by="")
                    & ~Q(erasure=ErasureMethod.WAIVED.value, erasure_note="")
                ),
                name="loan_erased_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(lost_at__isnull=True, lost_by="", lost_why="")
                | (
                    Q(out_at__isnull=False, back_at__isnull=True)
                    & ~Q(lost_by="")
                    & ~Q(lost_why="")
                ),
                name="loan_lost_while_out",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(back_at__isnull=True, cancelled_at__isnull=True),
                name="loan_due",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return until when."""
        return f"until {self.due_on}"

    def state_on(self, today: date) -> LoanState:
        """Return how far it has come on a day."""
        if self.cancelled_at:
            return LoanState.CALLED_OFF
        if self.lost_at:
            return LoanState.LOST
        if self.back_at:
            is_owed = self.is_data_owed and self.erased_at is None
            return LoanState.TO_ERASE if is_owed else LoanState.BACK
        if self.out_at is None:
            return LoanState.RESERVED
        if self.due_on < today and self.returning_at is None:
            return LoanState.OVERDUE
        return LoanState.OUT if self.delivered_at else LoanState.PACKED


class LoanDay(models.Model):
    """Take one day of one loaner: no day can be had twice, in any database."""

    loaner = models.ForeignKey(Loaner, models.CASCADE, related_name="days")
    loan = models.ForeignKey(Loan, models.CASCADE, related_name="days")
    day = models.DateField()

    class Meta:
        """Give each day of a loaner to one loan."""

        constraints = [
            models.UniqueConstraint(fields=["loaner", "day"], name="loan_day_had_once")
        ]

    @override
    def __str__(self) -> str:
        """Return the day."""
        return self.day.isoformat()
