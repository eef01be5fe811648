"""How the rows of an import become units: owner and product found, price read."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db import connection

from rma.models import Account, Product, Unit, WarrantyTerms
from rma.rules.money import NotAnAmount
from rma.rules.rows import Header, Values, cents_of
from rma.rules.serials import key_of
from rma.rules.tables import Row
from rma.steps.rows import Tally

Key = tuple[int, str]


class Sold(NamedTuple):
    """Hold what an import says of a unit beside its serial, as it is stored."""

    product_id: int
    account_id: int | None
    order_reference: object
    seller: object
    shipped_on: object
    delivered_on: object
    invoiced_on: object
    installed_on: object
    manufactured_on: object
    warranty_until: object
    manufacturer_warranty_until: object
    paid_cents: int | None
    currency: str


class _Wares(NamedTuple):
    product_id: int
    maker_id: int
    currency: str
    warranty: tuple[int, str, str]


class UnitBatch:
    """Read a batch of rows and find what they speak of."""

    def __init__(self, header: Header, rows: Sequence[Row], tally: Tally) -> None:
        """Read the rows; what can't be a unit is refused in the tally."""
        good = tally.readable(header, rows)
        self._tally = tally
        told = [*(values for _, values in good), *(each for each, _ in tally.partly)]
        self._accounts = _accounts({each.get("account_number", "") for each in told})
        self._wares = _wares({each["sku"] for each in told if "sku" in each})
        for values, reasons in tally.partly:
            reasons.extend(self._unknown(values))
        self._compared = _compared(header)
        self.units = [
            found for row, values in good if (found := self._unit(row, values))
        ]

    def known(self) -> dict[Key, Sold]:
        """Return the units that are there under any of these serials."""
        keys = {key[1] for _, key, _, _ in self.units}
        stored = Unit.objects.filter(serial_key__in=keys).values_list(
            "manufacturer_id", "serial_key", *Sold._fields
        )
        return {(each[0], each[1]): Sold(*each[2:]) for each in stored.iterator()}

    def terms(self) -> dict[int, int]:
        """Return the terms of sale of today, by product; what is new is written."""
        sold = {each.product_id for _, _, each, _ in self.units}
        wares = [each for each in self._wares.values() if each.product_id in sold]
        return terms_of_sale(wares)

    def is_same(self, one: Sold, other: Sold) -> bool:
        """Whether two say the same, in the columns that the file has."""
        if self._compared is None:
            return one == other
        return all(one[place] == other[place] for place in self._compared)

    def _unknown(self, values: Values) -> list[str]:
        """Return which numbers in a row nobody has; it may be read in part only."""
        number, sku = values.get("account_number", ""), values.get("sku")
        reasons = []
        if number and number not in self._accounts:
            reasons.append("account_number: no account has this number.")
        if sku and sku not in self._wares:
            reasons.append("sku: no product has this number.")
        return reasons

    def _unit(self, row: Row, values: Values) -> tuple[Row, Key, Sold, str] | None:
        account_id = self._accounts.get(values.get("account_number", ""))
        wares = self._wares.get(values["sku"])
        reasons = self._unknown(values)
        cents, currency = None, str(values.get("currency", ""))
        if wares is not None and values.get("paid_price"):
            currency = currency or wares.currency
            try:
                cents = cents_of(values, "paid_price", currency)
            except NotAnAmount:
                reasons.append(f"paid_price: is no amount in {currency}.")
        if wares is None or reasons:
            self._tally.reject(row, *reasons)
            return None
        serial = str(values["serial"])
        sold = Sold(
            wares.product_id,
            account_id,
            values.get("order_reference", ""),
            values.get("seller", ""),
            values.get("shipped_on"),
            values.get("delivered_on"),
            values.get("invoiced_on"),
            values.get("installed_on"),
            values.get("manufactured_on"),
            values.get("warranty_until"),
            values.get("manufacturer_warranty_until"),
            cents,
            currency,
        )
        return row, (wares.maker_id, key_of(serial)), sold, serial


def write_units(new: Sequence[tuple[Any, ...]]) -> None:
    """
    Write units at one go: maker and key, what was sold, the serial.

    Making model objects first would cost several times the writing itself.
    """
    if not new:
        return
    quote = connection.ops.quote_name
    columns = ("manufacturer_id", "serial_key", *Sold._fields, "serial", *_MORE)
    names = ", ".join(map(quote, columns))
    table = quote(Unit._meta.db_table)
    # The names are the model's own columns; no value is part of a statement.
    if connection.vendor == "postgresql":
        _copy(f"COPY {table} ({names}) FROM STDIN", new)
        return
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608
            new,
        )


def _copy(statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Send rows as PostgreSQL takes them fastest; a clash is still IntegrityError."""
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row(row)


# What a row does not say: the terms of its sale, and what later days will bring.
_MORE = ("terms_id", "extended_basis")


def _compared(header: Header) -> list[int] | None:
    """Return the places to compare, or None for all of them."""
    given = {name for _, name, _ in header.places}
    if len(given) == len(header.sheet.columns):
        return None
    renamed: dict[str, Any] = {
        "product_id": "sku",
        "account_id": "account_number",
        "paid_cents": "paid_price",
    }
    return [
        place
        for place, name in enumerate(Sold._fields)
        if renamed.get(name, name) in given
    ]


def _accounts(numbers: set[object]) -> dict[object, int]:
    found = Account.objects.filter(number__in=numbers)
    return dict(found.values_list("number", "id"))


def _wares(skus: set[object]) -> dict[object, _Wares]:
    found = Product.objects.filter(sku__in=skus).only(
        "sku",
        "manufacturer",
        "currency",
        "warranty_months",
        "warranty_starts",
        "part_terms",
    )
    return {
        each.sku: _Wares(
            each.pk,
            each.manufacturer_id,
            each.currency,
            (each.warranty_months, each.warranty_starts, each.part_terms),
        )
        for each in found
    }


def terms_of_sale(wares: Iterable[_Wares]) -> dict[int, int]:
    """Return the terms that hold today by product, each wording written once."""
    wanted = {each.product_id: each.warranty for each in wares}
    WarrantyTerms.objects.bulk_create(
        [
            WarrantyTerms(
                product_id=product_id,
                warranty_months=months,
                warranty_starts=starts,
                part_terms=parts,
            )
            for product_id, (months, starts, parts) in wanted.items()
        ],
        ignore_conflicts=True,
    )
    found = WarrantyTerms.objects.filter(product_id__in=wanted).values_list(
        "product_id", "pk", "warranty_months", "warranty_starts", "part_terms"
    )
    return {each[0]: each[1] for each in found if wanted[each[0]] == tuple(each[2:])}
