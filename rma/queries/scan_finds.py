"""Which case a scanned or typed text speaks of, in at most two statements."""

import unicodedata
from dataclasses import dataclass

from django.db import connection

from rma.rules import numbers
from rma.rules.serials import key_of

LONGEST = 4096
_LONGEST_NAME = 80
_SUREST = ("case", "parcel", "serial", "order", "unit")

# Both never change, and a scanner waits: writing them anew each time takes the ORM
# longer than a database takes to answer. Each line has an index of its own. A leg's
# reference is the number of its case, as people see it.
_WRITTEN = "(%(plain)s, %(upper)s, %(lower)s, %(dense)s)"
_LEG = "shipping_parcel p join shipping_shipment s on s.id = p.shipment_id"
_LINE = "rma_caseline l join rma_case c on c.id = l.case_id"
_UNIT = f"{_LINE} join rma_unit u on u.id = l.unit_id"
_CODE = "replace(substr(s.reference, 5), '-', '')"
_BY_INDEX = f"""
select 'case', code, code from rma_case where code = %(code)s
union select 'parcel', {_CODE}, p.code from {_LEG} where p.code = %(code)s
union select 'parcel', {_CODE}, p.code from {_LEG}
  where p.tracking_number in {_WRITTEN}
union select 'order', c.code, '' from {_UNIT} where u.order_reference in {_WRITTEN}
union select 'order', code, '' from rma_case where reference in {_WRITTEN}
union select 'serial', c.code, l.serial from {_UNIT} where u.serial_key = %(key)s
union select 'unit', '', serial from rma_unit where serial_key = %(key)s
limit 100
"""  # noqa: S608 - put together from the constants above
_AS_WRITTEN = f"""
select 'order', code, '' from rma_case where purchase_order in {_WRITTEN}
union select 'serial', c.code, l.serial from {_LINE} where l.serial in {_WRITTEN}
union select 'order', c.code, '' from {_LINE} where l.order_reference in {_WRITTEN}
limit 100
"""  # noqa: S608 - put together from the constants above


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
    if not _is_name(plain):
        plain = ""
    if not (plain or code):
        return ()
    return _read(_BY_INDEX, plain, code=code, key=key_of(plain) or None)


def _by_reference(plain: str) -> tuple[Find, ...]:
    """Look for numbers that stand as the customer wrote them: one statement."""
    return _read(_AS_WRITTEN, plain) if _is_name(plain) else ()


def _is_name(plain: str) -> bool:
    return 0 < len(plain) <= _LONGEST_NAME


def _read(statement: str, plain: str, **more: str | None) -> tuple[Find, ...]:
    """Return what is found under the ways one number is commonly written."""
    ways = {
        "plain": plain or None,
        "upper": plain.upper() or None,
        "lower": plain.lower() or None,
        "dense": plain.replace(" ", "").upper() or None,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, ways | more)
        found = {Find(*row) for row in cursor.fetchall()}
    return tuple(sorted(found, key=lambda each: (_SUREST.index(each.kind), each.code)))
