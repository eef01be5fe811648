"""What waits at a dock, each kind a list of its own: the oldest first, by pages."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from rma.models import (
    CaseLine,
    Discrepancy,
    Dispatch,
    Disposition,
    Placement,
    ReceiptLine,
)
from rma.queries import keyset
from rma.rules.words import DispatchKind, DispositionKind

# A unit that lies here longer than this for nobody's decision is old.
OLD = timedelta(days=3)


class Kind(StrEnum):
    """What waits."""

    TO_CHECK = "to_check"
    TO_DECIDE = "to_decide"
    TO_PUT_AWAY = "to_put_away"
    DIFFERENCES = "differences"


@dataclass(frozen=True, slots=True)
class Waits:
    """Show one thing that waits; `what` is the kind of a difference, else empty."""

    number: str
    name: str
    serial: str
    what: str
    since: datetime
    days: int
    is_old: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Hold a page of a list, and where the next one goes on."""

    rows: tuple[Waits, ...]
    next: str


def page(
    kind: Kind, site_id: int, *, at: datetime, after: str = "", limit: int = keyset.PAGE
) -> Page:
    """Return a page of what waits at a site, in one statement."""
    found = keyset.soonest(rows_of(kind, site_id), "since", after, limit)
    return Page(tuple(_shown(row, at) for row in found.rows), found.next)


def rows_of(kind: Kind, site_id: int) -> QuerySet[Any]:
    """Return what waits at a site, each row with `since` when."""
    if kind is Kind.DIFFERENCES:
        found = Discrepancy.objects.open().filter(case__site=site_id)
        return found.select_related("case", "line__product").annotate(since=F("at"))
    lines = _here(CaseLine.objects.filter(case__site=site_id))
    if kind is Kind.TO_CHECK:
        return lines.filter(received__gt=F("inspected"), ended_at=None)
    if kind is Kind.TO_DECIDE:
        return lines.filter(received__gt=F("disposed") + F("gone"))
    return _loose(lines.filter(received__gt=F("gone")))


def _here(lines: QuerySet[CaseLine]) -> QuerySet[CaseLine]:
    """Return the lines, each with when it came and how many of it have gone back."""
    came = ReceiptLine.objects.filter(line=OuterRef("pk")).order_by("receipt__at")
    # What came by mistake and went back was never counted: it has no resolution.
    gone = Dispatch.objects.filter(
        line=OuterRef("pk"),
        kind__in=(DispatchKind.RETURNED, DispatchKind.REPAIRED),
        resolution__isnull=False,
        shipped_at__isnull=False,
        cancelled_at=None,
    ).order_by()
    summed = gone.values("line").annotate(sum=Sum("quantity")).values("sum")
    dated = lines.annotate(
        since=Subquery(came.values("receipt__at")[:1]),
        gone=Coalesce(Subquery(summed), 0),
    )
    return dated.filter(since__isnull=False).select_related("case", "product")


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


def _shown(row: Any, at: datetime) -> Waits:  # noqa: ANN401 - a line or a difference
    is_line = isinstance(row, CaseLine)
    line = row if is_line else row.line
    product = line.product if line else None
    return Waits(
        number=row.case.number,
        name=product.name if product else "",
        serial=line.serial if line else "",
        what="" if is_line else row.kind,
        since=row.since,
        days=max((at - row.since).days, 0),
        is_old=at - row.since > OLD,
    )
