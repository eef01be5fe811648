"""What the columns of an import mean: every cell read, every objection collected."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from rma.rules import cells
from rma.rules.cells import Unfit
from rma.rules.money import NotAnAmount, parse
from rma.rules.starts import StartRule
from rma.rules.tables import NotATable, Row, rearmed
from rma.rules.vendor_terms import FilingStart
from rma.rules.words import AccountKind, Lithium, PartReturn

Values = dict[str, object]
_UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Column:
    """Name a column, how its cells are read, and whether it or they may be left out."""

    name: str
    read: Callable[[str], object]
    may_be_empty: bool = False
    when_empty: object = ""
    must_stand: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Describe one kind of import: its columns, and what they must say together."""

    name: str
    columns: tuple[Column, ...]
    together: Callable[[Values], list[str]] = lambda _values: []


@dataclass(frozen=True, slots=True)
class Header:
    """Hold where the known columns stand in one file, and the names not known."""

    sheet: Sheet
    names: tuple[str, ...]
    places: tuple[tuple[int, str, Callable[[str], object]], ...]
    unknown: tuple[str, ...]


def bind(sheet: Sheet, names: Sequence[str]) -> Header:
    """
    Return where each column stands.

    Raises NotATable where a needed column is missing or a name stands twice.
    """
    needed = {
        column.name
        for column in sheet.columns
        if column.must_stand or not column.may_be_empty
    }
    missing = sorted(needed - set(names))
    if missing:
        raise NotATable(f"Its first line lacks these columns: {', '.join(missing)}.")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise NotATable(f"These columns stand there twice: {', '.join(twice)}.")
    known = {column.name: column for column in sheet.columns}
    return Header(
        sheet=sheet,
        names=tuple(names),
        places=tuple(
            (place, name, _reader(known[name]))
            for place, name in enumerate(names)
            if name in known
        ),
        unknown=tuple(name for name in names if name and name not in known),
    )


def read(header: Header, row: Row) -> tuple[Values, list[str]]:
    """Return what a row says, and every reason not to take it."""
    if row.problem:
        return {}, [row.problem]
    values: Values = {}
    reasons: list[str] = []
    for place, name, read_cell in header.places:
        try:
            values[name] = read_cell(row.cells[place].strip())
        except Unfit as why:
            reasons.append(f"{name}: {why}")
    unread = {reason.partition(":")[0] for reason in reasons}
    more = header.sheet.together(values)
    return values, reasons + [
        reason for reason in more if reason.partition(":")[0] not in unread
    ]


def _reader(column: Column) -> Callable[[str], object]:
    """Return what reads a column's cells; most columns say the same over and over."""
    return lru_cache(maxsize=1024)(partial(_read_cell, column))


def _read_cell(column: Column, cell: str) -> object:
    if not cell:
        if column.may_be_empty:
            return column.when_empty
        raise Unfit("is empty.")
    if not cell.isprintable() and _UNFIT.search(cell):
        raise Unfit(_what_is_unfit(cell))
    if cell[0] in "='":
        cell = rearmed(cell)
        if cell[0] == "=":
            raise Unfit("is a spreadsheet formula; enter its result.")
    return column.read(cell)


def _what_is_unfit(cell: str) -> str:
    if any("\ud800" <= sign <= "\udfff" for sign in cell):
        return "is not in UTF-8."
    if "\n" in cell or "\r" in cell:
        return "must stand on one line."
    return "has a control character."


def _needed(name: str, longest: int) -> Column:
    return Column(name, partial(cells.text, longest))


def _maybe(name: str, longest: int) -> Column:
    return Column(name, partial(cells.text, longest), may_be_empty=True)


def _number(name: str, least: int, most: int) -> Column:
    return Column(name, partial(cells.whole, least, most))


@lru_cache(maxsize=1024)
def _cents(amount: str, currency: str) -> int:
    return parse(amount, currency).cents


def cents_of(values: Values, name: str, currency: str) -> int | None:
    """
    Return an amount read from a cell in minor units, or None where it is empty.

    Raises NotAnAmount where the currency has fewer digits.
    """
    amount = values.get(name)
    return _cents(str(amount), currency) if amount else None


