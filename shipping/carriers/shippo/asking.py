"""What we ask of Shippo, in the words of its SDK."""

from datetime import datetime

from shippo.models import components as words

from shipping.carriers.base import PickupOrder, QuoteRequest
from shipping.carriers.shippo import papers
from shipping.carriers.shippo.front import TAG
from shipping.places import Address
from shipping.wishes import Battery, LabelFormat, Signature

LABEL_TYPES = {
    LabelFormat.PDF_4X6: words.LabelFileTypeEnum.PDF_4X6,
    LabelFormat.PDF_A4: words.LabelFileTypeEnum.PDF_A4,
    LabelFormat.ZPL: words.LabelFileTypeEnum.ZPLII,
    LabelFormat.PNG: words.LabelFileTypeEnum.PNG,
}
_SIGNATURES = {
    Signature.ANYBODY: words.SignatureConfirmation.STANDARD,
    Signature.ADULT: words.SignatureConfirmation.ADULT,
}
_PLACES = {
    "front_door": words.BuildingLocationType.FRONT_DOOR,
    "back_door": words.BuildingLocationType.BACK_DOOR,
    "reception": words.BuildingLocationType.RECEPTION,
    "mail_room": words.BuildingLocationType.MAIL_ROOM,
    "dock": words.BuildingLocationType.SHIPPING_DOCK,
}
_LONGEST_REFERENCE = 50


def tag(ref: str) -> str:
    """Return our word for a purchase as metadata carries it."""
    return f"{TAG}{ref}"


def shipment(request: QuoteRequest) -> words.ShipmentCreateRequest:
    """
    Return the question what it costs to move the parcel.

    A label that is paid on use is asked for the way the goods first went, from us to
    the customer: Shippo turns it round. Any other is asked for the way it goes.
    """
    sender, recipient = request.sender, request.recipient
    if request.wishes.pay_on_use:
        sender, recipient = recipient, sender
    return words.ShipmentCreateRequest(
        address_from=address(sender),
        address_to=address(recipient),
        parcels=[_parcel(request)],
        extra=_extra(request),
        customs_declaration=papers.declaration(request),
        metadata=tag(request.ref),
        async_=False,
    )


def purchase(rate_id: str, request: QuoteRequest) -> words.TransactionCreateRequest:
    """Return the order of one rate's label, answered before it returns."""
    return words.TransactionCreateRequest(
        rate=rate_id,
        async_=False,
        label_file_type=LABEL_TYPES[request.wishes.label_format],
        metadata=tag(request.ref),
    )


def address(place: Address, *, validate: bool = False) -> words.AddressCreateRequest:
    """Return an address in Shippo's words."""
    return words.AddressCreateRequest(
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
        validate=True if validate else None,
    )


def pickup(order: PickupOrder) -> words.PickupBase:
    """Return the order to fetch parcels."""
    place = order.place
    known = _PLACES.get(order.where)
    return words.PickupBase(
        carrier_account=order.account,
        location=words.Location(
            address=words.AddressCompleteCreateRequest(
                name=place.name or place.company,
                company=place.company or None,
                street1=place.street1,
                street2=place.street2 or None,
                city=place.city,
                state=place.state,
                zip=place.postal_code,
                country=place.country.upper(),
                phone=place.phone or None,
                email=place.email or None,
            ),
            building_location_type=known or words.BuildingLocationType.OTHER,
            instructions=order.instructions or (None if known else order.where),
        ),
        transactions=list(order.provider_ids),
        requested_start_time=_utc(order.begins_at),
        requested_end_time=_utc(order.ends_at),
    )


def _utc(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _parcel(request: QuoteRequest) -> words.ParcelCreateRequest:
    size = request.size
    return words.ParcelCreateRequest(
        weight=str(size.weight_grams),
        mass_unit=words.WeightUnitEnum.G,
        length=_centimetres(size.length_mm),
        width=_centimetres(size.width_mm),
        height=_centimetres(size.height_mm),
        distance_unit=words.DistanceUnitEnum.CM,
    )


def _extra(request: QuoteRequest) -> words.ShipmentExtra:
    wishes = request.wishes
    references = (request.reference, *wishes.references, request.ref)
    return words.ShipmentExtra(
        is_return=True if wishes.pay_on_use else None,
        qr_code_requested=True if wishes.counter_code else None,
        rma_number=words.RmaNumber(prefix="", value=request.reference),
        reference_1=references[0][:_LONGEST_REFERENCE],
        reference_2=references[1][:_LONGEST_REFERENCE],
        signature_confirmation=_SIGNATURES.get(wishes.signature),
        insurance=_insurance(request),
        dangerous_goods=_dangerous_goods(request),
    )


def _insurance(request: QuoteRequest) -> words.Insurance | None:
    wishes = request.wishes
    if wishes.insured_cents <= 0:
        return None
    return words.Insurance(
        amount=papers.amount(wishes.insured_cents, wishes.insured_currency),
        currency=wishes.insured_currency,
        content=request.contents or request.reference,
    )


def _dangerous_goods(request: QuoteRequest) -> words.DangerousGoodsObject | None:
    if request.wishes.battery is Battery.NONE:
        return None
    # Within a country the goods are declared, across a border the kind of battery.
    return words.DangerousGoodsObject(
        contains=None if request.route.crosses_a_border else True,
        lithium_batteries=words.DangerousGoodsLithiumBatteries(contains=True),
    )


def _centimetres(millimetres: int) -> str:
    return f"{millimetres / 10:.1f}"
