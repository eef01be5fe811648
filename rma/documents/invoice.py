"""The invoice customs want: what is in a box, what it is worth, why it crosses."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rma.documents import sheets
from rma.documents.sheets import Frame, Sheet
from rma.rules import numbers
from rma.rules.customs import Purpose
from rma.rules.money import Money

KIND = "invoice"

# Why it crosses the border, on the way to us and on the way from us.
_WHY: dict[tuple[Purpose, bool], Any] = {
    (Purpose.RETURN, True): gettext_lazy(
        "Returned goods: sent back by the buyer. No sale, no payment."
    ),
    (Purpose.RETURN, False): gettext_lazy(
        "Goods sent back to their owner as they came. No sale, no payment."
    ),
    (Purpose.REPAIR, True): gettext_lazy(
        "Goods for repair under warranty, to be sent back afterwards. No sale."
    ),
    (Purpose.REPAIR, False): gettext_lazy(
        "Goods after repair under warranty, free of charge, going back to their owner."
        " No sale."
    ),
    (Purpose.WARRANTY_EXCHANGE, True): gettext_lazy(
        "Faulty goods, to be exchanged under warranty free of charge. No sale."
    ),
    (Purpose.WARRANTY_EXCHANGE, False): gettext_lazy(
        "Replacement under warranty for faulty goods, free of charge. No sale."
    ),
    (Purpose.LOAN, True): gettext_lazy(
        "Goods of the recipient that were on loan, going back to their owner. No sale,"
        " no payment."
    ),
    (Purpose.LOAN, False): gettext_lazy(
        "Goods on loan, property of the sender, to be sent back. No sale, no payment."
    ),
    (Purpose.SALE, True): gettext_lazy("Sale."),
    (Purpose.SALE, False): gettext_lazy("Sale: paid for by the recipient."),
}
_RELIEF: dict[bool, Any] = {
    True: gettext_lazy(
        "Please keep the number of the export declaration: with it, relief from duty"
        " is asked for when the goods come back."
    ),
    False: gettext_lazy(
        "Relief from duty is asked for as for returned goods, on the proof of export"
        " named above."
    ),
}
_COMES_BACK = (Purpose.REPAIR, Purpose.WARRANTY_EXCHANGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceItem:
    """One kind of goods; weight and value are of one unit."""

    description: str
    quantity: int
    value: Money
    weight_grams: int
    serial: str = ""
    sku: str = ""
    origin_country: str = ""
    tariff_number: str = ""
    reference: str = ""

    @property
    def total(self) -> Money:
        """Return the value of all its units."""
        return Money(self.value.cents * self.quantity, self.value.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceContent:
    """
    All that stands on the invoice of one box.

    `parcel_code` has the form of a case code, without prefix. `recipient_pays` says
    who pays duty and taxes; `importer` is empty where the recipient imports.
    """

    frame: Frame
    parcel_code: str
    purpose: Purpose
    is_to_us: bool
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    items: tuple[InvoiceItem, ...]
    recipient_pays: bool
    signer: str
    importer: tuple[str, ...] = ()
    importer_number: str = ""
    export_proof: str = ""
    export_filing: str = ""

    @property
    def is_sale(self) -> bool:
        """Return whether the goods are paid for: its paper is no pro-forma then."""
        return self.purpose is Purpose.SALE

    @property
    def totals(self) -> tuple[Money, ...]:
        """Return the value of all goods, once for each currency."""
        cents: dict[str, int] = {}
        for item in self.items:
            total = item.total
            cents[total.currency] = cents.get(total.currency, 0) + total.cents
        return tuple(Money(cents[currency], currency) for currency in sorted(cents))


@sheets.in_its_language
def sheet(content: InvoiceContent) -> Sheet:
    """Return the invoice ready to print, on the paper its frame asks for."""
    heading = title_of(is_sale=content.is_sale)
    return sheets.lay_out(
        KIND,
        content,
        title=f"{content.frame.number} {heading}",
        heading=heading,
        box=numbers.shown_parcel(content.parcel_code),
        on=sheets.day(content.frame.drawn_at.date()),
        why=_WHY[content.purpose, content.is_to_us],
        duty=_duty(recipient_pays=content.recipient_pays),
        relief=_relief(content),
        kilograms=_kilograms(content.items),
        qr=sheets.case_qr(content.frame),
    )


def title_of(*, is_sale: bool) -> str:
    """Return what the paper is called: only a sale has a commercial invoice."""
    return _("Commercial invoice") if is_sale else _("Pro-forma invoice")


def _duty(*, recipient_pays: bool) -> str:
    if recipient_pays:
        return _("The recipient pays duty and taxes (DAP).")
    return _("The sender pays duty and taxes (DDP).")


def _relief(content: InvoiceContent) -> str:
    if content.purpose not in _COMES_BACK:
        return ""
    if content.is_to_us:
        return str(_RELIEF[True])
    return str(_RELIEF[False]) if content.export_proof else ""


def _kilograms(items: Iterable[InvoiceItem]) -> str:
    grams = sum(item.weight_grams * item.quantity for item in items)
    return f"{grams / 1000:.2f}"
