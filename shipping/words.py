"""The values everybody says about parcels: addresses, boxes, states, movements."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self


class Direction(StrEnum):
    """This will say which way a leg goes: in to us, or out from us."""

    IN = "in"
    OUT = "out"


class LabelStatus(StrEnum):
    """This will say in one word, the same everywhere, how a label stands."""

    PENDING = "pending"
    READY = "ready"
    FAILED = "failed"
    VOID = "void"


class ParcelState(StrEnum):
    """This will say where a parcel is on its way."""

    PLANNED = "planned"
    LABEL_READY = "label_ready"
    HANDED_OVER = "handed_over"
    MOVING = "moving"
    DELAYED = "delayed"
    OUT_FOR_DELIVERY = "out_for_delivery"
    DELIVERED = "delivered"
    EXCEPTION = "exception"
    LOST = "lost"
    DAMAGED = "damaged"
    RETURNED_TO_SENDER = "returned_to_sender"
    CANCELLED = "cancelled"


class PurchaseState(StrEnum):
    """This will say how far one purchase of a label has come."""

    INTENT = "intent"
    SENDING = "sending"
    PURCHASED = "purchased"
    DECLINED = "declined"
    UNKNOWN = "unknown"
    VOID_WANTED = "void_wanted"
    VOIDED = "voided"


NOT_YET_HANDED_OVER = frozenset(
    {ParcelState.PLANNED, ParcelState.LABEL_READY, ParcelState.CANCELLED}
)
FINAL = frozenset(
    {
        ParcelState.DELIVERED,
        ParcelState.LOST,
        ParcelState.RETURNED_TO_SENDER,
        ParcelState.CANCELLED,
    }
)
NEEDS_ACTION = frozenset(
    {
        ParcelState.EXCEPTION,
        ParcelState.LOST,
        ParcelState.DAMAGED,
        ParcelState.RETURNED_TO_SENDER,
    }
)


@dataclass(frozen=True, slots=True)
class Address:
    """This will name a place a parcel leaves from or goes to, and who is there."""

    name: str
    street1: str
    city: str
    postal_code: str
    country: str
    company: str = ""
    street2: str = ""
    state: str = ""
    phone: str = ""
    email: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return the address as a dictionary that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """Return the address a dictionary holds; keys it does not know are ignored."""
        names = {field.name for field in fields(cls)}
        return cls(**{key: str(kept[key] or "") for key in kept.keys() & names})

    def lines(self) -> tuple[str, ...]:
        """Return the address as the lines one prints on a box."""
        place = " ".join(part for part in (self.city, self.state) if part)
        town = f"{place} {self.postal_code}".strip()
        country = self.country.upper()
        written = (self.name, self.company, self.street1, self.street2, town, country)
        return tuple(line for line in written if line)


@dataclass(frozen=True, slots=True)
class BoxSize:
    """This will say how heavy and how large a box is."""

    weight_grams: int
    length_mm: int
    width_mm: int
    height_mm: int


@dataclass(frozen=True, slots=True)
class PlannedBox:
    """This will say what one box of a leg will be: its code, size and contents."""

    code: str
    size: BoxSize
    contents: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """This will tell one thing that happened to a parcel, in our words and theirs."""

    carrier: str
    tracking_number: str
    state: ParcelState
    occurred_at: datetime
    text: str = ""
    place: str = ""
    code: str = ""
    expected_on: date | None = None

    @property
    def key(self) -> str:
        """Return what makes this movement the same as another: a hash of all of it."""
        values = [
            self.carrier,
            self.tracking_number,
            self.state.value,
            self.occurred_at.timestamp(),
            self.text,
            self.place,
            self.code,
            self.expected_on.isoformat() if self.expected_on else "",
        ]
        return hashlib.sha256(json.dumps(values).encode()).hexdigest()
