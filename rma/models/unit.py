"""One physical thing with a serial number, and both its covers."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.account import Account
from rma.models.manufacturer import Manufacturer
from rma.models.product import Product
from rma.models.warranty_terms import WarrantyTerms
from rma.rules import sold_to
from rma.rules.money import Money
from rma.rules.serials import key_of
from rma.rules.sold_to import Buyer
from rma.rules.starts import Days, StartRule, months_after, read_parts, start_by
from rma.rules.unit_facts import UnitFacts
from rma.rules.words import Basis


class UnitQuerySet(models.QuerySet["Unit"]):
    """Find units."""

    def with_serial(self, serial: str) -> "UnitQuerySet":
        """Return those that carry a serial, however it is typed."""
        return self.filter(serial_key=key_of(serial)).select_related(
            "product__manufacturer", "account", "terms"
        )


class Unit(models.Model):
    """Be one serial number of one maker, sold to one account."""

    serial = models.CharField(_("serial number"), max_length=80)
    serial_key = models.CharField(max_length=80, editable=False)
    manufacturer = models.ForeignKey(
        Manufacturer, on_delete=models.PROTECT, related_name="units"
    )
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="units")
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="units"
    )
    order_reference = models.CharField(_("order"), max_length=60, blank=True)
    shipped_on = models.DateField(_("shipped on"), null=True, blank=True)
    invoiced_on = models.DateField(_("invoiced on"), null=True, blank=True)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    installed_on = models.DateField(_("installed on"), null=True, blank=True)
    manufactured_on = models.DateField(_("made on"), null=True, blank=True)
    # The day of a receipt that one of us accepted: it wins over every other start.
    proved_on = models.DateField(_("bought on, by receipt"), null=True, blank=True)
    # Of a replacement: when the first one was delivered; the law counts from then.
    first_sold_on = models.DateField(null=True, blank=True, editable=False)
    seller = models.CharField(_("sold by, where not by us"), max_length=160, blank=True)
    terms = models.ForeignKey(
        WarrantyTerms,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("terms on the day of the sale"),
    )
    extended_until = models.DateField(_("longer after a repair"), null=True, blank=True)
    extended_basis = models.CharField(max_length=10, blank=True)
    warranty_until = models.DateField(_("warranty until"), null=True, blank=True)
    manufacturer_warranty_until = models.DateField(
        _("maker's warranty until"), null=True, blank=True
    )
    paid_cents = models.PositiveBigIntegerField(_("price paid"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
    )

    left_with = models.ForeignKey(
        "rma.Dispatch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        """Keep a serial unique per maker, and price and currency together."""

        constraints = [
            models.UniqueConstraint(
                fields=["manufacturer", "serial_key"], name="unit_serial_per_maker"
            ),
            models.CheckConstraint(
                condition=models.Q(paid_cents__isnull=True) | ~models.Q(currency=""),
                name="unit_price_has_currency",
            ),
            models.CheckConstraint(
                condition=~models.Q(serial_key=""), name="unit_serial_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(extended_until__isnull=True, extended_basis="")
                | models.Q(
                    extended_until__isnull=False,
                    extended_basis__in=[Basis.WARRANTY.value, Basis.LAW.value],
                ),
                name="unit_extension_has_basis",
            ),
        ]
        indexes = [
            models.Index(fields=["serial_key"], name="unit_serial"),
            models.Index(
                fields=["order_reference"],
                condition=models.Q(order_reference__gt=""),
                name="unit_ordered",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the serial number."""
        return self.serial

    @property
    def facts(self) -> UnitFacts:
        """Return what decides its cover, as plain values."""
        sold = self.terms or self.product
        return UnitFacts(
            shipped_on=self.shipped_on,
            invoiced_on=self.invoiced_on,
            warranty_until=self.warranty_until,
            warranty_months=sold.warranty_months,
            manufacturer_until=self.manufacturer_until,
            delivered_on=self.delivered_on,
            installed_on=self.installed_on,
            manufactured_on=self.manufactured_on,
            proved_on=self.proved_on,
            starts=StartRule(sold.warranty_starts),
            parts=read_parts(sold.part_terms),
            first_sold_on=self.first_sold_on,
            extended_until=self.extended_until,
            extended_basis=Basis(self.extended_basis) if self.extended_basis else None,
        )

    @property
    def sold_on(self) -> date | None:
        """Return the day it was bought, as far as we know."""
        bought_on = self.proved_on or self.first_sold_on
        return bought_on or self.invoiced_on or self.shipped_on

    def may_be_seen_by(self, account_id: int) -> bool:
        """Whether an account may know it: its own, sold on to others, or by others."""
        if self.account is None:
            return bool(self.seller)
        return sold_to.may_be_seen(self.account.buyer, account_id)

    @property
    def buyer(self) -> Buyer | None:
        """Return who bought it from us; None where it was not sold by us."""
        return self.account.buyer if self.account else None

    @property
    def manufacturer_until(self) -> date | None:
        """Return the last day of the maker's cover: its own, else by the product."""
        if self.manufacturer_warranty_until:
            return self.manufacturer_warranty_until
        days = Days(
            shipped=self.shipped_on,
            delivered=self.delivered_on,
            invoiced=self.invoiced_on,
            installed=self.installed_on,
            manufactured=self.manufactured_on,
        )
        rule = StartRule(self.product.manufacturer.cover_starts)
        start = start_by(rule, days)
        sold = self.terms or self.product
        return months_after(start, sold.warranty_months) if start else None

    @property
    def paid(self) -> Money:
        """Return what was paid, or the list price where that is not known."""
        if self.paid_cents is None:
            return self.product.list_price
        return Money(self.paid_cents, self.currency)
