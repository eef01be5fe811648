"""From which day a warranty or a window counts, and the terms of single parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StartRule(StrEnum):
    """Name the day from which a period counts."""

    SHIPPED = "shipped"
    DELIVERED = "delivered"
    INVOICED = "invoiced"
    INSTALLED = "installed"
    MANUFACTURED = "manufactured"


# Where the named day is not known, the next one that is; all of these are ours.
_ORDER: Mapping[StartRule, tuple[StartRule, ...]] = {
    StartRule.SHIPPED: (StartRule.SHIPPED, StartRule.DELIVERED, StartRule.INVOICED),
    StartRule.DELIVERED: (StartRule.DELIVERED, StartRule.SHIPPED, StartRule.INVOICED),
    StartRule.INVOICED: (StartRule.INVOICED, StartRule.SHIPPED, StartRule.DELIVERED),
    StartRule.INSTALLED: (
        StartRule.INSTALLED,
        StartRule.DELIVERED,
        StartRule.SHIPPED,
        StartRule.INVOICED,
    ),
    StartRule.MANUFACTURED: (
        StartRule.MANUFACTURED,
        StartRule.SHIPPED,
        StartRule.DELIVERED,
        StartRule.INVOICED,
    ),
}


@dataclass(frozen=True, slots=True)
class Days:
    """Hold what happened to a unit when, as far as it is known."""

    shipped: date | None = None
    delivered: date | None = None
    invoiced: date | None = None
    installed: date | None = None
    manufactured: date | None = None


def start_by(rule: StartRule, days: Days) -> date | None:
    """Return the day a period counts from; None where no day is known."""
    for each in _ORDER[rule]:
        day: date | None = getattr(days, each.value)
        if day is not None:
            return day
    return None


def months_after(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or the month's last."""
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    return date(year, month, 28)


class NotATerm(ValueError):
    """A text does not say how long a part is covered; carries the piece."""


def read_parts(text: str) -> tuple[tuple[str, int], ...]:
    """
    Return the parts named in a text like "hard disk 12, fan 24", with their months.

    Raises NotATerm.
    """
    parts = []
    for piece in (each.strip() for each in text.split(",")):
        if not piece:
            continue
        name, _, months = piece.rpartition(" ")
        is_number = months.isascii() and months.isdigit() and len(months) < 4
        if not (name.strip() and is_number):
            raise NotATerm(piece)
        parts.append((" ".join(name.split()), int(months)))
    return tuple(sorted(parts))


def write_parts(parts: tuple[tuple[str, int], ...]) -> str:
    """Return the parts in their one written form."""
    return ", ".join(f"{name} {months}" for name, months in sorted(parts))
