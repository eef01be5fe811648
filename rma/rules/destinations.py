"""Which destination a unit goes to: the first whose conditions all hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class DestinationKind(StrEnum):
    """Who takes in what comes back."""

    SITE = "site"
    PARTNER = "partner"
    MAKER = "maker"


@dataclass(frozen=True, slots=True)
class Way:
    """Hold the conditions of one destination; an empty one holds for everything."""

    id: int
    product_id: int | None = None
    category: str = ""
    manufacturer_id: int | None = None
    reason: str = ""
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Traveller:
    """Hold what decides where a unit goes: what it is, its fault, where it starts."""

    country: str
    reason: str
    product_id: int | None = None
    category: str = ""
    manufacturer_id: int | None = None


def way_for(traveller: Traveller, ways: Iterable[Way]) -> Way | None:
    """Return the first way that fits, or None where nothing but the usual is left."""
    return next((way for way in ways if _fits(traveller, way)), None)


def _fits(traveller: Traveller, way: Way) -> bool:
    asked = (
        (way.product_id, traveller.product_id),
        (way.category.casefold(), traveller.category.casefold()),
        (way.manufacturer_id, traveller.manufacturer_id),
        (way.reason, traveller.reason),
    )
    if any(wanted and wanted != given for wanted, given in asked):
        return False
    return not way.countries or traveller.country.upper() in way.countries
