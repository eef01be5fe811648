"""Receipts that may move the start of a warranty, once one of us has looked."""

from enum import StrEnum

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case_line import CaseLine
from rma.models.upload import Upload


class ProofState(StrEnum):
    """Say what became of a receipt."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class PurchaseProofQuerySet(models.QuerySet["PurchaseProof"]):
    """Find receipts."""

    def waiting(self) -> "PurchaseProofQuerySet":
        """Return those nobody has looked at."""
        return self.filter(state=ProofState.WAITING.value)


class PurchaseProof(models.Model):
    """Hold what a customer says about a purchase, and what we made of it."""

    line = models.ForeignKey(CaseLine, models.CASCADE, related_name="proofs")
    upload = models.ForeignKey(Upload, models.SET_NULL, null=True, related_name="+")
    bought_on = models.DateField()
    seller = models.CharField(max_length=160, blank=True)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.CharField(max_length=120)
    state = models.CharField(max_length=8, default=ProofState.WAITING.value)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)
    why = models.TextField(blank=True)

    objects = PurchaseProofQuerySet.as_manager()

    class Meta:
        """Keep one waiting a line, and a decision with its day and its reason."""

        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(state=ProofState.WAITING.value),
                name="proof_one_waiting_a_line",
            ),
            models.CheckConstraint(
                condition=Q(state=ProofState.WAITING.value, decided_at__isnull=True)
                | Q(state=ProofState.ACCEPTED.value, decided_at__isnull=False)
                | Q(state=ProofState.REFUSED.value, decided_at__isnull=False)
                & ~Q(why=""),
                name="proof_decided_with_reason",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the day it was bought."""
        return self.bought_on.isoformat()
