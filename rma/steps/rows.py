"""How the rows of an import meet what is there: new, changed, the same, or refused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import models

from rma.rules.rows import Header, Values, read
from rma.rules.tables import Row

M = TypeVar("M", bound=models.Model)


@dataclass(slots=True)
class Tally:
    """Count what became of rows, and keep each refused one with its reasons."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[tuple[Row, list[str]]] = field(default_factory=list)
    makers: list[str] = field(default_factory=list)
    # What could be read of the rows refused for their cells, with their reasons: what
    # looks further may find more of them.
    partly: list[tuple[Values, list[str]]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Add another count to this one; refused rows are counted by the caller."""
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.makers += other.makers

    def reject(self, row: Row, *reasons: str) -> None:
        """Refuse a row."""
        self.rejected.append((row, list(reasons)))

    def readable(self, header: Header, rows: Sequence[Row]) -> list[tuple[Row, Values]]:
        """Return what the good rows say; the others are refused."""
        good = []
        for row in rows:
            values, reasons = read(header, row)
            if reasons:
                self.rejected.append((row, reasons))
                self.partly.append((values, reasons))
            else:
                good.append((row, values))
        return good


@dataclass(slots=True)
class Rehearsal:
    """Remember what earlier rows would have written, since nothing is written."""

    known: dict[Any, Any] = field(default_factory=dict)
    makers: dict[str, Any] = field(default_factory=dict)


class Merge(Generic[M]):
    """Meet rows that may bring new things or change known ones."""

    def __init__(
        self,
        make: Callable[..., M],
        known: dict[str, M],
        tally: Tally,
        *,
        settled: Sequence[str] = (),
    ) -> None:
        """Start from what is known; `settled` names what a row never changes."""
        self._make = make
        self._known = known
        self._tally = tally
        self._settled = settled
        self._new: dict[str, M] = {}
        self._changed: dict[str, M] = {}
        self._fields: set[str] = set()

    def put(self, key: str, values: Mapping[str, Any]) -> None:
        """Make the thing, change it, or leave it as it is."""
        thing = self._known.get(key)
        if thing is None:
            self._known[key] = self._new[key] = self._make(**values)
            self._tally.created += 1
            return
        news = {
            name: value
            for name, value in values.items()
            if name not in self._settled and getattr(thing, name) != value
        }
        if not news:
            self._tally.unchanged += 1
            return
        for name, value in news.items():
            setattr(thing, name, value)
        self._tally.changed += 1
        if key not in self._new:
            self._changed[key] = thing
            self._fields |= set(news)

    def write(self, manager: "models.Manager[M]") -> None:
        """Write what is new in one statement, and what changed in another."""
        manager.bulk_create(self._new.values(), batch_size=500)
        if self._changed:
            manager.bulk_update(
                self._changed.values(), sorted(self._fields), batch_size=100
            )


def folded(name: str) -> str:
    """Return a name without regard to capitals and spaces, to tell it by."""
    return " ".join(name.split()).casefold()
