"""Who puts a maker's products right first, as an ordered table kept as data."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.manufacturer import Manufacturer
from rma.models.product import Product
from rma.rules.maker_repairs import Fallback, Rule, Way


class RepairRule(models.Model):
    """Say who acts first for some of a maker's products; the first match counts."""

    manufacturer = models.ForeignKey(
        Manufacturer, models.CASCADE, related_name="repair_rules"
    )
    position = models.PositiveSmallIntegerField(_("place"))
    product = models.ForeignKey(
        Product, models.CASCADE, null=True, related_name="repair_rules"
    )
    category = models.CharField(_("category"), max_length=60, blank=True)
    from_cents = models.PositiveBigIntegerField(_("from this value"), null=True)
    below_cents = models.PositiveBigIntegerField(_("below this value"), null=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    way = models.CharField(_("who acts first"), max_length=13)
    fallback = models.CharField(_("if the maker is late"), max_length=11)

    class Meta:
        """Keep the order clear, the words known and the bounds the right way round."""

        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["manufacturer", "position"], name="repair_rule_place_once"
            ),
            models.CheckConstraint(
                condition=Q(way__in=[w.value for w in Way])
                & Q(fallback__in=[f.value for f in Fallback]),
                name="repair_rule_words_known",
            ),
            models.CheckConstraint(
                condition=Q(product__isnull=True) | Q(category=""),
                name="repair_rule_product_or_category",
            ),
            models.CheckConstraint(
                condition=Q(from_cents__isnull=True)
                | Q(below_cents__isnull=True)
                | Q(from_cents__lt=models.F("below_cents")),
                name="repair_rule_bounds_in_order",
            ),
            models.CheckConstraint(
                condition=Q(from_cents__isnull=True, below_cents__isnull=True)
                | ~Q(currency=""),
                name="repair_rule_bounds_have_currency",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return what the rule is for."""
        named = self.product.sku if self.product else self.category
        return f"{named or '*'}: {self.way}"

    @property
    def rule(self) -> Rule:
        """Return the rule as plain values."""
        return Rule(
            way=Way(self.way),
            fallback=Fallback(self.fallback),
            product_id=self.product_id,
            category=self.category,
            from_cents=self.from_cents,
            below_cents=self.below_cents,
            currency=self.currency,
        )