def _prices_fit(*names: str) -> Callable[[Values], list[str]]:
    def check(values: Values) -> list[str]:
        currency = str(values.get("currency") or "")
        if not currency:
            # It could not be read, which is said of it; what fits it nobody knows.
            return []
        reasons = []
        for name in names:
            try:
                cents_of(values, name, currency)
            except NotAnAmount:
                reasons.append(f"{name}: is no amount in {currency}.")
        return reasons

    return check


def _sold_by_somebody(values: Values) -> list[str]:
    """A unit without a buyer of ours is kept for its warranty: it names its seller."""
    if values.get("account_number"):
        return [] if values.get("shipped_on") else ["shipped_on: is empty."]
    return [] if values.get("seller") else ["account_number: is empty, as is seller."]


# An empty cell of these columns means the usual term (rma/models/manufacturer.py).
USUAL = object()

ACCOUNTS = Sheet(
    "accounts",
    (
        _needed("account_number", 40),
        _needed("name", 160),
        Column("kind", partial(cells.one_of, AccountKind)),
        _needed("tier", 40),
        Column("email", cells.email),
        _maybe("phone", 40),
        _needed("street1", 160),
        _maybe("street2", 160),
        _needed("city", 100),
        _maybe("state", 60),
        _needed("postal_code", 20),
        Column("country", cells.country),
    ),
)
MANUFACTURERS = Sheet(
    "manufacturers",
    (
        _needed("name", 120),
        Column("rma_email", cells.email, may_be_empty=True),
        _maybe("street1", 160),
        _maybe("street2", 160),
        _maybe("city", 100),
        _maybe("state", 60),
        _maybe("postal_code", 20),
        Column("country", cells.country, may_be_empty=True),
        *(
            Column(name, how, may_be_empty=True, when_empty=USUAL)
            for name, how in (
                ("filing_days", partial(cells.whole, 0, 3650)),
                ("filing_starts", partial(cells.one_of, FilingStart)),
                ("approval_before_shipping", cells.yes_no),
                ("part_return", partial(cells.one_of, PartReturn)),
                ("reply_days", partial(cells.whole, 0, 365)),
            )
        ),
    ),
)
PRODUCTS = Sheet(
    "products",
    (
        _needed("sku", 60),
        _needed("manufacturer", 120),
        _needed("mpn", 80),
        Column("gtin", cells.gtin, may_be_empty=True),
        _needed("name", 160),
        _needed("category", 60),
        _number("warranty_months", 0, 1200),
        _number("weight_grams", 1, 10_000_000),
        _number("length_mm", 1, 100_000),
        _number("width_mm", 1, 100_000),
        _number("height_mm", 1, 100_000),
        Column("list_price", cells.amount),
        Column("unit_cost", cells.amount, may_be_empty=True),
        Column("currency", cells.currency),
        Column("lithium", partial(cells.one_of, Lithium)),
        Column("holds_data", cells.yes_no),
        Column("advance_replacement", cells.yes_no),
        Column("hs_code", cells.tariff, may_be_empty=True),
        Column("origin_country", cells.country, may_be_empty=True),
        Column(
            "warranty_starts",
            partial(cells.one_of, StartRule),
            may_be_empty=True,
            when_empty=StartRule.INVOICED.value,
        ),
        Column("part_terms", cells.part_terms, may_be_empty=True),
    ),
    _prices_fit("list_price", "unit_cost"),
)
UNITS = Sheet(
    "units",
    (
        Column("serial", cells.serial),
        _needed("sku", 60),
        # Both may be empty where another seller is named: kept for its warranty only.
        Column(
            "account_number",
            partial(cells.text, 40),
            may_be_empty=True,
            must_stand=True,
        ),
        _maybe("order_reference", 60),
        Column(
            "shipped_on",
            cells.day,
            may_be_empty=True,
            when_empty=None,
            must_stand=True,
        ),
        *(
            Column(name, cells.day, may_be_empty=True, when_empty=None)
            for name in (
                "delivered_on",
                "invoiced_on",
                "installed_on",
                "manufactured_on",
                "warranty_until",
                "manufacturer_warranty_until",
            )
        ),
        _maybe("seller", 160),
        Column("paid_price", cells.amount, may_be_empty=True),
        Column("currency", cells.currency, may_be_empty=True),
    ),
    _sold_by_somebody,
)
