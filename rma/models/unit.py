"""One physical thing with a serial number, and both its covers."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.account import Account
from rma.models.manufacturer import Manufacturer
from rma.models.product import Product
from rma.rules.entitlement import UnitFacts, months_after
from rma.rules.money import Money
from rma.rules.serials import key_of


class UnitQuerySet(models.QuerySet["Unit"]):
    """Find units."""

    def with_serial(self, serial: str) -> "UnitQuerySet":
        """Return those that carry a serial, however it is typed."""
        return self.filter(serial_key=key_of(serial)).select_related(
            "product__manufacturer", "account"
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
        ]
        indexes = [
            models.Index(fields=["serial_key"], name="unit_serial"),
            models.Index(fields=["order_reference"], name="unit_order"),
        ]

    @override
    def __str__(self) -> str:
        """Return the serial number."""
        return self.serial

    @property
    def facts(self) -> UnitFacts:
        """Return what decides its cover, as plain values."""
        return UnitFacts(
            shipped_on=self.shipped_on,
            invoiced_on=self.invoiced_on,
            warranty_until=self.warranty_until,
            warranty_months=self.product.warranty_months,
            manufacturer_until=self.manufacturer_until,
        )

    @property
    def manufacturer_until(self) -> date | None:
        """Return the last day of the maker's cover: its own, else by the product."""
        if self.manufacturer_warranty_until or self.shipped_on is None:
            return self.manufacturer_warranty_until
        return months_after(self.shipped_on, self.product.warranty_months)

    @property
    def paid(self) -> Money:
        """Return what was paid, or the list price where that is not known."""
        if self.paid_cents is None:
            return self.product.list_price
        return Money(self.paid_cents, self.currency)
