"""Rows written by the text of a statement that Django has composed before."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, JSONField, Model
from django.db.models.constants import OnConflict

M = TypeVar("M", bound=Model)
Fields = tuple["Field[Any, Any]", ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Say what happens to a row that is there already: the named columns change."""

    unique: tuple[str, ...] = ()
    update: tuple[str, ...] = ()


LEFT_AS_IT_IS = Clash()
# What every driver takes as it is; enumerations and days are made fit by their field.
_PLAIN = (str, int, bool, type(None))


def insert(things: Sequence[M], *, clash: Clash | None = None) -> None:
    """
    Write new things of one model in one statement, as `bulk_create` would.

    Each gets its id, but where clashing rows are left as they are: then none does.
    """
    if not things:
        return
    model = type(things[0])
    # Not the proxy: it would look the connection up for each value.
    here = transaction.get_connection()
    fields = _fields(model)
    values: Any = [_value(field, thing, here) for thing in things for field in fields]
    with here.cursor() as cursor:
        cursor.execute(_text(model, len(things), clash), values)
        ids = [] if clash == LEFT_AS_IT_IS else cursor.fetchall()
    for thing, (key,) in zip(things, ids, strict=False):
        thing.pk = key
        thing._state.adding = False
        thing._state.db = here.alias


@cache
def _fields(model: type[Model]) -> Fields:
    """Return the columns to name: all that the database does not fill in itself."""
    about = model._meta
    return tuple(
        field
        for field in about.concrete_fields
        if field is not about.pk and not field.has_db_default()
    )


def _value(field: "Field[Any, Any]", thing: Model, here: BaseDatabaseWrapper) -> object:
    value = getattr(thing, field.attname)
    if type(value) in _PLAIN and not isinstance(field, JSONField):
        return value
    return field.get_db_prep_save(value, here)


@lru_cache(maxsize=512)
def _text(model: type[Model], count: int, clash: Clash | None) -> str:
    fields = _fields(model)
    on_conflict = clash and (OnConflict.UPDATE if clash.update else OnConflict.IGNORE)
    speak: Any = connection.ops
    row = ["%s"] * len(fields)
    parts = [
        speak.insert_statement(on_conflict=on_conflict),
        speak.quote_name(model._meta.db_table),
        f"({', '.join(speak.quote_name(field.column) for field in fields)})",
        speak.bulk_insert_sql(fields, [row] * count),
    ]
    if clash:
        update = [_column(model, name) for name in clash.update]
        unique = [_column(model, name) for name in clash.unique]
        parts += [speak.on_conflict_suffix_sql(fields, on_conflict, update, unique)]
    if clash != LEFT_AS_IT_IS:
        parts += [speak.return_insert_columns([model._meta.pk])[0]]
    return " ".join(parts)


def _column(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)
