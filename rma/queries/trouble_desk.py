"""Parcels in trouble as the desk sees them: the list, and one with its story."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from rma.models import ParcelTrouble
from rma.queries import keyset
from rma.queries.keyset import Slice
from rma.rules import troubles
from rma.rules.troubles import Ending
from shipping.models import ParcelMovement

_MOST_SCANS = 50


@dataclass(frozen=True, slots=True)
class TroublePage:
    """Hold one trouble: the row, what carriers saw, and how it may end."""

    row: ParcelTrouble
    scans: tuple[ParcelMovement, ...]
    endings: tuple[Ending, ...]
    lines: tuple[int, ...]


def page_of_troubles(
    *, kind: str, state: str, mine: int, after: str
) -> Slice[ParcelTrouble]:
    """Return a page of troubles: open ones by their day, or ended ones newest first."""
    rows = _whole()
    if kind:
        rows = rows.filter(kind=kind)
    if state == "ended":
        return keyset.newest(rows.exclude(ended_at=None), after)
    rows = rows.filter(ended_at=None)
    if state == "mine":
        rows = rows.filter(owner_id=mine)
    elif state == "nobody":
        rows = rows.filter(owner=None)
    return keyset.soonest(rows, "due_at", after)


def trouble_page(trouble_id: int) -> TroublePage | None:
    """Return one trouble with its story, the newest scan first."""
    row = _whole().filter(pk=trouble_id).first()
    if row is None:
        return None
    scans = ParcelMovement.objects.filter(parcel=row.parcel)
    approved = row.case.lines.filter(decision="approved").order_by("position")
    return TroublePage(
        row=row,
        scans=tuple(scans.order_by("-occurred_at", "-id")[:_MOST_SCANS]),
        endings=troubles.endings(row.sort, row.direction),
        lines=tuple(approved.values_list("position", flat=True)),
    )


def is_late(row: ParcelTrouble, at: datetime) -> bool:
    """Whether we said we would act before now."""
    return row.ended_at is None and row.due_at < at


def _whole() -> QuerySet[ParcelTrouble]:
    return ParcelTrouble.objects.select_related(
        "case__account", "case__contact", "case__site", "parcel__shipment", "owner"
    )
