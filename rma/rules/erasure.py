"""Units that hold data: what their owner declares before there is a label."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rma.rules.words import N_


class Erasure(StrEnum):
    """Say what became of the data on a unit, in its owner's word."""

    ERASED = "erased"
    KEPT_DISK = "kept_disk"
    UNABLE = "unable"


# The very words somebody agreed to are kept beside their answer.
DECLARATIONS = {
    Erasure.ERASED: N_("I have erased all data on it, or it never held any of mine."),
    Erasure.KEPT_DISK: N_("I keep the disk or card; it is not in the parcel."),
    Erasure.UNABLE: N_(
        "I cannot erase it because it does not start. Erase or destroy the data on "
        "arrival, before anything else."
    ),
}

# What may be missing on arrival, as the dock reads it.
KEPT_PARTS = N_("disk or card, kept by the customer")


@dataclass(frozen=True, slots=True)
class DataLine:
    """Hold what decides whether a line still owes a declaration."""

    holds_data: bool
    is_advance: bool
    declared: str = ""


def is_owed(line: DataLine) -> bool:
    """Whether its owner has yet to say what became of the data."""
    return line.holds_data and not line.declared


def label_waits(lines: Iterable[DataLine]) -> bool:
    """
    Whether the label waits for a declaration.

    The label of a swap travels inside the new unit's box and can't wait: there the
    declaration is asked for before the old unit is handed over.
    """
    return any(is_owed(line) and not line.is_advance for line in lines)


# Units that are a disk or card themselves: whoever kept that would send an empty box.
_MEDIA = frozenset({"drive", "disk", "ssd", "card", "memory card", "tape"})


def choices(*, may_keep_disk: bool, category: str = "") -> tuple[Erasure, ...]:
    """Return what may be declared under a policy about a unit of a category."""
    is_media = category.strip().casefold().removesuffix("s") in _MEDIA
    may_keep = may_keep_disk and not is_media
    return tuple(each for each in Erasure if may_keep or each is not Erasure.KEPT_DISK)
