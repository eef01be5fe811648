"""A month later: when we ask how it goes, about what, and what may be answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rma.rules.words import ResolutionKind

# A month after the end (ux.md, row 82), asked once; an answer counts for long after.
ASKED_AFTER = timedelta(days=30)
NOT_ASKED_AFTER = timedelta(days=60)

_LEFT_WITH_US = frozenset(
    {
        ResolutionKind.CREDIT.value,
        ResolutionKind.REFUND.value,
        ResolutionKind.REFUSE.value,
    }
)


class Feeling(StrEnum):
    """Say how it goes, in the customer's own word."""

    FINE = "fine"
    FAILED = "failed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Ended:
    """Say what became of one line: how, and which unit the customer has since."""

    position: int
    kinds: tuple[str, ...]
    name: str
    serial: str
    sku: str
    quantity: int


def is_back(kinds: Iterable[str]) -> bool:
    """Return whether something went back to its customer: only that can fail again."""
    return bool(set(kinds) - _LEFT_WITH_US)


def asked_on(closed_on: date | None, kinds: Iterable[str]) -> date | None:
    """Return the day we ask how it goes; None where nothing went back or it runs."""
    if closed_on is None or not is_back(kinds):
        return None
    return closed_on + ASKED_AFTER


def back_in_use(lines: Iterable[Ended]) -> tuple[Ended, ...]:
    """Return the lines whose unit went back to its customer."""
    return tuple(line for line in lines if is_back(line.kinds))
