"""Rows of many tables that hang on one return, read in a single statement."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Field, Func, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

from outbox.composed import Composed
from rma.models import Case

Row = TypeVar("Row", bound=Model)
Find = Callable[[], "QuerySet[Any, Any]"]
Sort = Find | tuple[Find, tuple[str, ...]]

_TEXT = TextField()


class _Values(Func):
    """Write the columns of a row as one JSON array."""

    function = "JSON_ARRAY"
    output_field = _TEXT

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, Any]:
        """Return the same in PostgreSQL's words."""
        return self.as_sql(compiler, connection, function="JSON_BUILD_ARRAY")


@dataclass(frozen=True)
class Found:
    """
    Hold the rows found, still as the texts the database gave.

    `texts` pairs each with the name of its sort: while they are the same, so is all
    that is made of them.
    """

    texts: tuple[tuple[str, str], ...]
    readers: Mapping[str, "_Reader"]

    def rows(self, name: str, model: type[Row]) -> list[Row]:
        """Return the rows of one sort, in the order of their ids."""
        reader = self.readers[name]
        assert issubclass(reader.model, model)  # noqa: S101 - a slip of ours
        made = [reader.row(text) for sort, text in self.texts if sort == name]
        return sorted(made, key=lambda row: row.pk)

    def values(self, name: str, field: str) -> list[Any]:
        """Return one column of a sort, without making rows of it."""
        reader = self.readers[name]
        return [reader.value(text, field) for sort, text in self.texts if sort == name]


class _Reader:
    """Make rows of one model out of their arrays."""

    def __init__(self, model: type[Model], names: tuple[str, ...] = ()) -> None:
        fields = model._meta.concrete_fields
        self.model = model
        self.fields = [one for one in fields if not names or one.attname in names]
        self.names = [field.attname for field in self.fields]
        self._reads = [_read_of(field) for field in self.fields]

    def row(self, text: str) -> Any:  # noqa: ANN401 - a row of its model
        pairs = zip(self._reads, json.loads(text), strict=True)
        values = [value if value is None else read(value) for read, value in pairs]
        return self.model.from_db(DEFAULT_DB_ALIAS, self.names, values)

    def value(self, text: str, field: str) -> Any:  # noqa: ANN401 - a column's value
        place = self.names.index(field)
        value = json.loads(text)[place]
        return None if value is None else self._reads[place](value)


class Gathering:
    """
    Find rows of several sorts in one statement, composed once.

    Each sort is a query with slots for `case_id` and `number`, and may name the
    columns it needs; the others are left to be fetched later.
    """

    def __init__(self, **sorts: Sort) -> None:
        """Remember how the rows are found; the first run composes the statement."""
        self._sorts = {
            name: sort if isinstance(sort, tuple) else (sort, ())
            for name, sort in sorts.items()
        }
        self._readers: dict[str, _Reader] = {}
        self._composed: Composed[tuple[str, str]] = Composed(self._query)

    def of(self, case: Case) -> Found:
        """Return the rows that hang on a case."""
        texts = self._composed.all(case_id=case.pk, number=case.number)
        return Found(tuple(texts), self._readers)

    def _query(self) -> "QuerySet[Any, tuple[str, str]]":
        first, *others = self._each()
        return first.union(*others, all=True)

    def _each(self) -> Iterator["QuerySet[Any, tuple[str, str]]"]:
        for name, (find, names) in self._sorts.items():
            rows = find().order_by()
            reader = _Reader(rows.model, names)
            self._readers[name] = reader
            yield rows.annotate(
                g_sort=Value(name, output_field=_TEXT),
                g_row=Cast(_Values(*map(F, reader.names)), _TEXT),
            ).values_list("g_sort", "g_row")


def by_id(*rows: Iterable[Row]) -> dict[Any, Row]:
    """Return rows under their ids, found once or several times."""
    return {row.pk: row for some in rows for row in some}


def _read_of(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    return _READS.get(field.get_internal_type(), _as_it_is)


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - text or number
    return value


def _moment(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    # SQLite keeps moments in UTC without saying so.
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _json(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    return json.loads(value) if isinstance(value, str) else value


_READS: dict[str, Callable[[Any], Any]] = {
    "BooleanField": bool,
    "DateField": date.fromisoformat,
    "DateTimeField": _moment,
    "JSONField": _json,
}
