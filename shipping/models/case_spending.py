"""What the labels of one reference have cost, held under its cap by one statement."""

from django.db import models
from typing_extensions import override


class CaseSpending(models.Model):
    """This will hold what one return's labels cost or may cost, and how many."""

    reference = models.CharField(max_length=64)
    currency = models.CharField(max_length=3)
    cents = models.PositiveBigIntegerField(default=0)
    labels = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "currency"],
                name="one_row_per_reference_and_currency",
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.cents} {self.currency}"

    @classmethod
    def reserve(
        cls, *, reference: str, currency: str, cents: int, cap_cents: int, most: int
    ) -> bool:
        """Set a label aside, or return False where a cap would be passed."""
        CaseSpending.objects.bulk_create(
            [cls(reference=reference, currency=currency)], ignore_conflicts=True
        )
        below = CaseSpending.objects.filter(
            reference=reference,
            currency=currency,
            cents__lte=cap_cents - cents,
            labels__lt=most,
        )
        return bool(
            below.update(cents=models.F("cents") + cents, labels=models.F("labels") + 1)
        )

    @classmethod
    def release(cls, *, reference: str, currency: str, cents: int) -> None:
        """Give back what was set aside for a label that was not bought."""
        CaseSpending.objects.filter(
            reference=reference, currency=currency, cents__gte=cents, labels__gte=1
        ).update(cents=models.F("cents") - cents, labels=models.F("labels") - 1)
