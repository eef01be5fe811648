"""Which case a scanned or typed text speaks of, in at most two statements."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from rma.rules import commands, gs1, layouts, numbers
from rma.rules.serials import key_of

LONGEST = 4096
_LONGEST_NAME = 80
_SUREST = (
    "command", "case", "loaner", "parcel", "outbound", "shelf", "badge", "mystery",
    "serial", "order", "unit",
)  # fmt: skip

# Both never change but for how many writings they compare, and a scanner waits:
# writing them anew each time takes the ORM longer than a database takes to answer.
# Each line has an index of its own, most of them of what is not empty. A leg's
# reference is the number of its case, as people see it. The first column says which
# reading of the text was found.
_LEG = "shipping_parcel p join shipping_shipment s on s.id = p.shipment_id"
_LINE = "rma_caseline l join rma_case c on c.id = l.case_id"
_UNIT = f"{_LINE} join rma_unit u on u.id = l.unit_id"
_CODE = "replace(substr(s.reference, 5), '-', '')"
_WAY = """case
  when exists (select 1 from rma_loan o where o.back_id = s.id) then 'loaner'
  when s.direction = 'out' then 'outbound' else 'parcel' end"""
# A loaner at a customer's belongs to their return, also one that was given up, and
# once it is back with their data; else to none.
_LOANER = """rma_loaner r
  left join rma_loan o on o.loaner_id = r.id and o.out_at is not null
    and (o.back_at is null or o.is_data_owed and o.erased_at is null)
  left join rma_caseline l on l.id = o.line_id
  left join rma_case c on c.id = l.case_id"""
_BY_CODE = f"""
select 0, 'case', code, code from rma_case where code = %s
union select 0, {_WAY}, {_CODE}, p.code from {_LEG} where p.code = %s
union select 0, 'shelf', '', name from rma_shelf where code = %s
union select 0, 'badge', '', code from rma_badge where code = %s
union select 0, 'mystery', '', code from rma_mysteryparcel where code = %s
union select 0, 'loaner', coalesce(c.code, ''), r.tag from {_LOANER} where r.code = %s
"""  # noqa: S608 - put together from the constants above
_BY_NAME = f"""
union select {{rank}}, {_WAY}, {_CODE}, p.code from {_LEG}
  where p.tracking_number in {{ways}}
union select {{rank}}, 'order', c.code, '' from {_UNIT}
  where u.order_reference in {{ways}} and u.order_reference > ''
union select {{rank}}, 'order', code, '' from rma_case
  where reference in {{ways}} and reference > ''
"""  # noqa: S608 - put together from the constants above
_BY_SERIAL = f"""
union select {{rank}}, 'serial', c.code, l.serial from {_UNIT}
  where u.serial_key = %s
union select {{rank}}, 'unit', '', serial from rma_unit where serial_key = %s
union select {{rank}}, 'loaner', coalesce(c.code, ''), r.tag from {_LOANER}
  where r.serial_key = %s
"""  # noqa: S608 - put together from the constants above
_OF_ARTICLE = f"""
union select 0, 'serial', c.code, l.serial from {_UNIT}
  left join rma_product a on a.id = u.product_id
  where u.serial_key = %s and coalesce(a.gtin, '') in {{articles}}
union select 0, 'unit', '', u.serial from rma_unit u
  left join rma_product a on a.id = u.product_id
  where u.serial_key = %s and coalesce(a.gtin, '') in {{articles}}
"""  # noqa: S608 - put together from the constants above
_AS_WRITTEN = f"""
union select {{rank}}, 'order', code, '' from rma_case
  where purchase_order in {{ways}} and purchase_order > ''
union select {{rank}}, 'serial', c.code, l.serial from {_LINE}
  where l.serial in {{ways}} and l.serial > ''
union select {{rank}}, 'order', c.code, '' from {_LINE}
  where l.order_reference in {{ways}} and l.order_reference > ''
"""  # noqa: S608 - put together from the constants above
_WAYS = "(%s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Find:
    """Name what a text was recognised as, the case it belongs to, and its own name."""

    kind: str
    code: str
    named: str


def find(text: str) -> tuple[Find, ...]:
    """
    Return what a text may mean, the surest first; nothing for hostile text.

    Where the text itself is nobody's, what a wrong keyboard layout may have made of
    a number is looked for as well.
    """
    if len(text) > LONGEST:
        return ()
    code = numbers.parse(text)
    command = commands.command_of(code)
    if command:
        return (Find("command", "", command.value),)
    plain = printable(text)
    return _by_index(plain, code, gs1.article_of(text)) or _by_reference(plain)


def printable(text: str) -> str:
    """Return the text on one line, without the signs no number has."""
    kept = (sign for sign in text if unicodedata.category(sign)[0] != "C")
    return "".join(kept).strip()


def _by_index(
    plain: str, code: str | None, article: gs1.Article | None
) -> tuple[Find, ...]:
    """Look wherever a number has an index: one statement."""
    parts: list[str] = []
    values: list[str] = []
    if code:
        parts.append(_BY_CODE)
        values += [code] * 6
    if article:
        _add_article(parts, values, article)
    elif _is_name(plain):
        _add_names(parts, values, plain, rank=0)
    return _read(parts, values)


def _by_reference(plain: str) -> tuple[Find, ...]:
    """Look for numbers as the customer wrote them, or a scanner garbled them."""
    if not _is_name(plain):
        return ()
    parts = [_AS_WRITTEN.format(rank=0, ways=_WAYS)]
    values = [*_ways(plain)] * 3
    for rank, reading in enumerate(layouts.readings(plain), start=1):
        article = gs1.article_of(reading)
        if article:
            _add_article(parts, values, article)
        _add_names(parts, values, reading, rank=rank)
        parts.append(_AS_WRITTEN.format(rank=rank, ways=_WAYS))
        values += [*_ways(reading)] * 3
    return _read(parts, values)


def _add_names(parts: list[str], values: list[str], plain: str, *, rank: int) -> None:
    parts.append(_BY_NAME.format(rank=rank, ways=_WAYS))
    values += [*_ways(plain)] * 3
    key = key_of(plain)
    if key:
        parts.append(_BY_SERIAL.format(rank=rank))
        values += [key, key, key]


def _add_article(parts: list[str], values: list[str], article: gs1.Article) -> None:
    """Look for one piece of one article; a product without a number may be it."""
    articles = ("", *article.ways)
    marks = f"({', '.join(['%s'] * len(articles))})"
    parts.append(_OF_ARTICLE.format(articles=marks))
    values += [key_of(article.serial), *articles] * 2


def _is_name(plain: str) -> bool:
    return 0 < len(plain) <= _LONGEST_NAME


def _ways(plain: str) -> tuple[str, ...]:
    """Return the ways one number is commonly written."""
    dense = plain.replace(" ", "").upper()
    return (plain, plain.upper(), plain.lower(), dense)


def _read(parts: Sequence[str], values: Sequence[str]) -> tuple[Find, ...]:
    """Return what the first reading that is somebody's finds."""
    if not parts:
        return ()
    statement = "".join(parts).strip().removeprefix("union ") + " limit 100"
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    first = min((row[0] for row in rows), default=0)
    found = {Find(*row[1:]) for row in rows if row[0] == first}
    return tuple(sorted(found, key=lambda each: (_SUREST.index(each.kind), each.code)))
