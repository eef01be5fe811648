"""The values a carrier answers in: offers, labels sold, papers, refusals."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from shipping.words import Address, DocumentKind


@dataclass(frozen=True, slots=True)
class AddressVerdict:
    """
    This will say whether a carrier can reach an address, and why not.

    `checked` is False where nobody looked, and a suggestion is theirs, not ours.
    """

    reachable: bool
    problem: str = ""
    suggestion: Address | None = None
    checked: bool = True


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
    mover: str = ""
    title: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Quotes:
    """This will hold the offers, or in plain words why there are none."""

    rates: tuple[Rate, ...]
    problem: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Bought:
    """The carrier has sold a label; carries all we must not lose."""

    provider_id: str
    rate_id: str
    tracking_number: str
    expected_on: date | None = None
    raw: str = ""
    ref: str = ""
    mover: str = ""


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
    ref: str = ""
    rate_id: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nobody knows whether the carrier did it: to be looked up, never resent."""

    detail: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class NotSent:
    """The order certainly never left us: it may be sent later, with the same rate."""

    detail: str
    retry_after: timedelta | None = None
    raw: str = ""


PurchaseAnswer = Bought | Refused | Queued | Unclear | NotSent


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
    """This will hold the bytes of one paper, not a link that expires."""

    content: bytes
    media_type: str
    suffix: str
    kind: DocumentKind = DocumentKind.LABEL


@dataclass(frozen=True, slots=True)
class Documents:
    """This will hold the label and whatever else belongs to it."""

    label: Document
    others: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class VoidAnswer:
    """This will say whether a label was taken back; undecided is None."""

    voided: bool | None
    problem: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class PickupBooked:
    """The carrier will come; carries its word for it and until when one may call."""

    provider_id: str
    confirmation: str
    begins_at: datetime
    ends_at: datetime
    cancel_by: datetime | None = None
    raw: str = ""


PickupAnswer = PickupBooked | Refused | Unclear | NotSent
