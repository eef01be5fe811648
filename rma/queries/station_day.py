"""A day at the dock: what was done, what waits and how long, what can be taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.db.models import Min, QuerySet, Sum

from rma.models import (
    CaseLine,
    Dispatch,
    Disposition,
    Inspection,
    MysteryParcel,
    Placement,
    Receipt,
    ReceiptLine,
)
from rma.queries import dock_lists, station_home
from rma.queries.dock_lists import Kind, Page
from rma.rules.deeds import UNDO_FOR, Deed

_SHOWN = 25
# So many of each kind are named on the page of the day; their lists have all.
_FIRST = 5


@dataclass(frozen=True, slots=True)
class Count:
    """Count one kind of work; `oldest` is since when the first one waits."""

    kind: str
    count: int
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Undoable:
    """Show one deed of the last ten minutes that its doer may take back."""

    deed: Deed
    row_id: int
    number: str
    what: str
    named: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StationDay:
    """Hold the page of the day; of what waits the first few are named."""

    done: tuple[Count, ...]
    waiting: tuple[Count, ...]
    undecided: Page
    to_put_away: Page
    differences: Page
    undoable: tuple[Undoable, ...]


def station_day(at: datetime, since: datetime, site_id: int, by: str) -> StationDay:
    """Return the day of a site, and what somebody there may take back."""
    return StationDay(
        done=_done(since, site_id),
        waiting=_waiting(at, site_id),
        undecided=dock_lists.page(Kind.TO_DECIDE, site_id, at=at, limit=_FIRST),
        to_put_away=dock_lists.page(Kind.TO_PUT_AWAY, site_id, at=at, limit=_FIRST),
        differences=dock_lists.page(Kind.DIFFERENCES, site_id, at=at, limit=_FIRST),
        undoable=undoable(at - UNDO_FOR, site_id, by),
    )


def _done(since: datetime, site_id: int) -> tuple[Count, ...]:
    here = {"line__case__site": site_id}
    received = ReceiptLine.objects.filter(receipt__at__gte=since, **here)
    looked = Inspection.objects.filter(at__gte=since, **here)
    decided = Disposition.objects.filter(at__gte=since, superseded_at=None, **here)
    packed = Dispatch.objects.filter(shipped_at__gte=since, **here)
    away = Placement.objects.filter(at__gte=since, **here)
    parked = MysteryParcel.objects.filter(parked_at__gte=since, site=site_id)
    return (
        Count("received", _summed(received)),
        Count("inspected", _summed(looked)),
        Count("decided", _summed(decided)),
        Count("put_away", away.count()),
        Count("shipped", _summed(packed)),
        Count("parked", parked.count()),
    )


def _summed(rows: QuerySet[Any]) -> int:
    return rows.aggregate(sum=Sum("quantity"))["sum"] or 0


def _waiting(at: datetime, site_id: int) -> tuple[Count, ...]:
    opening = station_home.to_open(at, site_id)
    leaving = Dispatch.objects.to_ship().filter(line__case__site=site_id)
    parked = MysteryParcel.objects.open().filter(site=site_id)
    return (
        _counted("to_open", opening, "at"),
        *(
            _counted(kind.value, dock_lists.rows_of(kind, site_id), "since")
            for kind in Kind
        ),
        _counted("to_ship", leaving, "due_at"),
        _counted("mysteries", parked, "parked_at"),
    )


def _counted(kind: str, rows: QuerySet[Any], since: str) -> Count:
    told = rows.order_by().aggregate(how_many=models.Count("pk"), first=Min(since))
    return Count(kind, told["how_many"], told["first"])


def undoable(after: datetime, site_id: int | None, by: str) -> tuple[Undoable, ...]:
    """Return what somebody did since a moment, newest first; at one site, or all."""
    counted = Receipt.objects.filter(at__gt=after, by=by)
    here: dict[str, Any] = {"at__gt": after, "by": by}
    if site_id is not None:
        counted = counted.filter(case__site=site_id)
        here["line__case__site"] = site_id
    whole = counted.select_related("case").prefetch_related("lines__line__product")
    told = [
        Undoable(
            Deed.RECEIPT,
            row.pk,
            row.case.number,
            "",
            ", ".join(_named(each.quantity, each.line) for each in row.lines.all()),
            row.at,
        )
        for row in whole.order_by("-pk")[:_SHOWN]
    ]
    looks = Inspection.objects.filter(**here)
    told += [_undoable(Deed.INSPECTION, row, row.outcome) for row in _newest(looks)]
    places = Disposition.objects.filter(superseded_at=None, **here)
    told += [_undoable(Deed.DISPOSITION, row, row.kind) for row in _newest(places)]
    return tuple(sorted(told, key=lambda each: each.at, reverse=True))


R = TypeVar("R", Inspection, Disposition)


def _newest(rows: QuerySet[R]) -> QuerySet[R]:
    whole = rows.select_related("line__case", "line__product")
    return whole.order_by("-pk")[:_SHOWN]


def _undoable(deed: Deed, row: Inspection | Disposition, what: str) -> Undoable:
    named = _named(row.quantity, row.line)
    return Undoable(deed, row.pk, row.line.case.number, what, named, row.at)


def _named(quantity: int, line: CaseLine) -> str:
    name = line.product.name if line.product else ""
    called = " ".join(each for each in (name, line.serial) if each)
    return called if quantity == 1 else f"{quantity} × {called}"
