"""
How much longer a parcel travels than within its country, as dated figures.

The days of a policy are those at home. Each row counts for plans made from its day
on, until a later row of the same reach. They are what carriers say of their standard
services, customs included, rounded up: a promise has to hold.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rma.rules import customs
from rma.rules.words import N_


class Reach(StrEnum):
    """How far apart two countries are for a parcel."""

    HOME = "home"
    # No customs between them.
    UNION = "union"
    # Customs, and roads all the way.
    NEAR = "near"
    # Customs, and a plane or a ship.
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Row:
    """Hold how many working days more a reach takes, from a day on, and why."""

    reach: Reach
    counts_from: date
    more_days: int
    why: str


_ABROAD = N_("The parcel crosses a border within one customs area: that takes longer.")
_CLEARED = N_("The parcel crosses a customs border: that takes longer.")
_FLOWN = N_("The parcel goes far and through customs: that takes much longer.")

TABLE = (
    Row(Reach.HOME, date(2020, 1, 1), 0, ""),
    Row(Reach.UNION, date(2020, 1, 1), 2, _ABROAD),
    Row(Reach.NEAR, date(2020, 1, 1), 4, _CLEARED),
    Row(Reach.FAR, date(2020, 1, 1), 7, _FLOWN),
)

# By road from one another, customs between them.
_BY_ROAD = (
    frozenset(
        (
            *("AD", "AL", "BA", "CH", "GB", "GG", "IM", "JE", "LI", "MD", "ME"),
            *("MK", "NO", "RS", "SM", "TR", "UA", "VA", "XK"),
        )
    )
    | customs.UNION,
    frozenset(("CA", "MX", "US")),
)


def reach_of(home: str, country: str) -> Reach:
    """Return how far apart two countries are; an unknown one is at home."""
    one, other = home.upper(), country.upper()
    if not one or not other or one == other:
        return Reach.HOME
    if not customs.are_needed(one, other):
        return Reach.UNION
    is_near = any({one, other} <= land for land in _BY_ROAD)
    return Reach.NEAR if is_near else Reach.FAR


def row_for(home: str, country: str, on: date) -> Row:
    """Return how much longer a parcel travels between two countries, and why."""
    return newest(reach_of(home, country), on)


def newest(reach: Reach, on: date) -> Row:
    """Return the figures of a reach that count on a day; before any, those at home."""
    rows = [row for row in TABLE if row.reach is reach and row.counts_from <= on]
    return max(rows, key=lambda row: row.counts_from, default=TABLE[0])
