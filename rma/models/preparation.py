"""What is done to a unit before it is packed, by device family: a table people edit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.product import Product
from rma.rules.pictures import BEFORE_PACKING


class Preparation(models.Model):
    """Ask the sender for one thing before a unit is packed: back up, reset, release."""

    position = models.PositiveSmallIntegerField(_("order"), default=10)
    title = models.CharField(
        _("what to do"),
        max_length=120,
        help_text=_("Begin with the verb, as in: Release the licence."),
    )
    detail = models.CharField(
        _("how"),
        max_length=300,
        blank=True,
        help_text=_("Where it is found on the device, in one or two sentences."),
    )
    picture = models.CharField(
        _("picture"),
        max_length=16,
        choices=[(picture.value, picture.value) for picture in BEFORE_PACKING],
        blank=True,
        default="",
        help_text=_("Stands beside the step on the packing slip."),
    )
    category = models.CharField(_("only this category"), max_length=60, blank=True)
    product = models.ForeignKey(
        Product, models.CASCADE, related_name="preparations", null=True, blank=True
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        """Be for one article or one family, never for everything."""

        constraints = [
            models.CheckConstraint(
                condition=Q(product__isnull=True) & ~Q(category="")
                | Q(product__isnull=False, category=""),
                name="preparation_product_or_category",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return what to do."""
        return self.title

    def is_for(self, product: Product) -> bool:
        """Whether it is done to an article."""
        return self.product_id == product.pk or (
            bool(self.category) and self.category == product.category
        )
