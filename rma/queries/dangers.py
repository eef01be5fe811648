"""What stays shut at the dock: a battery that may be hurt, or was seen to be."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from rma.models import CaseLine, Discrepancy
from rma.rules.words import DiscrepancyKind, Lithium, Reason


def marked(lines: "QuerySet[CaseLine]") -> "QuerySet[CaseLine]":
    """Return the lines, each knowing whether a battery of its return is in danger."""
    seen = Discrepancy.objects.open().filter(
        case=OuterRef("case"), kind=DiscrepancyKind.BATTERY
    )
    return lines.annotate(in_danger=Exists(seen))


def danger_in(lines: Sequence[CaseLine], *, is_opened: bool = False) -> str:
    """
    Return what is wrong with a battery in a box, or nothing where none is in danger.

    One that somebody saw hurt is in danger until it was made safe; one that may be
    hurt, until its box is opened.
    """
    if any(getattr(line, "in_danger", False) for line in lines):
        return _("Hold: its battery is in danger")
    if not is_opened and any(_is_feared(line) for line in lines):
        return _("Hold: a lithium battery may be damaged")
    return ""


def what_to_do() -> str:
    """Return what whoever holds such a box does."""
    return _("Do not open the box. Put it into the battery cage and tell a lead.")


def _is_feared(line: CaseLine) -> bool:
    has_lithium = line.product is not None and line.product.lithium != Lithium.NONE
    return has_lithium and line.reason == Reason.DAMAGED_IN_TRANSIT
