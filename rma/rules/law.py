"""
What the law gives consumers, as dated figures; not legal advice.

Each row counts for contracts made from its day on, until a later row of the same
place. A company checks its own countries, and may promise more by its policies.
"""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Figures:
    """
    Hold a place's figures for goods bought at a distance by consumers.

    `burden_months` is how long a fault counts as there from the beginning;
    `after_repair_months` is how much longer the guarantee runs after a repair.
    """

    place: str
    counts_from: date
    withdrawal_days: int
    guarantee_months: int
    burden_months: int
    after_repair_months: int
    may_charge_restocking: bool
    source: str


_CRD = "Directive 2011/83/EU, Art. 9 and 14"
_SALES = "Directive (EU) 2019/771, Art. 10 and 11"
_OLD_SALES = "Directive 1999/44/EC, Art. 5"
_REPAIR = "Directive (EU) 2024/1799, Art. 16"

_EU_OLD = Figures(
    "EU",
    date(2014, 6, 13),
    14,
    24,
    6,
    0,
    may_charge_restocking=False,
    source=f"{_CRD}; {_OLD_SALES}",
)
_EU_SALES = replace(
    _EU_OLD,
    counts_from=date(2022, 1, 1),
    burden_months=12,
    source=f"{_CRD}; {_SALES}",
)
_EU_REPAIR = replace(
    _EU_SALES,
    counts_from=date(2026, 7, 31),
    after_repair_months=12,
    source=f"{_CRD}; {_SALES}; {_REPAIR}",
)


def _longer(
    place: str, months: int, source: str, *, after_repair: int = 0
) -> tuple[Figures, ...]:
    """Return the Union's figures since 2022 with a member state's longer ones."""
    return tuple(
        replace(
            row,
            place=place,
            guarantee_months=months,
            burden_months=24,
            after_repair_months=max(row.after_repair_months, after_repair),
            source=f"{row.source}; {source}",
        )
        for row in (_EU_SALES, _EU_REPAIR)
    )


TABLE: tuple[Figures, ...] = (
    _EU_OLD,
    _EU_SALES,
    _EU_REPAIR,
    *_longer(
        "FR",
        24,
        "Code de la consommation, L217-3, L217-7 and L217-13",
        after_repair=6,
    ),
    *_longer("ES", 36, "Real Decreto Legislativo 1/2007, Art. 120 and 121"),
    *_longer("PT", 36, "Decreto-Lei 84/2021, Art. 12 and 13"),
    *_longer("SE", 36, "Konsumentköplag (2022:260)"),
    Figures(
        "UK",
        date(2015, 10, 1),
        14,
        72,
        6,
        0,
        may_charge_restocking=False,
        source=(
            "Consumer Contracts Regulations 2013, reg. 30 and 34; Consumer Rights Act "
            "2015, s. 19; Limitation Act 1980, s. 5 (Scotland: five years)"
        ),
    ),
    # No federal right to give back what was bought at a distance, and no period the
    # law fixes for goods: the seller's own terms count, and the states' own law.
    Figures(
        "US",
        date(1975, 7, 4),
        0,
        0,
        0,
        0,
        may_charge_restocking=True,
        source="Magnuson-Moss Warranty Act, 15 U.S.C. 2301-2312; state law",
    ),
)

_UNION = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
)
_PLACES = {"GB": "UK", "UK": "UK", "US": "US", "EL": "EU"}


def figures_for(country: str, on: date) -> Figures | None:
    """Return what a country's law gave on the day of a purchase; None if unknown."""
    code = country.upper()
    union = "EU" if code and code in _UNION.split() else ""
    for place in (code, _PLACES.get(code, union)):
        rows = [row for row in TABLE if row.place == place and row.counts_from <= on]
        if rows:
            return max(rows, key=lambda row: row.counts_from)
    return None


def places() -> tuple[Figures, ...]:
    """Return all rows as a page lists them: by place, the newest first."""
    newest = sorted(TABLE, key=lambda row: row.counts_from, reverse=True)
    return tuple(sorted(newest, key=lambda row: row.place))
