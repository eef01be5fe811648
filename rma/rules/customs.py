"""What customs are told of a leg that leaves a customs territory, and what lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rma.rules.words import N_, DispatchKind, ResolutionKind, Wish

# One customs territory: nothing is declared between them (Union Customs Code, art. 4).
_UNION = frozenset(
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


class Lack(StrEnum):
    """What customs need to know of a product that our catalogue does not say."""

    ORIGIN = "origin_country"
    TARIFF = "hs_code"
    VALUE = "value"


PURPOSE_WORDS = {
    Purpose.RETURN: N_("Returned goods, sent back by the buyer. No sale."),
    Purpose.REPAIR: N_("Goods for repair under warranty, to be sent back. No sale."),
    Purpose.WARRANTY_EXCHANGE: N_("Exchange under warranty, free of charge. No sale."),
    Purpose.SALE: N_("Sale."),
}
LACK_WORDS = {
    Lack.ORIGIN: N_("Customs need the country where “{item}” was made."),
    Lack.TARIFF: N_("Customs need the tariff number (HS code) of “{item}”."),
    Lack.VALUE: N_("Customs need the value of “{item}”."),
}


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

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """Return what is missing, the gravest first."""
        wanted = (
            (Lack.ORIGIN, len(self.origin_country) == 2),
            (Lack.TARIFF, len(self.tariff_number) >= 6),
            (Lack.VALUE, self.value_cents > 0),
        )
        return tuple(lack for lack, is_there in wanted if not is_there)


@dataclass(frozen=True, slots=True)
class Declaration:
    """Hold what customs are told of one box, and for which return."""

    purpose: Purpose
    signer: str
    number: str
    goods: tuple[Goods, ...]
    export_proof: str = ""

    @property
    def value_cents(self) -> int:
        """Return the value of all goods together."""
        return sum(kind.value_cents * kind.quantity for kind in self.goods)

    @property
    def missing(self) -> tuple[tuple[str, Lack], ...]:
        """Return which goods lack what; nothing where it may cross."""
        return tuple(
            (kind.description, lack) for kind in self.goods for lack in kind.lacks
        )


def are_needed(sender_country: str, recipient_country: str) -> bool:
    """Return whether a parcel between two countries is declared to customs."""
    countries = {sender_country.upper(), recipient_country.upper()}
    return len(countries) > 1 and not countries <= _UNION


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
