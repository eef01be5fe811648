"""
What the law gives consumers, as dated figures; not legal advice.

Each row counts for contracts made from its day on, until a later row of the same
place. A company checks its own countries, and may promise more by its policies. How
each row was checked stands in docs/guides/law.md.
"""

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Figures:
    """
    Hold a place's figures for goods bought at a distance by consumers.

    `burden_months` is how long a fault counts as there from the beginning;
    `after_repair_months` is how much longer the guarantee runs after a repair;
    `reject_days` is how long faulty goods may be given back for their price without
    a try at mending them.
    """

    place: str
    counts_from: date
    withdrawal_days: int
    guarantee_months: int
    burden_months: int
    after_repair_months: int
    may_charge_restocking: bool
    source: str
    reject_days: int = 0


_CRD = "Directive 2011/83/EU, Art. 9 and 14"
_SALES = "Directive (EU) 2019/771, Art. 10 and 11"
_OLD_SALES = "Directive 1999/44/EC, Art. 5"
_REPAIR = "Directive (EU) 2024/1799, Art. 16"
_FRENCH = "Code de la consommation, L217-3, L217-7 and L217-13"
_SPANISH = "Real Decreto Legislativo 1/2007, Art. 120 and 121"
_PORTUGUESE = "Decreto-Lei 84/2021, Art. 12, 13 and 18"
_SWEDISH = "Konsumentköplag (2022:260), 4 kap. 17 §, and 5 kap."
_IRISH = "Consumer Rights Act 2022, s. 22 and 24; Statute of Limitations 1957, s. 11"

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
    place: str,
    months: int,
    source: str,
    *,
    burden: int = 24,
    after_repair: int = 0,
    reject: int = 0,
    since: date = _EU_SALES.counts_from,
) -> tuple[Figures, ...]:
    """Return the Union's figures since a day with a member state's longer ones."""
    return tuple(
        replace(
            row,
            place=place,
            counts_from=max(row.counts_from, since),
            guarantee_months=months,
            burden_months=burden,
            after_repair_months=max(row.after_repair_months, after_repair),
            reject_days=reject,
            source=f"{row.source}; {source}",
        )
        for row in (_EU_SALES, _EU_REPAIR)
    )


TABLE: tuple[Figures, ...] = (
    _EU_OLD,
    _EU_SALES,
    _EU_REPAIR,
    replace(
        _EU_OLD,
        place="FR",
        counts_from=date(2016, 3, 18),
        burden_months=24,
        source=f"{_CRD}; Code de la consommation, L217-7 and L217-12 (2016)",
    ),
    *_longer("FR", 24, _FRENCH, after_repair=6),
    *_longer("ES", 36, _SPANISH),
    # Six months more for each repair, up to four of them.
    *_longer("PT", 36, _PORTUGUESE, after_repair=6),
    replace(
        _EU_OLD,
        place="SE",
        guarantee_months=36,
        source=f"{_CRD}; Konsumentköplag (1990:932), 20 a and 23 §",
    ),
    *_longer("SE", 36, _SWEDISH, since=date(2022, 5, 1)),
    *_longer("IE", 72, _IRISH, burden=12, reject=30, since=date(2022, 11, 29)),
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
            "2015, s. 19 (14) and s. 22 (3); Limitation Act 1980, s. 5 (Scotland: five "
            "years, Prescription and Limitation (Scotland) Act 1973, s. 6)"
        ),
        reject_days=30,
    ),
    # No federal right to give back what was bought at a distance, and no period the
    # law fixes for goods: the seller's own terms count, and the states' own law. What
    # is not shipped in time may be called off, which is before there is a return.
    Figures(
        "US",
        date(1975, 7, 4),
        0,
        0,
        0,
        0,
        may_charge_restocking=True,
        source=(
            "Magnuson-Moss Warranty Act, 15 U.S.C. 2301-2312; 16 CFR Part 435 (shipped "
            "as said, or within 30 days, or called off); state law: UCC 2-314, 2-725"
        ),
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
