"""The values everybody says about parcels: boxes, states, movements."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shipping.places import Address, BoxSize
from shipping.wishes import NO_WISHES, Wishes

__all__ = [
    "FINAL",
    "NEEDS_ACTION",
    "NOT_YET_HANDED_OVER",
    "Address",
    "BoxSize",
    "Direction",
    "DocumentKind",
    "LabelStatus",
    "Movement",
    "ParcelState",
    "PickupState",
    "PlannedBox",
    "PurchaseState",
]


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


class DocumentKind(StrEnum):
    """This will say which paper of a label one holds."""

    LABEL = "label"
    COUNTER_CODE = "counter_code"
    CUSTOMS = "customs"


class PurchaseState(StrEnum):
    """This will say how far one purchase of a label has come."""

    INTENT = "intent"
    SENDING = "sending"
    PURCHASED = "purchased"
    DECLINED = "declined"
    UNKNOWN = "unknown"
    VOID_WANTED = "void_wanted"
    VOID_REFUSED = "void_refused"
    VOIDED = "voided"


class PickupState(StrEnum):
    """This will say whether a carrier comes to fetch parcels."""

    WANTED = "wanted"
    SENDING = "sending"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    CANCELLED = "cancelled"


# What we saw ourselves is told under this name.
OURSELVES = "us"
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
class PlannedBox:
    """
    This will say what one box of a leg will be: its code, size, contents, wishes.

    `inside` is the code of the box in which its label travels unused.
    """

    code: str
    size: BoxSize
    contents: str = ""
    wishes: Wishes = NO_WISHES
    inside: str = ""


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
