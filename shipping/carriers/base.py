"""What a carrier must be able to do for us, and the values it speaks in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from shipping.words import Address, BoxSize, Movement


@dataclass(frozen=True, slots=True)
class Capabilities:
    """This will say what may be asked of a carrier; the rest is NotSupported."""

    label_types: tuple[str, ...]
    voids: bool = True
    address_check: bool = False
    counter_codes: bool = False
    pay_on_use_returns: bool = False
    pickups: bool = False
    customs: bool = False
    insurance: bool = False
    hooks: bool = False


@dataclass(frozen=True, slots=True)
class AddressVerdict:
    """This will say whether a carrier can reach an address, and why not."""

    reachable: bool
    problem: str = ""
    suggestion: Address | None = None


@dataclass(frozen=True, slots=True)
class QuoteRequest:
    """This will ask what it costs to move one parcel, under our own word for it."""

    ref: str
    attempt: int
    sender: Address
    recipient: Address
    size: BoxSize
    is_return: bool
    reference: str
    contents: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """This will be one offer of a carrier, good for one purchase until it expires."""

    rate_id: str
    service: str
    cost_cents: int
    currency: str
    days: int
    expires_at: datetime
    best_value: bool = False


@dataclass(frozen=True, slots=True)
class Quotes:
    """This will hold the offers, or in plain words why there are none."""

    rates: tuple[Rate, ...]
    problem: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class PurchaseOrder:
    """This will order the label of one rate: sent once, never again."""

    rate: Rate
    request: QuoteRequest


@dataclass(frozen=True, slots=True)
class Bought:
    """The carrier has sold a label; carries all we must not lose."""

    provider_id: str
    rate_id: str
    tracking_number: str
    expected_on: date | None = None
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """The carrier has clearly said no; carries its code and words for people."""

    code: str
    problem: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Queued:
    """The carrier has taken the order and will say later; asked for by its id."""

    provider_id: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nobody knows whether the carrier sold a label: to be looked up, never resent."""

    detail: str
    raw: str = ""


PurchaseAnswer = Bought | Refused | Queued | Unclear


@dataclass(frozen=True, slots=True)
class Found:
    """This will say what a carrier's books hold under our word, oldest first."""

    matches: tuple[Bought | Queued, ...]
    complete: bool
    raw: str = ""


class Money(StrEnum):
    """This will say where the money of a sold label is."""

    KEPT = "kept"
    RETURNING = "returning"
    RETURNED = "returned"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SoldLabel:
    """This will be one line of a carrier's own list of what it sold us."""

    provider_id: str
    ref: str
    rate_id: str
    tracking_number: str
    sold_at: datetime
    cost_cents: int | None = None
    currency: str = ""
    money: Money = Money.KEPT


@dataclass(frozen=True, slots=True)
class Books:
    """This will hold a carrier's list, newest first, and whether all was read."""

    labels: tuple[SoldLabel, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Document:
    """This will hold the bytes of a label, not a link that expires."""

    content: bytes
    media_type: str
    suffix: str


@dataclass(frozen=True, slots=True)
class VoidAnswer:
    """This will say whether a label was taken back; undecided is None."""

    voided: bool | None
    problem: str = ""
    raw: str = ""


class Carrier(Protocol):
    """
    This will be whoever moves parcels.

    Only `purchase` and `void` spend or return money; every other call may be
    repeated and raises CarrierUnavailable where nobody answers.
    """

    @property
    def name(self) -> str:
        """The word rows are marked with."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What may be asked of it."""
        ...

    def check_address(self, address: Address) -> AddressVerdict:
        """Say whether the address can be reached."""
        ...

    def quote(self, request: QuoteRequest, *, at: datetime) -> Quotes:
        """Say what moving the parcel costs, with rates used for no other order."""
        ...

    def purchase(self, order: PurchaseOrder, *, at: datetime) -> PurchaseAnswer:
        """Buy the label in one call; whatever is unclear comes back as a value."""
        ...

    def find_purchases(self, *, ref: str, rate_id: str, at: datetime) -> Found:
        """Look up every label sold under our word or for the rate, oldest first."""
        ...

    def list_purchases(self, *, since: datetime, at: datetime) -> Books:
        """List every label sold to us since a moment, whatever became of it."""
        ...

    def fetch_document(self, provider_id: str, *, at: datetime) -> Document:
        """Fetch the label's bytes."""
        ...

    def void(self, provider_id: str, *, at: datetime) -> VoidAnswer:
        """Give a label back; asking twice makes no difference."""
        ...

    def refund_status(self, provider_id: str, *, at: datetime) -> VoidAnswer:
        """Say what became of a label that was given back; asks for nothing."""
        ...

    def track(
        self, tracking_number: str, *, handed_over_at: datetime | None, at: datetime
    ) -> tuple[Movement, ...]:
        """
        Tell all movements known by now.

        `handed_over_at` is when we saw it leave, for carriers that can't see it.
        Raises UnknownParcel for a number that is not theirs.
        """
        ...
