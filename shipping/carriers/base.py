"""What a carrier must be able to do for us: its front for pages, its back for jobs."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from shipping.carriers.answers import (
    AddressVerdict,
    Books,
    Documents,
    Found,
    PickupAnswer,
    PurchaseAnswer,
    Quotes,
    Rate,
    VoidAnswer,
)
from shipping.wishes import NO_WISHES, LabelFormat, Wishes
from shipping.words import Address, BoxSize, Movement


@dataclass(frozen=True, slots=True)
class Route:
    """This will say between which countries a parcel goes, and whether back to us."""

    sender_country: str
    recipient_country: str
    is_return: bool

    @property
    def crosses_a_border(self) -> bool:
        """Return whether customs will look at it."""
        return self.sender_country.upper() != self.recipient_country.upper()


@dataclass(frozen=True, slots=True)
class Capabilities:
    """This will say what may be wished for on a route; the rest is refused."""

    label_formats: tuple[LabelFormat, ...]
    voids: bool = True
    address_check: bool = False
    counter_codes: bool = False
    pay_on_use_returns: bool = False
    pickups: bool = False
    customs: bool = False
    insurance: bool = False
    signatures: bool = False
    batteries: bool = False
    hooks: bool = False


@dataclass(frozen=True, slots=True)
class QuoteRequest:
    """
    This will ask what it costs to move one parcel, under our own word for it.

    `reference` is the number of the case; `inside` is the code of the parcel that
    this one travels in unused, as a return label does in a replacement's box.
    """

    ref: str
    attempt: int
    sender: Address
    recipient: Address
    size: BoxSize
    is_return: bool
    reference: str
    contents: str = ""
    wishes: Wishes = NO_WISHES
    inside: str = ""

    @property
    def route(self) -> Route:
        """Return where it goes, as far as the carrier's offer depends on it."""
        return Route(self.sender.country, self.recipient.country, self.is_return)


@dataclass(frozen=True, slots=True)
class PurchaseOrder:
    """This will order the label of one rate: sent once, never again."""

    rate: Rate
    request: QuoteRequest


@dataclass(frozen=True, slots=True)
class PickupOrder:
    """This will ask for parcels to be fetched from one place, within one slot."""

    mover: str
    account: str
    place: Address
    provider_ids: tuple[str, ...]
    begins_at: datetime
    ends_at: datetime
    where: str = "front_door"
    instructions: str = ""


class HintKind(StrEnum):
    """This will say what a hook is about."""

    MOVEMENT = "movement"
    PURCHASE = "purchase"


@dataclass(frozen=True, slots=True)
class Hint:
    """This will say what is worth asking the carrier about; it proves nothing."""

    kind: HintKind
    provider_id: str = ""
    ref: str = ""
    mover: str = ""
    tracking_number: str = ""
    is_test: bool = False


class CarrierFront(Protocol):
    """This will be what a page may ask of a carrier: nothing here waits for anybody."""

    @property
    def name(self) -> str:
        """The word rows are marked with."""
        ...

    @property
    def is_live(self) -> bool:
        """Whether its labels cost money and move parcels."""
        ...

    def capabilities(self, route: Route | None = None) -> Capabilities:
        """Say what may be wished for on the route; without one, on any at all."""
        ...

    def parse_hook(self, body: bytes) -> tuple[Hint, ...]:
        """Return what the hook hints at; nothing where it can't be read."""
        ...


class Carrier(CarrierFront, Protocol):
    """
    This will be whoever moves parcels.

    Only `purchase`, `void` and `book_pickup` have an effect; every other call may be
    repeated and raises CarrierUnavailable where nobody answers.
    """

    def check_address(self, address: Address, *, at: datetime) -> AddressVerdict:
        """Say whether the address can be reached."""
        ...

    def quote(self, request: QuoteRequest, *, at: datetime) -> Quotes:
        """Say what moving the parcel costs, with rates used for no other order."""
        ...

    def purchase(self, order: PurchaseOrder, *, at: datetime) -> PurchaseAnswer:
        """Buy the label in one call; whatever is unclear comes back as a value."""
        ...

    def find_purchases(
        self, *, ref: str, rate_id: str, at: datetime, since: datetime | None = None
    ) -> Found:
        """
        Look up every label sold under our word or for the rate, oldest first.

        `since` is a moment before the order was sent, for carriers that can only
        list; without it they look back a day.
        """
        ...

    def list_purchases(self, *, since: datetime, at: datetime) -> Books:
        """List every label sold to us since a moment, whatever became of it."""
        ...

    def fetch_documents(self, provider_id: str, *, at: datetime) -> Documents:
        """
        Fetch the bytes of the label and of the papers that belong to it.

        Raises NoSuchLabel where the carrier knows no label by this id.
        """
        ...

    def void(self, provider_id: str, *, at: datetime) -> VoidAnswer:
        """Give a label back; asking twice makes no difference."""
        ...

    def refund_status(self, provider_id: str, *, at: datetime) -> VoidAnswer:
        """
        Say what became of a label that was given back; asks for nothing.

        One that nobody gave back is not taken back: voided is False.
        """
        ...

    def track(
        self,
        tracking_number: str,
        *,
        mover: str = "",
        handed_over_at: datetime | None,
        at: datetime,
    ) -> tuple[Movement, ...]:
        """
        Tell all movements known by now.

        `mover` is who carries it where the carrier sells for several;
        `handed_over_at` is when we saw it leave, for carriers that can't see it.
        Raises UnknownParcel for a number that is not theirs.
        """
        ...

    def register_tracking(
        self, tracking_number: str, *, mover: str, at: datetime
    ) -> None:
        """Have the carrier tell us of a parcel whose label we did not buy."""
        ...

    def book_pickup(self, order: PickupOrder, *, at: datetime) -> PickupAnswer:
        """Have parcels fetched; whatever is unclear comes back as a value."""
        ...
