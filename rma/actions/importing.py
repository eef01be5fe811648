"""Taking in accounts, manufacturers, products and units from tables, batch by batch."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from rma.actions.use_case import use_case
from rma.models import Account, Manufacturer, Product
from rma.rules.rows import USUAL, Header, Values, cents_of
from rma.rules.tables import Row
from rma.steps.agreeing import AgreementBatch, note_agreements
from rma.steps.rows import Merge, Rehearsal, Tally, folded
from rma.steps.units import UnitBatch, write_units


@use_case
def import_accounts(
    *,
    header: Header,
    rows: Sequence[Row],
    at: datetime,
    rehearsal: Rehearsal | None = None,
) -> Tally:
    """Take accounts in by their number; a row that differs changes the account."""
    tally = Tally()
    good = tally.readable(header, rows)
    numbers = {values["account_number"] for _, values in good}
    known = {each.number: each for each in Account.objects.filter(number__in=numbers)}
    if rehearsal:
        known = rehearsal.known = known | rehearsal.known
    merge = Merge(partial(Account, created_at=at), known, tally)
    for _, values in good:
        number = str(values.pop("account_number"))
        merge.put(number, values | {"number": number})
    if not rehearsal:
        merge.write(Account.objects)
    return tally


@use_case
def import_manufacturers(
    *,
    header: Header,
    rows: Sequence[Row],
    at: datetime,
    rehearsal: Rehearsal | None = None,
) -> Tally:
    """Take manufacturers in by name; an empty term leaves the usual one."""
    tally = Tally()
    known = _makers(rehearsal)
    merge = Merge(Manufacturer, known, tally, settled=["name"])
    for _, values in tally.readable(header, rows):
        said = {name: value for name, value in values.items() if value is not USUAL}
        merge.put(folded(str(values["name"])), said)
    if not rehearsal:
        merge.write(Manufacturer.objects)
    return tally


@use_case
def import_products(
    *,
    header: Header,
    rows: Sequence[Row],
    at: datetime,
    rehearsal: Rehearsal | None = None,
) -> Tally:
    """Take products in by article number; an unknown manufacturer is made."""
    tally = Tally()
    good = tally.readable(header, rows)
    makers = _makers(rehearsal)
    known = _products([values["sku"] for _, values in good])
    if rehearsal:
        known = rehearsal.known = known | rehearsal.known
    merge = Merge(Product, known, tally)
    for row, values in good:
        maker = _maker(str(values.pop("manufacturer")), makers, tally, rehearsal)
        sku = str(values["sku"])
        if sku in known and _would_part_from_units(known[sku], maker):
            tally.reject(row, "manufacturer: its units were sold as another maker's.")
            continue
        merge.put(sku, _priced(values) | {"manufacturer": maker})
    if not rehearsal:
        merge.write(Product.objects)
    return tally


def _makers(rehearsal: Rehearsal | None) -> dict[str, Manufacturer]:
    makers = {folded(maker.name): maker for maker in Manufacturer.objects.all()}
    if rehearsal:
        makers = rehearsal.makers = makers | rehearsal.makers
    return makers


def _maker(
    name: str,
    makers: dict[str, Manufacturer],
    tally: Tally,
    rehearsal: Rehearsal | None,
) -> Manufacturer:
    key = folded(name)
    if key not in makers:
        makers[key] = Manufacturer(name=name)
        tally.makers.append(name)
        if not rehearsal:
            makers[key].save()
    return makers[key]


def _products(skus: Sequence[object]) -> dict[str, Product]:
    found = Product.objects.filter(sku__in=set(skus)).select_related("manufacturer")
    return {product.sku: product for product in found}


def _would_part_from_units(product: Product, maker: Manufacturer) -> bool:
    return product.manufacturer != maker and product.units.exists()


def _priced(values: Values) -> dict[str, Any]:
    currency = str(values["currency"])
    said = dict(values)
    for name in ("list_price", "unit_cost"):
        if name in values:
            del said[name]
            said[f"{name}_cents"] = cents_of(values, name, currency)
    return said


@use_case
def import_units(
    *,
    header: Header,
    rows: Sequence[Row],
    at: datetime,
    rehearsal: Rehearsal | None = None,
) -> Tally:
    """Take units in by maker and serial; one already known is never changed."""
    tally = Tally()
    batch = UnitBatch(header, rows, tally)
    known = batch.known()
    if rehearsal:
        known = rehearsal.known = known | rehearsal.known
    new = []
    for row, key, sold, serial in batch.units:
        there = known.get(key)
        if there is None:
            known[key] = sold
            new.append((*key, *sold, serial))
            tally.created += 1
        elif batch.is_same(there, sold):
            tally.unchanged += 1
        else:
            tally.reject(row, "serial: is known with other values; it stays as it is.")
    if not rehearsal and new:
        terms = batch.terms()
        write_units([(*each, terms[each[2]], "") for each in new])
    return tally


@use_case
def import_agreements(
    *,
    header: Header,
    rows: Sequence[Row],
    at: datetime,
    rehearsal: Rehearsal | None = None,
) -> Tally:
    """Take service agreements in by number, one row a unit or one for all."""
    tally = Tally()
    batch = AgreementBatch(tally.readable(header, rows), tally, at)
    for row, values in batch.rows:
        batch.take(row, values, write=rehearsal is None)
    if rehearsal is None:
        note_agreements(batch.account_ids)
    return tally
