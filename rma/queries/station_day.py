"""A day at the dock: what was done, what waits and how long, what can be taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Min, OuterRef, QuerySet, Sum

from rma.models import (
    CaseLine,
    Discrepancy,
    Dispatch,
    Disposition,
    Inspection,
    MysteryParcel,
    Placement,
    Receipt,
    ReceiptLine,
)
from rma.rules.deeds import UNDO_FOR, Deed
from rma.rules.words import DispositionKind

_SHOWN = 25


@dataclass(frozen=True, slots=True)
class Count:
    """Count one kind of work; `oldest` is since when the first one waits."""

    kind: str
    count: int
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class UnitHere:
    """Show units of a line that are here, and since when."""

    number: str
    name: str
    serial: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Undoable:
    """Show one deed of the last ten minutes that its doer may take back."""

    deed: Deed
    row_id: int
    number: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StationDay:
    """Hold the page of the day."""

    done: tuple[Count, ...]
    waiting: tuple[Count, ...]
    undecided: tuple[UnitHere, ...]
    to_put_away: tuple[UnitHere, ...]
    differences: tuple[Discrepancy, ...]
    undoable: tuple[Undoable, ...]


def station_day(at: datetime, since: datetime, site_id: int, by: str) -> StationDay:
    """Return the day of a site, and what somebody there may take back."""
    lines = CaseLine.objects.filter(case__site=site_id)
    undecided = lines.filter(disposed__lt=F("received"))
    differences = Discrepancy.objects.open().filter(case__site=site_id)
    oldest_first = differences.select_related("case").order_by("at")
    return StationDay(
        done=_done(since, site_id),
        waiting=_waiting(site_id, lines, undecided),
        undecided=_units(undecided),
        to_put_away=_units(_loose(lines)),
        differences=tuple(oldest_first[:_SHOWN]),
        undoable=undoable(at - UNDO_FOR, site_id, by),
    )


def _done(since: datetime, site_id: int) -> tuple[Count, ...]:
    received = ReceiptLine.objects.filter(receipt__at__gte=since)
    decided = Disposition.objects.filter(at__gte=since, superseded_at=None)
    rows: dict[str, QuerySet[Any]] = {
        "received": received,
        "inspected": Inspection.objects.filter(at__gte=since),
        "decided": decided,
        "shipped": Dispatch.objects.filter(shipped_at__gte=since),
    }
    return tuple(
        Count(kind, _summed(found.filter(line__case__site=site_id)))
        for kind, found in rows.items()
    )


def _summed(rows: QuerySet[Any]) -> int:
    return rows.aggregate(sum=Sum("quantity"))["sum"] or 0


def _waiting(
    site_id: int, lines: QuerySet[CaseLine], undecided: QuerySet[CaseLine]
) -> tuple[Count, ...]:
    unchecked = lines.filter(received__gt=F("inspected"), ended_at=None)
    leaving = Dispatch.objects.to_ship().filter(line__case__site=site_id)
    parked = MysteryParcel.objects.open().filter(site=site_id)
    arrived = "receipt_lines__receipt__at"
    return (
        Count("to_check", unchecked.count(), _oldest(unchecked, arrived)),
        Count("to_decide", undecided.count(), _oldest(undecided, arrived)),
        Count("to_ship", leaving.count(), _oldest(leaving, "due_at")),
        Count("mysteries", parked.count(), _oldest(parked, "parked_at")),
    )


def _oldest(rows: QuerySet[Any], column: str) -> datetime | None:
    found: datetime | None = rows.order_by().aggregate(first=Min(column))["first"]
    return found


def _loose(lines: QuerySet[CaseLine]) -> QuerySet[CaseLine]:
    """Return lines whose units stay here and lie on no shelf yet."""
    stays = Disposition.objects.filter(superseded_at=None, line=OuterRef("pk")).exclude(
        kind=DispositionKind.BACK_TO_CUSTOMER
    )
    # What was decided anew lies where the decision before had put it.
    moved = Disposition.objects.filter(
        line=OuterRef("line"), superseded_at__gt=OuterRef("at")
    )
    placed = Placement.objects.filter(~Exists(moved), line=OuterRef("pk"))
    return lines.filter(Exists(stays), ~Exists(placed))


def _units(lines: QuerySet[CaseLine]) -> tuple[UnitHere, ...]:
    dated = lines.annotate(since=Min("receipt_lines__receipt__at"))
    found = dated.filter(since__isnull=False).select_related("case", "product")
    return tuple(
        UnitHere(
            line.case.number,
            line.product.name if line.product else line.serial,
            line.serial,
            line.since,
        )
        for line in found.order_by("since", "pk")[:_SHOWN]
    )


def undoable(after: datetime, site_id: int | None, by: str) -> tuple[Undoable, ...]:
    """Return what somebody did since a moment, newest first; at one site, or all."""
    counted = Receipt.objects.filter(at__gt=after, by=by)
    here: dict[str, Any] = {"at__gt": after, "by": by}
    if site_id is not None:
        counted = counted.filter(case__site=site_id)
        here["line__case__site"] = site_id
    told = [
        Undoable(Deed.RECEIPT, row.pk, row.case.number, "", row.at)
        for row in counted.select_related("case").order_by("-pk")[:_SHOWN]
    ]
    looks = Inspection.objects.filter(**here).select_related("line__case")
    told += [
        Undoable(Deed.INSPECTION, row.pk, row.line.case.number, row.outcome, row.at)
        for row in looks.order_by("-pk")[:_SHOWN]
    ]
    places = Disposition.objects.filter(superseded_at=None, **here)
    told += [
        Undoable(Deed.DISPOSITION, row.pk, row.line.case.number, row.kind, row.at)
        for row in places.select_related("line__case").order_by("-pk")[:_SHOWN]
    ]
    return tuple(sorted(told, key=lambda each: each.at, reverse=True))
