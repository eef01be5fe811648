"""What stands on the invoices of a return's boxes that customs look at."""

from datetime import datetime

from django.utils import translation

from rma.documents import invoice
from rma.documents.invoice import InvoiceContent, InvoiceItem
from rma.jobs import fill_papers
from rma.jobs.fill_papers import Filled
from rma.messages import words
from rma.models import Case
from rma.queries import boxes
from rma.rules.customs import Purpose
from rma.rules.money import Money
from shipping import exports
from shipping.models import Parcel
from shipping.wishes import Customs, CustomsItem, DutyPayer
from shipping.words import NOT_YET_HANDED_OVER


def invoices(case: Case, at: datetime) -> list[Filled]:
    """
    Return the invoice of each box that crosses a customs border and is still here.

    It says what the carrier was told. What comes to us is told in our own language,
    what leaves in its customer's: customs read that of the country it comes to.
    """
    filled: list[Filled] = []
    for parcel in boxes.travelling(case).order_by("id"):
        told = parcel.wished.customs
        is_ours = parcel.shipment.reference == case.number
        if told is None or not is_ours or parcel.standing not in NOT_YET_HANDED_OVER:
            continue
        reader = None if parcel.shipment.is_inbound else case.contact
        with translation.override(words.language_of(reader)):
            content = _content(case, parcel, told, at)
            filled.append((invoice.title_of(is_sale=content.is_sale), content))
    return filled


def _content(case: Case, parcel: Parcel, told: Customs, at: datetime) -> InvoiceContent:
    leg = parcel.shipment
    return InvoiceContent(
        frame=fill_papers.frame_of(case, at),
        parcel_code=parcel.code,
        purpose=Purpose(told.purpose.value),
        is_to_us=leg.is_inbound,
        sender=leg.sender_address.lines(),
        recipient=leg.recipient_address.lines(),
        items=tuple(map(_item, told.items)),
        recipient_pays=told.duty_payer is DutyPayer.RECIPIENT,
        signer=told.signer,
        importer=told.importer.lines() if told.importer else (),
        importer_number=told.note,
        export_proof=told.export_proof,
        export_filing=exports.shown(
            leg.sender_address.country, leg.recipient_address.country, told
        ),
    )


def _item(told: CustomsItem) -> InvoiceItem:
    return InvoiceItem(
        description=told.description,
        quantity=told.quantity,
        value=Money(told.value_cents, told.currency),
        weight_grams=told.weight_grams,
        serial=told.serial,
        sku=told.sku,
        origin_country=told.origin_country,
        tariff_number=told.tariff_number,
        reference=told.reference,
    )
