"""What a service agreement adds to a unit's cover, and whether it speaks of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AgreementKind(StrEnum):
    """Name what was agreed on: our service, or a licence that is bound to a unit."""

    SERVICE = "service"
    LICENCE = "licence"


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """Hold an agreement in force; `unit_ids` is None where it is for all units."""

    number: str
    until: date
    repairs_free: bool
    swaps_first: bool
    unit_ids: frozenset[int] | None = None


def speaking_of(
    terms: Iterable[AgreementTerms], unit_id: int | None, on: date
) -> tuple[AgreementTerms, ...]:
    """Return the agreements that speak of a unit on a day, the longest first."""
    found = [
        each
        for each in terms
        if on <= each.until and (each.unit_ids is None or unit_id in each.unit_ids)
    ]
    return tuple(sorted(found, key=lambda each: each.until, reverse=True))
