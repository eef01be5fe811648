"""What a question in Shippo's words means in ours."""

from typing import Any

from shipping import exports
from shipping.carriers.base import QuoteRequest
from shipping.models import SandboxShipment
from shipping.places import Address, BoxSize
from shipping.wishes import (
    Battery,
    Customs,
    CustomsItem,
    CustomsPurpose,
    DutyPayer,
    LabelFormat,
    Signature,
    Wishes,
)

TAG = "rma1:"
_MILLIMETRES = {"mm": 1, "cm": 10, "m": 1000, "in": 25.4, "ft": 304.8, "yd": 914.4}
_GRAMS = {"g": 1, "kg": 1000, "oz": 28.35, "lb": 453.6}
_FORMATS = {
    "PDF_A4": LabelFormat.PDF_A4,
    "ZPLII": LabelFormat.ZPL,
    "PNG": LabelFormat.PNG,
}
_SIGNATURES = {"STANDARD": Signature.ANYBODY, "ADULT": Signature.ADULT}
_PURPOSES = {
    "RETURN_MERCHANDISE": CustomsPurpose.RETURN,
    "MERCHANDISE": CustomsPurpose.SALE,
}
# What is another thing says which in words of its own.
_EXPLAINED = {
    "loan": CustomsPurpose.LOAN,
    "Replacement": CustomsPurpose.WARRANTY_EXCHANGE,
}


class Unreadable(ValueError):
    """The question lacks something or says it in a way nobody reads."""


def request_of(shipment: SandboxShipment, *, label_type: str = "") -> QuoteRequest:
    """
    Return what a shipment asks for; a label paid on use goes the other way round.

    Raises Unreadable where it can't be understood.
    """
    asked = shipment.asked
    extra = asked.get("extra") or {}
    sender, recipient = place(asked["address_from"]), place(asked["address_to"])
    if extra.get("is_return"):
        sender, recipient = recipient, sender
    ref = str(asked.get("metadata") or "").removeprefix(TAG)
    earlier = SandboxShipment.objects.filter(
        asked__metadata=asked.get("metadata"), created_at__lt=shipment.created_at
    )
    return QuoteRequest(
        ref=ref[:40],
        attempt=earlier.count() + 1,
        sender=sender,
        recipient=recipient,
        size=_size(asked["parcels"][0]),
        is_return=True,
        reference=str((extra.get("rma_number") or {}).get("value") or ref)[:64],
        wishes=_wishes(asked, extra, _FORMATS.get(label_type, LabelFormat.PDF_4X6)),
    )


def place(told: object) -> Address:
    """
    Return an address.

    Raises Unreadable where it is none.
    """
    if not isinstance(told, dict):
        raise Unreadable("addresses must be objects")
    return Address(
        name=str(told.get("name") or ""),
        company=str(told.get("company") or ""),
        street1=str(told.get("street1") or ""),
        street2=str(told.get("street2") or ""),
        city=str(told.get("city") or ""),
        state=str(told.get("state") or ""),
        postal_code=str(told.get("zip") or ""),
        country=str(told.get("country") or ""),
        phone=str(told.get("phone") or ""),
        email=str(told.get("email") or ""),
    )


def _size(told: dict[str, Any]) -> BoxSize:
    try:
        long = _MILLIMETRES[told["distance_unit"]]
        return BoxSize(
            weight_grams=round(float(told["weight"]) * _GRAMS[told["mass_unit"]]),
            length_mm=round(float(told["length"]) * long),
            width_mm=round(float(told["width"]) * long),
            height_mm=round(float(told["height"]) * long),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Unreadable("the parcel's size can't be read") from None


def _wishes(
    asked: dict[str, Any], extra: dict[str, Any], label_format: LabelFormat
) -> Wishes:
    insurance = extra.get("insurance") or {}
    return Wishes(
        label_format=label_format,
        signature=_SIGNATURES.get(
            extra.get("signature_confirmation", ""), Signature.NONE
        ),
        insured_cents=round(float(insurance.get("amount") or 0) * 100),
        battery=Battery.IN_DEVICE if extra.get("dangerous_goods") else Battery.NONE,
        counter_code=bool(extra.get("qr_code_requested")),
        pay_on_use=bool(extra.get("is_return")),
        customs=_customs(asked.get("customs_declaration")),
    )


def _customs(told: object) -> Customs | None:
    if not isinstance(told, dict):
        return None
    sender_pays = told.get("incoterm") == "DDP"
    importer = told.get("address_importer")
    return Customs(
        purpose=_purpose(told),
        signer=str(told.get("certify_signer") or ""),
        items=tuple(_item(item) for item in told.get("items") or ()),
        duty_payer=DutyPayer.SENDER if sender_pays else DutyPayer.RECIPIENT,
        invoice_number=str(told.get("invoice") or ""),
        importer=place(importer) if importer else None,
        export_filing=_filing(told),
    )


def _purpose(told: dict[str, Any]) -> CustomsPurpose:
    named = _PURPOSES.get(told.get("contents_type", ""))
    explained = str(told.get("contents_explanation") or "")
    meant = (kind for word, kind in _EXPLAINED.items() if word in explained)
    return named or next(meant, CustomsPurpose.REPAIR)


def _filing(told: dict[str, Any]) -> str:
    is_exempt = str(told.get("eel_pfc") or "").startswith("NOEEI")
    return exports.LOW_VALUE if is_exempt else str(told.get("aes_itn") or "")


def _item(told: dict[str, Any]) -> CustomsItem:
    try:
        count = max(int(told["quantity"]), 1)
        grams = float(told["net_weight"]) * _GRAMS[told["mass_unit"]] / count
        cents = float(told["value_amount"]) * 100 / count
        return CustomsItem(
            description=str(told["description"]),
            quantity=count,
            weight_grams=round(grams),
            value_cents=round(cents),
            currency=str(told["value_currency"]),
            origin_country=str(told["origin_country"]),
            tariff_number=str(told.get("tariff_number") or ""),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Unreadable("a customs item can't be read") from None
