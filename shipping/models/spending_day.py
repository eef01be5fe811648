"""A day's spending on labels, held under its cap by one conditional statement."""

from datetime import date

from django.db import models
from typing_extensions import override


class SpendingDay(models.Model):
    """This will hold what labels have cost, or may yet have cost, on one day."""

    day = models.DateField()
    currency = models.CharField(max_length=3)
    cents = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "currency"], name="one_row_per_day_and_currency"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.day} {self.cents} {self.currency}"

    @classmethod
    def reserve(cls, *, day: date, currency: str, cents: int, cap_cents: int) -> bool:
        """Set the amount aside, or return False where the cap would be passed."""
        SpendingDay.objects.bulk_create(
            [cls(day=day, currency=currency)], ignore_conflicts=True
        )
        return bool(
            SpendingDay.objects.filter(
                day=day, currency=currency, cents__lte=cap_cents - cents
            ).update(cents=models.F("cents") + cents)
        )

    @classmethod
    def release(cls, *, day: date, currency: str, cents: int) -> None:
        """Give back what was set aside for a label that was not bought."""
        SpendingDay.objects.filter(day=day, currency=currency, cents__gte=cents).update(
            cents=models.F("cents") - cents
        )
