"""The question a month later, and what the customer said."""

from django.db import models
from typing_extensions import override

from rma.models.case import Case
from rma.rules.check_in import Feeling


class CheckIn(models.Model):
    """Hold that we asked how it goes, once a return, and the answer."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="check_in")
    asked_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(
        max_length=8,
        choices=[(word.value, word.name) for word in Feeling],
        blank=True,
    )
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """An answer has its moment."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="") ^ models.Q(answered_at__isnull=False),
                name="check_in_answer_has_its_moment",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return the answer, or that there is none."""
        return self.answer or "not answered"
