"""Proofs that a unit stays as agreed: handed in, looked at, taken or sent back."""

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case_line import CaseLine
from rma.models.purchase_proof import ProofState


class StayProofQuerySet(models.QuerySet["StayProof"]):
    """Find proofs."""

    def waiting(self) -> "StayProofQuerySet":
        """Return those nobody has decided about, of lines that have not ended."""
        return self.filter(state=ProofState.WAITING, line__ended_at__isnull=True)


class StayProof(models.Model):
    """
    Keep one try to prove; its pictures are the line's uploads.

    `words` is the declaration that was agreed to, empty where none was asked for.
    """

    line = models.ForeignKey(CaseLine, models.CASCADE, related_name="stay_proofs")
    words = models.TextField(blank=True)
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.name) for state in ProofState],
        default=ProofState.WAITING.value,
    )
    why = models.TextField(blank=True)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.CharField(max_length=120)
    address = models.GenericIPAddressField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)

    objects = StayProofQuerySet.as_manager()

    class Meta:
        """Keep one waiting proof a line, and who decided each with the time."""

        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(state=ProofState.WAITING.value),
                name="stay_proof_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ProofState.WAITING.value,
                    decided_at__isnull=True,
                    decided_by="",
                )
                | (
                    ~Q(state=ProofState.WAITING.value)
                    & Q(decided_at__isnull=False)
                    & ~Q(decided_by="")
                ),
                name="stay_proof_decided_by_somebody",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return how far it has come."""
        return self.state
