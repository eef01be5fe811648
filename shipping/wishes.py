"""What one may wish for when a parcel is sent: values the database keeps as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from shipping.places import Address


class LabelFormat(StrEnum):
    """This will say on what a label is printed."""

    PDF_4X6 = "pdf_4x6"
    PDF_A4 = "pdf_a4"
    ZPL = "zpl"
    PNG = "png"


class Signature(StrEnum):
    """This will say who must sign where the parcel is delivered."""

    NONE = ""
    ANYBODY = "anybody"
    ADULT = "adult"


class Battery(StrEnum):
    """This will say how lithium batteries lie in the box; damaged ones never travel."""

    NONE = ""
    IN_DEVICE = "in_device"
    BESIDE_DEVICE = "beside_device"
    LOOSE = "loose"
    DAMAGED = "damaged"


class CustomsPurpose(StrEnum):
    """This will say why goods cross a border; each purpose has papers of its own."""

    RETURN = "return"
    REPAIR = "repair"
    WARRANTY_EXCHANGE = "warranty_exchange"
    SALE = "sale"
    LOAN = "loan"


class DutyPayer(StrEnum):
    """This will say who pays what the customs ask for."""

    SENDER = "sender"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True)
class CustomsItem:
    """This will declare one kind of goods in the box; weight and value are of one."""

    description: str
    quantity: int
    weight_grams: int
    value_cents: int
    currency: str
    origin_country: str
    tariff_number: str = ""
    sku: str = ""
    serial: str = ""
    # The return it belongs to, where the box is another one's.
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Customs:
    """
    This will declare what crosses a border, why, for whom, and who pays duty.

    `export_proof` is of an earlier export, for relief; `export_filing` is how this one
    leaves the United States: a number (ITN), or that a person says none is needed.
    """

    purpose: CustomsPurpose
    signer: str
    items: tuple[CustomsItem, ...]
    duty_payer: DutyPayer = DutyPayer.SENDER
    invoice_number: str = ""
    importer: Address | None = None
    export_proof: str = ""
    export_filing: str = ""
    note: str = ""

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """Return the declaration that a dictionary holds."""
        importer = kept.get("importer")
        return cls(
            purpose=CustomsPurpose(kept["purpose"]),
            signer=kept["signer"],
            items=tuple(CustomsItem(**item) for item in kept["items"]),
            duty_payer=DutyPayer(kept.get("duty_payer", DutyPayer.SENDER)),
            invoice_number=kept.get("invoice_number", ""),
            importer=Address.from_dict(importer) if importer else None,
            export_proof=kept.get("export_proof", ""),
            export_filing=kept.get("export_filing", ""),
            note=kept.get("note", ""),
        )


@dataclass(frozen=True, slots=True)
class Wishes:
    """
    This will say how one parcel should travel, apart from where and how large.

    `pay_on_use` is a return label that costs nothing until it is scanned;
    `services` are the ones to choose from, empty for any; `arrive_by` is the last
    day the parcel may need; `references` are printed beside the case's number.
    """

    label_format: LabelFormat = LabelFormat.PDF_4X6
    signature: Signature = Signature.NONE
    insured_cents: int = 0
    insured_currency: str = "USD"
    battery: Battery = Battery.NONE
    counter_code: bool = False
    pay_on_use: bool = False
    services: tuple[str, ...] = ()
    arrive_by: date | None = None
    references: tuple[str, ...] = ()
    customs: Customs | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the wishes as a dictionary that JSON can hold."""
        arrive_by = self.arrive_by.isoformat() if self.arrive_by else None
        return asdict(self) | {"arrive_by": arrive_by}

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """Return the wishes that a dictionary holds; an empty one holds the usual."""
        customs, arrive_by = kept.get("customs"), kept.get("arrive_by")
        return cls(
            label_format=LabelFormat(kept.get("label_format", LabelFormat.PDF_4X6)),
            signature=Signature(kept.get("signature", "")),
            insured_cents=kept.get("insured_cents", 0),
            insured_currency=kept.get("insured_currency", "USD"),
            battery=Battery(kept.get("battery", "")),
            counter_code=kept.get("counter_code", False),
            pay_on_use=kept.get("pay_on_use", False),
            services=tuple(kept.get("services", ())),
            arrive_by=date.fromisoformat(arrive_by) if arrive_by else None,
            references=tuple(kept.get("references", ())),
            customs=Customs.from_dict(customs) if customs else None,
        )


NO_WISHES = Wishes()
