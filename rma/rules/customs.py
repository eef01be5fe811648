"""What customs are told of a leg that leaves a customs territory."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rma.rules.words import DispatchKind, ResolutionKind, Wish

# One customs territory: nothing is declared between them (Union Customs Code, art. 4).
UNION = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR"),
        *("HR", "HU", "IE", "IT", "LT", "LU", "LV", "MC", "MT", "NL", "PL", "PT"),
        *("RO", "SE", "SI", "SK"),
    )
)
_DESCRIPTION = 120


class Purpose(StrEnum):
    """Why goods cross a border; each purpose has papers and words of its own."""

    RETURN = "return"
    REPAIR = "repair"
    WARRANTY_EXCHANGE = "warranty_exchange"
    SALE = "sale"
    LOAN = "loan"


@dataclass(frozen=True, slots=True)
class Goods:
    """Hold one kind of goods in a box; weight and value are of one unit."""

    description: str
    sku: str
    quantity: int
    weight_grams: int
    value_cents: int
    currency: str
    origin_country: str
    tariff_number: str
    serial: str = ""
    # The return it belongs to, where the box is another one's.
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """Hold what customs are told of one box, and for which return."""

    purpose: Purpose
    signer: str
    number: str
    goods: tuple[Goods, ...]
    export_proof: str = ""


def are_needed(sender_country: str, recipient_country: str) -> bool:
    """Return whether a parcel between two countries is declared to customs."""
    countries = {sender_country.upper(), recipient_country.upper()}
    return len(countries) > 1 and not countries <= UNION


def purpose_back(wishes: Iterable[str]) -> Purpose:
    """Return why goods come back: for credit, unless all are repaired or exchanged."""
    wanted = set(wishes)
    if wanted == {Wish.REPAIR}:
        return Purpose.REPAIR
    if wanted and wanted <= {
        Wish.REPLACEMENT,
        Wish.ADVANCE_REPLACEMENT,
        Wish.REPAIR,
    }:
        return Purpose.WARRANTY_EXCHANGE
    return Purpose.RETURN


def purpose_out(dispatch: str, resolution: str = "") -> Purpose:
    """
    Return why a unit goes to the customer: repaired, exchanged, paid for, as it was.

    A repair that is paid for claims no relief: it is declared as a sale.
    """
    if resolution == ResolutionKind.PAID_REPAIR:
        return Purpose.SALE
    if dispatch == DispatchKind.LOANER:
        return Purpose.LOAN
    if dispatch == DispatchKind.REPLACEMENT:
        return Purpose.WARRANTY_EXCHANGE
    if dispatch == DispatchKind.REPAIRED:
        return Purpose.REPAIR
    return Purpose.RETURN


def declared(
    goods: Iterable[Goods],
    *,
    purpose: Purpose,
    signer: str,
    number: str,
    export_proof: str = "",
) -> Declaration:
    """Return a declaration whose texts fit the forms of every customs office."""
    return Declaration(
        purpose=purpose,
        signer=signer[:100],
        number=number,
        goods=tuple(goods),
        export_proof=export_proof[:60],
    )


def described(name: str) -> str:
    """Return goods in words that fit the forms."""
    return name.strip()[:_DESCRIPTION]
