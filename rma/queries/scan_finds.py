"""Which case a scanned or typed text speaks of, in at most two statements."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Expression, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Replace, Substr

from rma.models import Case, CaseLine, Unit
from rma.rules import numbers
from rma.rules.serials import key_of
from shipping.models import Parcel

LONGEST = 4096
_LONGEST_NAME = 80
_MOST = 100
_TEXT = CharField()
_NOTHING = Value("", output_field=_TEXT)
_SUREST = ("case", "parcel", "serial", "order", "unit")

Rows = QuerySet[Any, Any]
Column = Expression | Combinable


@dataclass(frozen=True, slots=True)
class Find:
    """Name what a text was recognised as, the case it belongs to, and its own name."""

    kind: str
    code: str
    named: str


def find(text: str) -> tuple[Find, ...]:
    """Return what a text may mean, the surest first; nothing for hostile text."""
    if len(text) > LONGEST:
        return ()
    plain = _printable(text)
    return _by_index(plain, numbers.parse(text)) or _by_reference(plain)


def _printable(text: str) -> str:
    """Return the text on one line, without the signs no number has."""
    kept = (sign for sign in text if unicodedata.category(sign)[0] != "C")
    return "".join(kept).strip()


def _by_index(plain: str, code: str | None) -> tuple[Find, ...]:
    """Look wherever a number has an index: one statement."""
    looks: list[Rows] = []
    if code:
        own = _rows("case", Case.objects.filter(code=code), F("code"), F("code"))
        looks += [own, _parcels(code=code)]
    if plain and len(plain) <= _LONGEST_NAME:
        looks += _named(plain)
    return _read(looks)


def _named(plain: str) -> list[Rows]:
    looks = [
        _parcels(tracking_number__in=_written(plain)),
        _lines("order", unit__order_reference__in=_written(plain)),
        _cases(reference__in=_written(plain)),
    ]
    key = key_of(plain)
    if key:
        units = Unit.objects.filter(serial_key=key)
        looks += [
            _lines("serial", unit__serial_key=key),
            _rows("unit", units, _NOTHING, F("serial")),
        ]
    return looks


def _by_reference(plain: str) -> tuple[Find, ...]:
    """Look for numbers that stand as the customer wrote them: one statement."""
    if not plain or len(plain) > _LONGEST_NAME:
        return ()
    return _read(
        [
            _cases(purchase_order__in=_written(plain)),
            _lines("serial", serial__in=_written(plain)),
            _lines("order", order_reference__in=_written(plain)),
        ]
    )


def _written(plain: str) -> set[str]:
    """Return the ways one number is commonly written."""
    return {plain, plain.upper(), plain.lower(), plain.replace(" ", "").upper()}


def _parcels(**wanted: object) -> Rows:
    # A leg's reference is the number of its case, as people see it.
    dashed = Substr("shipment__reference", 5)
    code = Replace(dashed, Value("-"), Value(""), output_field=_TEXT)
    return _rows("parcel", Parcel.objects.filter(**wanted), code, F("code"))


def _lines(kind: str, **wanted: object) -> Rows:
    found = CaseLine.objects.filter(**wanted)
    named = F("serial") if kind == "serial" else _NOTHING
    return _rows(kind, found, F("case__code"), named)


def _cases(**wanted: object) -> Rows:
    return _rows("order", Case.objects.filter(**wanted), F("code"), _NOTHING)


def _rows(
    kind: str,
    found: Rows,
    code: Expression | Combinable,
    named: Expression | Combinable,
) -> Rows:
    rows: Rows = (
        found.order_by()
        .annotate(
            find_kind=Value(kind, output_field=_TEXT), find_code=code, find_named=named
        )
        .values_list("find_kind", "find_code", "find_named")
    )
    return rows


def _read(looks: list[Rows]) -> tuple[Find, ...]:
    if not looks:
        return ()
    first, *rest = looks
    found = {Find(*row) for row in (first.union(*rest) if rest else first)[:_MOST]}
    return tuple(sorted(found, key=lambda each: (_SUREST.index(each.kind), each.code)))
