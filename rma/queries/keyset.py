"""Lists a page at a time: each page goes on after the last row of the one before."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

PAGE = 25
_BETWEEN = "~"
M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Slice(Generic[M]):
    """Hold the rows of one page, and where the next one goes on (empty at the end)."""

    rows: tuple[M, ...]
    next: str


def newest(rows: QuerySet[M], after: str, limit: int = PAGE) -> Slice[M]:
    """Return a page of rows, the newest first; a cursor nobody gave is no cursor."""
    if after.isdecimal():
        rows = rows.filter(pk__lt=int(after[:18]))
    found = list(rows.order_by("-pk")[: limit + 1])
    more = str(found[limit - 1].pk) if len(found) > limit else ""
    return Slice(tuple(found[:limit]), more)


def soonest(rows: QuerySet[M], column: str, after: str, limit: int = PAGE) -> Slice[M]:
    """Return a page of rows by a day or moment of theirs, the soonest first."""
    cursor = _read(after)
    if cursor:
        value, key = cursor
        rows = rows.filter(
            Q(**{f"{column}__gt": value}) | Q(**{column: value}, pk__gt=key)
        )
    found = list(rows.order_by(column, "pk")[: limit + 1])
    if len(found) <= limit:
        return Slice(tuple(found), "")
    last = found[limit - 1]
    more = f"{getattr(last, column).isoformat()}{_BETWEEN}{last.pk}"
    return Slice(tuple(found[:limit]), more)


def _read(after: str) -> tuple[Any, int] | None:
    value, _, key = after.partition(_BETWEEN)
    if not key.isdecimal() or len(key) > 18:
        return None
    try:
        read = date.fromisoformat if len(value) == 10 else datetime.fromisoformat
        moment = read(value)
    except ValueError:
        return None
    is_bare = isinstance(moment, datetime) and moment.tzinfo is None
    return None if is_bare else (moment, int(key))
