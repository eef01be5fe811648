"""A product's warranty as it was on the day units were sold; never changed after."""

from django.db import models
from typing_extensions import override

from rma.models.product import Product
from rma.rules.starts import StartRule


class WarrantyTerms(models.Model):
    """Hold one wording of a product's warranty; units keep the one of their sale."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="terms_of_sale")
    warranty_months = models.PositiveSmallIntegerField()
    warranty_starts = models.CharField(max_length=12)
    part_terms = models.CharField(max_length=300, blank=True)

    class Meta:
        """Keep each wording once a product."""

        verbose_name_plural = "warranty terms"
        constraints = [
            models.UniqueConstraint(
                fields=["product", "warranty_months", "warranty_starts", "part_terms"],
                name="warranty_terms_once",
            ),
            models.CheckConstraint(
                condition=models.Q(warranty_starts__in=[s.value for s in StartRule]),
                name="warranty_terms_start_known",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the months and what they count from."""
        return f"{self.warranty_months} from {self.warranty_starts}"
