"""A thing we sell and take back."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.manufacturer import Manufacturer
from rma.rules import maker_repairs
from rma.rules.maker_repairs import Fallback, Subject
from rma.rules.money import Money
from rma.rules.starts import StartRule
from rma.rules.words import Lithium
from shipping.words import BoxSize


class Product(models.Model):
    """Describe one article: its maker, its warranty, its size and price."""

    sku = models.CharField(_("article number"), max_length=60, unique=True)
    manufacturer = models.ForeignKey(
        Manufacturer, on_delete=models.PROTECT, related_name="products"
    )
    mpn = models.CharField(_("maker's part number"), max_length=80)
    gtin = models.CharField(_("GTIN"), max_length=14, blank=True, db_index=True)
    name = models.CharField(_("name"), max_length=160)
    category = models.CharField(_("category"), max_length=60)
    warranty_months = models.PositiveSmallIntegerField(_("warranty in months"))
    warranty_starts = models.CharField(
        _("its warranty counts from when it is"),
        max_length=12,
        choices=[(s.value, s.value) for s in StartRule],
        default=StartRule.INVOICED.value,
    )
    part_terms = models.CharField(
        _("parts with another term, in months"),
        max_length=300,
        blank=True,
        help_text=_("As in: fan 24, hard disk 12."),
    )
    weight_grams = models.PositiveIntegerField(_("weight in grams"))
    length_mm = models.PositiveIntegerField(_("length in mm"))
    width_mm = models.PositiveIntegerField(_("width in mm"))
    height_mm = models.PositiveIntegerField(_("height in mm"))
    list_price_cents = models.PositiveBigIntegerField(_("list price"))
    unit_cost_cents = models.PositiveBigIntegerField(
        _("what we paid"), null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3)
    lithium = models.CharField(
        _("lithium cells"),
        max_length=11,
        choices=[(word.value, word.value) for word in Lithium],
        default=Lithium.NONE.value,
    )
    hs_code = models.CharField(
        _("tariff number"), max_length=12, blank=True, default=""
    )
    origin_country = models.CharField(
        _("made in, two letters"), max_length=2, blank=True, default=""
    )
    holds_data = models.BooleanField(_("holds data"), default=False)
    advance_replacement = models.BooleanField(_("kept for swaps"), default=False)

    class Meta:
        """Keep the words within their lists."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(lithium__in=[word.value for word in Lithium]),
                name="product_lithium_known",
            ),
            models.CheckConstraint(
                condition=models.Q(warranty_starts__in=[s.value for s in StartRule]),
                name="product_start_known",
            ),
        ]
        indexes = [models.Index(fields=["manufacturer", "mpn"], name="product_mpn")]

    @override
    def __str__(self) -> str:
        """Return the article number and the name."""
        return f"{self.sku} {self.name}"

    @property
    def list_price(self) -> Money:
        """Return the price in the catalogue."""
        return Money(self.list_price_cents, self.currency)

    @property
    def cost(self) -> Money:
        """Return what we paid, or the list price where that is not known."""
        cents = self.unit_cost_cents
        return Money(self.list_price_cents if cents is None else cents, self.currency)

    @property
    def box(self) -> BoxSize:
        """Return the size and weight of one unit in its box."""
        return BoxSize(
            weight_grams=self.weight_grams,
            length_mm=self.length_mm,
            width_mm=self.width_mm,
            height_mm=self.height_mm,
        )

    def maker_fallback(self, value: Money) -> Fallback | None:
        """Return what we do if the maker is late; None where we decide first."""
        maker = self.manufacturer
        rows = maker.repair_rules.all() if maker.has_repair_rules else ()
        return maker_repairs.fallback_for(
            Subject(self.pk, self.category, value),
            (row.rule for row in rows),
            maker.default_rule,
        )
