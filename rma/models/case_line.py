"""One thing on a return: a unit with a serial, or a quantity of an article."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.case import Case
from rma.models.line_sums import COUNTS, SUMS_HOLD
from rma.models.product import Product
from rma.models.unit import Unit
from rma.rules.actors import Actor
from rma.rules.entitlement import Because, Coverage
from rma.rules.erasure import Erasure
from rma.rules.ledger import LineLedger
from rma.rules.maker_repairs import Fallback
from rma.rules.money import Money
from rma.rules.staying import Stay
from rma.rules.words import Basis, Decision, Reason, Verdict, Wish


class CaseLineQuerySet(models.QuerySet["CaseLine"]):
    """Find lines."""

    def open(self) -> "CaseLineQuerySet":
        """Return those to which something still happens."""
        return self.filter(ended_at__isnull=True)

    def of(self, case: Case) -> "list[CaseLine]":
        """Return the lines of a case with what they speak of, in their order."""
        whole = self.select_related("product__manufacturer", "unit")
        lines = list(whole.filter(case=case).order_by("position"))
        for line in lines:
            line.case = case
        return lines


def _count() -> "models.PositiveIntegerField[int, int]":
    return models.PositiveIntegerField(default=0)


class CaseLine(models.Model):
    """Hold what is asked, what was decided, and the sums of what was done."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="lines")
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, related_name="lines"
    )
    serial = models.CharField(max_length=80, blank=True)
    order_reference = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=20)
    description = models.TextField(_("what happened"), blank=True)
    is_battery_hurt = models.BooleanField(default=False)
    impact = models.CharField(max_length=300, blank=True)
    # What was asked after the reason, each a question with its answer.
    answers = models.JSONField(default=list)
    wish = models.CharField(max_length=20)

    decision = models.CharField(max_length=12, default=Decision.NEEDS_REVIEW.value)
    decision_why = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)
    ruling = models.JSONField(default=list)

    # The entitlement, frozen on the day it was asked, whatever the policy says later.
    verdict = models.CharField(max_length=12, default=Verdict.UNKNOWN.value)
    basis = models.CharField(max_length=10, blank=True)
    covered_until = models.DateField(null=True)
    manufacturer_until = models.DateField(null=True)
    reasons = models.JSONField(default=list)

    # The fee where no fault is found, as it was read and accepted while asking.
    fee_accepted_cents = models.PositiveBigIntegerField(null=True)
    # Up to what a repair that is not covered is done without asking, in the currency
    # of the policy, as the customer agreed while asking.
    repair_limit_cents = models.PositiveBigIntegerField(null=True)

    # Empty where we decide first; else the maker repairs, and this is what we do
    # ourselves if they miss the day we gave.
    maker_fallback = models.CharField(max_length=11, blank=True)

    # What its owner declared about its data, and whether its label waits for that.
    erasure = models.CharField(max_length=10, blank=True)
    is_waiting = models.BooleanField(default=False)

    # Empty where it comes back; else what its owner does with it, and what was asked
    # for as a proof under the policy of that day.
    stays = models.CharField(max_length=10, blank=True)
    proofs_asked = models.JSONField(default=list)
    is_proof_unseen = models.BooleanField(default=False)

    question = models.TextField(blank=True)
    answer = models.TextField(blank=True)

    quantity = models.PositiveIntegerField(default=1)
    approved = _count()
    received = _count()
    short_closed = _count()
    inspected = _count()
    disposed = _count()
    resolved = _count()
    credited = _count()
    replaced = _count()
    repaired = _count()
    returned = _count()
    refused = _count()
    is_advance = models.BooleanField(default=False)
    is_sent_ahead = models.BooleanField(default=False)
    is_ahead_delivered = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    objects = CaseLineQuerySet.as_manager()

    class Meta:
        """Keep the ledger's sums true in the database itself."""

        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"], name="line_position_once"
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(ended_at__isnull=True),
                name="line_one_open_per_unit",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(quantity=1),
                name="line_serial_means_one",
            ),
            *SUMS_HOLD,
            models.CheckConstraint(
                condition=Q(decision__in=[d.value for d in Decision])
                & Q(reason__in=[r.value for r in Reason])
                & Q(wish__in=[w.value for w in Wish])
                & Q(verdict__in=[v.value for v in Verdict])
                & Q(basis__in=["", *(b.value for b in Basis)]),
                name="line_words_known",
            ),
            models.CheckConstraint(
                condition=Q(maker_fallback__in=["", *(f.value for f in Fallback)]),
                name="line_fallback_known",
            ),
            models.CheckConstraint(
                condition=Q(erasure__in=["", *(e.value for e in Erasure)]),
                name="line_erasure_known",
            ),
            models.CheckConstraint(
                condition=Q(stays="")
                | Q(stays__in=[s.value for s in Stay], is_advance=False, received=0),
                name="line_stays_or_comes",
            ),
        ]
        # What a scanner reads as the customer wrote it.
        indexes = [
            # Empty ones are nobody's number: most rows, and an index no planner likes.
            models.Index(
                fields=["serial"], condition=Q(serial__gt=""), name="line_numbered"
            ),
            models.Index(
                fields=["order_reference"],
                condition=Q(order_reference__gt=""),
                name="line_ordered",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return what is sent back."""
        return self.serial or str(self.product or self.position)

    @property
    def sums(self) -> LineLedger:
        """Return the sums as the rules take them."""
        return LineLedger(
            decision=Decision(self.decision),
            requested=self.quantity,
            is_advance=self.is_advance,
            is_sent_ahead=self.is_sent_ahead,
            is_ahead_delivered=self.is_ahead_delivered,
            is_staying=bool(self.stays),
            is_unsafe=self.is_battery_hurt,
            **{name: getattr(self, name) for name in COUNTS},
        )

    def take(self, sums: LineLedger, *, at: datetime) -> None:
        """Write the sums that a rule worked out, and whether the line has ended."""
        for name in COUNTS:
            setattr(self, name, getattr(sums, name))
        self._settle(at)

    def rule(self, decision: Decision, *, why: str, at: datetime) -> None:
        """Set what the policy decided on a line that is not written yet."""
        self.decision = decision
        self.decision_why = why
        self.decided_at = None if decision is Decision.NEEDS_REVIEW else at
        self.approved = self.quantity if decision is Decision.APPROVED else 0
        self.ended_at = at if self.sums.has_ended else None

    def decide(self, decision: Decision, *, why: str, at: datetime, by: Actor) -> None:
        """Write whether this line may come back; approval covers all that is asked."""
        self.decision = decision
        self.decision_why = why
        self.decided_at = at
        self.decided_by = by.label[:120]
        self.approved = self.quantity if decision is Decision.APPROVED else 0
        self._settle(at)

    def ask(self, question: str) -> None:
        """Write what the customer must tell before this line is decided."""
        self.decision, self.question, self.answer = Decision.NEEDS_INFO, question, ""
        self.save()

    def hear(self, answer: str) -> None:
        """Write what the customer answered; the line waits for us again."""
        self.decision, self.answer = Decision.NEEDS_REVIEW, answer
        self.save()

    def reopen(self) -> None:
        """Write that the line waits for a decision again, its swap left aside."""
        self.decision, self.decision_why = Decision.NEEDS_REVIEW, ""
        self.decided_at, self.approved, self.ended_at = None, 0, None
        self.is_advance = False
        self.save()

    def count_inspected(self, quantity: int, *, at: datetime) -> None:
        """Count units somebody looked at for the first time."""
        self.inspected += quantity
        self._settle(at)

    def count_disposed(self, quantity: int, *, at: datetime) -> None:
        """Count units whose place is decided; less than zero takes them back."""
        self.disposed += quantity
        self._settle(at)

    def send_ahead(self, *, at: datetime) -> None:
        """Write that its replacement left before the old unit came."""
        self.is_sent_ahead = True
        self._settle(at)

    def take_ahead_back(self, *, at: datetime) -> None:
        """Write that its replacement leaves once more: the first will not arrive."""
        self.is_sent_ahead = False
        self._settle(at)

    def deliver_ahead(self, *, at: datetime) -> None:
        """Write that its replacement arrived before the old unit came."""
        self.is_ahead_delivered = True
        self._settle(at)

    def _settle(self, at: datetime) -> None:
        self.ended_at = (self.ended_at or at) if self.sums.has_ended else None
        self.save()

    def entitle(self, coverage: Coverage, *, manufacturer_until: date | None) -> None:
        """Freeze what we owe for this line; the row is saved by the caller."""
        self.verdict = coverage.verdict
        self.basis = coverage.basis or ""
        self.covered_until = coverage.until
        self.manufacturer_until = manufacturer_until
        self.reasons = [because.as_dict() for because in coverage.reasons]

    @property
    def coverage(self) -> Coverage:
        """Return the frozen entitlement as the rules know it."""
        return Coverage(
            Verdict(self.verdict),
            Basis(self.basis) if self.basis else None,
            self.covered_until,
            tuple(Because.from_dict(reason) for reason in self.reasons),
        )

    @property
    def repair_limit(self) -> Money | None:
        """Return up to what a repair is done without asking; None asks always."""
        cents = self.repair_limit_cents
        return None if cents is None else Money(cents, self.case.policy.currency)

    @property
    def value(self) -> Money | None:
        """Return what the line is worth, as paid or listed."""
        if self.unit:
            return self.unit.paid
        if self.product:
            price = self.product.list_price
            return Money(price.cents * self.quantity, price.currency)
        return None
