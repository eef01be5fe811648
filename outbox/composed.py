"""Statements that run all day: Django composes their text once, not each time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler
from typing_extensions import override

T = TypeVar("T")
Make = Callable[[Sequence[Any]], Any]


class Slot(Expression):
    """Hold a place in a query for a value that each run brings along."""

    def __init__(self, name: str) -> None:
        """Name the value."""
        super().__init__()
        self.name = name

    @override
    def as_sql(self, *_how: Any, **_more: Any) -> tuple[str, Any]:
        """Return the place, and this slot as what is yet to come."""
        return "%s", [self]


class Composed(Generic[T]):
    """
    Run a query whose shape never changes, only the values in its slots.

    Composing takes Django longer than a database takes to answer. What comes out is
    what the query set itself would give: rows with related ones, or bare tuples.
    """

    def __init__(self, query: Callable[[], "QuerySet[Any, T]"]) -> None:
        """Remember how the query is made; the first run makes it."""
        self._query = query
        self._made: _Text | None = None

    def all(self, **values: object) -> list[T]:
        """Return everything the query finds with these values in its slots."""
        if self._made is None:
            self._made = _Text(self._query())
        return self._made.run(values)

    def first(self, **values: object) -> T | None:
        """Return the first thing found, or None."""
        return next(iter(self.all(**values)), None)


class ComposedUpdate:
    """Run an update whose shape never changes, only the values in its slots."""

    def __init__(
        self, query: Callable[[], "QuerySet[Any, Any]"], **changes: object
    ) -> None:
        """Remember what is changed how; the first run composes it."""
        self._query = query
        self._changes = changes
        self._made: tuple[str, Sequence[Any]] | None = None

    def run(self, **values: object) -> int:
        """Change the rows that these values name, and return how many."""
        here = transaction.get_connection()
        if self._made is None:
            query: Any = self._query().query.chain(UpdateQuery)
            query.add_update_values(self._changes)
            self._made = query.get_compiler(using=here.alias).as_sql()
        text, slots = self._made
        with here.cursor() as cursor:
            cursor.execute(text, _filled(slots, values, here))
            return int(cursor.rowcount)


class _Text:
    """A query's text, and how its rows are read."""

    def __init__(self, queryset: "QuerySet[Any, Any]") -> None:
        here = transaction.get_connection()
        compiler = queryset.query.get_compiler(using=here.alias)
        self.sql, self.values = compiler.as_sql()
        columns = [column for column, _, _ in compiler.select]
        self._converters = tuple(
            (place, tuple(converters), column)
            for place, (converters, column) in compiler.get_converters(columns).items()
        )
        is_model = issubclass(queryset._iterable_class, ModelIterable)
        is_flat = not is_model and len(columns) == 1
        self._make: Make = tuple if not is_flat else lambda row: row[0]
        if is_model:
            self._make = _builder(compiler)

    def run(self, values: dict[str, object]) -> list[Any]:
        """Return what the rows are made into."""
        # Not the proxy: it would look the connection up for each value.
        here = transaction.get_connection()
        with here.cursor() as cursor:
            cursor.execute(self.sql, _filled(self.values, values, here))
            found = cursor.fetchall()
        return [self._make(row) for row in self._converted(found, here)]

    def _converted(
        self, rows: Iterable[Sequence[Any]], here: BaseDatabaseWrapper
    ) -> Iterator[Sequence[Any]]:
        for found in rows:
            row = list(found)
            for place, converters, column in self._converters:
                for convert in converters:
                    row[place] = convert(row[place], column, here)
            yield row


def _filled(
    places: Sequence[Any], values: Mapping[str, object], here: BaseDatabaseWrapper
) -> Any:  # noqa: ANN401 - what a driver takes
    return [
        _plain(values[place.name], here) if isinstance(place, Slot) else place
        for place in places
    ]


def _plain(value: object, to: BaseDatabaseWrapper) -> object:
    """Return a value as a database's own driver takes it."""
    if isinstance(value, UUID) and not to.features.has_native_uuid_field:
        return value.hex
    if isinstance(value, datetime):
        return to.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return to.ops.adapt_datefield_value(value)
    return value


def _builder(compiler: SQLCompiler) -> Make:
    """Return what makes a row into an object of its model, related ones and all."""
    about = compiler.klass_info or {}
    model, places = about["model"], about["select_fields"]
    begin, end = places[0], places[-1] + 1
    names = [column.target.attname for column, _, _ in compiler.select[begin:end]]
    # Its stubs speak of a later Django.
    populators_of: Any = get_related_populators
    related = populators_of(about, compiler.select, compiler.using)
    more = tuple((compiler.annotation_col_map or {}).items())

    def make(row: Sequence[Any]) -> object:
        thing = model.from_db(compiler.using, names, row[begin:end])
        for populator in related:
            populator.populate(row, thing)
        for name, place in more:
            setattr(thing, name, row[place])
        return thing

    return make
