"""What customs are told: the declaration that belongs to a parcel across a border."""

from decimal import Decimal

from shippo.models import components as words

from shipping import exports
from shipping.carriers.base import QuoteRequest
from shipping.carriers.shippo.money import places_of
from shipping.exports import Filing
from shipping.places import Address
from shipping.wishes import CustomsItem, CustomsPurpose, DutyPayer

# A repair and an exchange are neither a sale nor a return of what was sold.
_CONTENTS = {
    CustomsPurpose.RETURN: (
        words.CustomsDeclarationContentsTypeEnum.RETURN_MERCHANDISE,
        None,
    ),
    CustomsPurpose.REPAIR: (
        words.CustomsDeclarationContentsTypeEnum.OTHER,
        "Goods for repair under warranty, to be returned. No sale.",
    ),
    CustomsPurpose.WARRANTY_EXCHANGE: (
        words.CustomsDeclarationContentsTypeEnum.OTHER,
        "Replacement under warranty, free of charge. No sale.",
    ),
    CustomsPurpose.SALE: (
        words.CustomsDeclarationContentsTypeEnum.MERCHANDISE,
        None,
    ),
    CustomsPurpose.LOAN: (
        words.CustomsDeclarationContentsTypeEnum.OTHER,
        "Goods on loan, property of the lender, to be returned. No sale.",
    ),
}
_FILINGS = {
    Filing.NUMBER: words.CustomsDeclarationEelPfcEnum.AES_ITN,
    Filing.CANADA: words.CustomsDeclarationEelPfcEnum.NOEEI_30_36,
    Filing.LOW_VALUE: words.CustomsDeclarationEelPfcEnum.NOEEI_30_37_A,
}
_INCOTERMS = {
    DutyPayer.SENDER: words.CustomsDeclarationIncotermEnum.DDP,
    DutyPayer.RECIPIENT: words.CustomsDeclarationIncotermEnum.DDU,
}


def declaration(
    request: QuoteRequest,
) -> words.CustomsDeclarationCreateRequest | None:
    """Return what customs are told, where the parcel crosses a border."""
    customs = request.wishes.customs
    if customs is None or not request.route.crosses_a_border:
        return None
    contents, explanation = _CONTENTS[customs.purpose]
    filing = exports.filing_of(
        request.sender.country, request.recipient.country, customs
    )
    is_numbered = filing is Filing.NUMBER
    return words.CustomsDeclarationCreateRequest(
        certify=True,
        certify_signer=customs.signer,
        contents_type=contents,
        contents_explanation=explanation,
        non_delivery_option=words.CustomsDeclarationNonDeliveryOptionEnum.RETURN,
        items=[_item(item) for item in customs.items],
        incoterm=_INCOTERMS[customs.duty_payer],
        eel_pfc=_FILINGS.get(filing),
        aes_itn=exports.itn_of(customs.export_filing) if is_numbered else None,
        invoice=customs.invoice_number or request.reference,
        commercial_invoice=True,
        exporter_reference=request.reference,
        address_importer=_importer(customs.importer),
        notes=customs.note or None,
    )


def amount(cents: int, currency: str) -> str:
    """Return an amount as Shippo writes it."""
    places = places_of(currency)
    return f"{Decimal(cents).scaleb(-places):.{places}f}"


def _item(item: CustomsItem) -> words.CustomsItemCreateRequest:
    grams = item.weight_grams * item.quantity
    return words.CustomsItemCreateRequest(
        description=item.description,
        quantity=item.quantity,
        net_weight=str(grams),
        mass_unit=words.WeightUnitEnum.G,
        value_amount=amount(item.value_cents * item.quantity, item.currency),
        value_currency=item.currency,
        origin_country=item.origin_country.upper(),
        tariff_number=item.tariff_number[:12] or None,
        sku_code=item.sku or None,
    )


def _importer(place: Address | None) -> words.AddressImporter | None:
    if place is None:
        return None
    return words.AddressImporter(
        name=place.name or place.company,
        company=place.company or None,
        street1=place.street1,
        street2=place.street2 or None,
        city=place.city,
        state=place.state or None,
        zip=place.postal_code,
        country=place.country.upper(),
        phone=place.phone or None,
        email=place.email or None,
    )
