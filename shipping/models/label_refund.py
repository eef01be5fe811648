"""The money of one label asked back: once, followed until it is back or given up."""

from datetime import datetime
from enum import StrEnum

from django.db import models
from typing_extensions import override

from shipping.models.label_purchase import LabelPurchase


class RefundState(StrEnum):
    """This will say how far the money of a label has come back."""

    WANTED = "wanted"
    ASKED = "asked"
    RETURNING = "returning"
    RETURNED = "returned"
    REFUSED = "refused"
    ENDED = "ended"


class RefundCause(StrEnum):
    """This will say why a label goes back."""

    CALLED_OFF = "called_off"
    UNUSED = "unused"
    SURPLUS = "surplus"
    STRAY = "stray"


OPEN = (RefundState.WANTED, RefundState.ASKED, RefundState.RETURNING)
# Nobody may use these labels any more: their money is back or was asked back.
TAKEN = (RefundState.RETURNING, RefundState.RETURNED, RefundState.ENDED)


class LabelRefund(models.Model):
    """This will hold one label given back; a carrier's label goes back once."""

    carrier = models.CharField(max_length=32)
    provider_id = models.CharField(max_length=64)
    purchase = models.ForeignKey(
        LabelPurchase,
        on_delete=models.PROTECT,
        related_name="refunds",
        null=True,
        blank=True,
    )
    ref = models.CharField(max_length=40, blank=True, default="")
    tracking_number = models.CharField(max_length=64, blank=True, default="")
    cause = models.CharField(
        max_length=12, choices=[(word.value, word.name) for word in RefundCause]
    )
    state = models.CharField(
        max_length=12,
        choices=[(word.value, word.name) for word in RefundState],
        default=RefundState.WANTED.value,
    )
    cost_cents = models.PositiveIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    wanted_at = models.DateTimeField()
    asks = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True, default="")
    ended_by = models.CharField(max_length=120, blank=True, default="")
    end_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "provider_id"], name="a_label_is_given_back_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[word.value for word in RefundState]),
                name="refund_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=RefundState.ENDED.value)
                | ~models.Q(ended_by="") & ~models.Q(end_reason=""),
                name="a_refund_is_ended_by_somebody_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "wanted_at"], name="refund_by_state")]

    @override
    def __str__(self) -> str:
        return f"{self.carrier} {self.provider_id} {self.state}"

    @property
    def standing(self) -> RefundState:
        """Return the state as a word."""
        return RefundState(self.state)

    def move(
        self, *, among: tuple[RefundState, ...], to: RefundState, **facts: object
    ) -> bool:
        """Move to a state from one of several, or say that somebody was faster."""
        moved = LabelRefund.objects.filter(
            pk=self.pk, state__in=[state.value for state in among]
        ).update(state=to.value, **facts)
        self.refresh_from_db()
        return bool(moved)

    def note_ask(self, *, at: datetime) -> None:
        """Count one question to the carrier before it is put."""
        LabelRefund.objects.filter(pk=self.pk).update(
            state=RefundState.ASKED.value, asks=models.F("asks") + 1, asked_at=at
        )
        self.refresh_from_db()
