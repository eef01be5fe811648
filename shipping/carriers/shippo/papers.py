"""What customs are told: the declaration that belongs to a parcel across a border."""

from decimal import Decimal

from shippo.models import components as words

from shipping.carriers.base import QuoteRequest
from shipping.carriers.shippo.money import places_of
from shipping.places import Address
from shipping.wishes import Customs, CustomsItem, CustomsPurpose, DutyPayer

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
    filing, proof = _export_filing(request, customs)
    return words.CustomsDeclarationCreateRequest(
        certify=True,
        certify_signer=customs.signer,
        contents_type=contents,
        contents_explanation=explanation,
        non_delivery_option=words.CustomsDeclarationNonDeliveryOptionEnum.RETURN,
        items=[_item(item) for item in customs.items],
        incoterm=_INCOTERMS[customs.duty_payer],
        eel_pfc=filing,
        aes_itn=proof,
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


def _export_filing(
    request: QuoteRequest, customs: Customs
) -> tuple[words.CustomsDeclarationEelPfcEnum | None, str | None]:
    """Return under which rule the export from the United States is filed."""
    if request.sender.country.upper() != "US":
        return None, None
    if customs.export_proof:
        return words.CustomsDeclarationEelPfcEnum.AES_ITN, customs.export_proof
    if request.recipient.country.upper() == "CA":
        return words.CustomsDeclarationEelPfcEnum.NOEEI_30_36, None
    return words.CustomsDeclarationEelPfcEnum.NOEEI_30_37_A, None


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
