"""What we ask a customer to choose after a finding, and what is charged for it."""

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case_line import CaseLine
from rma.rules.choices import ASKED_ABOUT, Offer, Option
from rma.rules.money import Money

_OPTIONS = [each.value for each in Option]


class ChoiceQuerySet(models.QuerySet["Choice"]):
    """Find choices."""

    def open(self) -> "ChoiceQuerySet":
        """Return those that wait for the customer."""
        return self.filter(chosen="", closed_at__isnull=True)


class Choice(models.Model):
    """Ask what to do with units found without a fault of ours, until a day."""

    line = models.ForeignKey(CaseLine, models.PROTECT, related_name="choices")
    quantity = models.PositiveIntegerField(default=1)
    finding = models.CharField(max_length=20)
    options = models.JSONField()
    fee_cents = models.PositiveBigIntegerField(null=True)
    price_cents = models.PositiveBigIntegerField(null=True)
    credit_cents = models.PositiveBigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    credit_currency = models.CharField(max_length=3, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    # Without an answer the unit leaves then: the time between is grace.
    send_back_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)
    chosen = models.CharField(max_length=16, blank=True)
    is_default = models.BooleanField(default=False)
    chosen_at = models.DateTimeField(null=True)
    chosen_by = models.CharField(max_length=120, blank=True)
    chosen_from = models.GenericIPAddressField(null=True)
    words = models.TextField(blank=True)
    # Our people decided otherwise before there was an answer.
    closed_at = models.DateTimeField(null=True)
    waived_at = models.DateTimeField(null=True)
    waived_by = models.CharField(max_length=120, blank=True)
    waived_why = models.TextField(blank=True)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        """Ask about a line once at a time; keep who chose with when."""

        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(chosen="", closed_at__isnull=True),
                name="choice_one_open_per_line",
            ),
            models.CheckConstraint(
                condition=Q(chosen__in=["", *_OPTIONS])
                & Q(finding__in=[each.value for each in ASKED_ABOUT])
                & Q(quantity__gte=1),
                name="choice_words_known",
            ),
            models.CheckConstraint(
                condition=Q(chosen="", chosen_at__isnull=True, chosen_by="")
                | (~Q(chosen="") & Q(chosen_at__isnull=False) & ~Q(chosen_by="")),
                name="choice_made_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(due_at__lte=models.F("send_back_at")),
                name="choice_grace_after_due",
            ),
            models.CheckConstraint(
                condition=Q(waived_at__isnull=True, waived_by="")
                | (Q(waived_at__isnull=False) & ~Q(waived_by="")),
                name="choice_waived_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(chosen="", closed_at__isnull=True),
                name="choice_due",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return what was chosen, or that it is open."""
        return self.chosen or "open"

    @property
    def is_open(self) -> bool:
        """Whether it waits for the customer."""
        return not self.chosen and self.closed_at is None

    @property
    def offer(self) -> Offer:
        """Return what may be chosen at what price, a fee that was waived left out."""
        fee = None if self.waived_at else self._money(self.fee_cents, self.currency)
        return Offer(
            tuple(Option(each) for each in self.options),
            fee=fee,
            price=self._money(self.price_cents, self.currency),
            credit=self._money(self.credit_cents, self.credit_currency),
        )

    @staticmethod
    def _money(cents: int | None, currency: str) -> Money | None:
        return None if cents is None else Money(cents, currency)


class Charge(models.Model):
    """Ask accounting to invoice what a customer agreed to in writing before."""

    choice = models.OneToOneField(Choice, models.PROTECT, related_name="charge")
    option = models.CharField(max_length=16)
    amount_cents = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3)
    accepted_at = models.DateTimeField()
    accepted_by = models.CharField(max_length=120)
    accounting_number = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        """Charge something, and never before somebody agreed to it."""

        constraints = [
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0) & ~Q(accepted_by=""),
                name="charge_was_accepted",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__lte=models.F("at")),
                name="charge_accepted_before",
            ),
            models.CheckConstraint(
                condition=Q(option__in=_OPTIONS), name="charge_option_known"
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the amount."""
        return str(self.amount)

    @property
    def amount(self) -> Money:
        """Return what is to be invoiced."""
        return Money(self.amount_cents, self.currency)
