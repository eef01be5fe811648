"""A paper that belongs to a label: the label itself, a counter code, an invoice."""

from django.db import models
from typing_extensions import override

from shipping.models.label_purchase import LabelPurchase
from shipping.words import DocumentKind


class LabelDocument(models.Model):
    """This will hold where we keep one paper of a label, and what kind it is."""

    purchase = models.ForeignKey(
        LabelPurchase, on_delete=models.PROTECT, related_name="documents"
    )
    kind = models.CharField(
        max_length=16, choices=[(word.value, word.name) for word in DocumentKind]
    )
    file = models.CharField(max_length=120)
    media_type = models.CharField(max_length=40)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purchase", "kind"], name="one_paper_of_a_kind_per_label"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[word.value for word in DocumentKind]),
                name="paper_is_of_a_known_kind",
            ),
        ]
        ordering = ["id"]

    @override
    def __str__(self) -> str:
        return f"{self.kind} of {self.purchase_id}"
