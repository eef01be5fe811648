"""What waits at the dock: units to check, units to ship, what came today."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from rma.models import CaseLine, Dispatch, Kit, Receipt, ReceiptLine, Scan
from rma.queries.scan_look import COUNTED
from rma.rules.words import OPEN_STATUSES, ScanVerdict

_SHOWN = 12
_REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Show one thing that waits: which case, what, since or until when."""

    number: str
    name: str
    at: datetime
    is_ahead: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class StationHome:
    """Hold the lists of the dock, the oldest first, and today's count."""

    to_open: tuple[Waiting, ...]
    to_check: tuple[Waiting, ...]
    to_ship: tuple[Waiting, ...]
    received_today: int


def station_home(at: datetime, site_id: int | None = None) -> StationHome:
    """Return what waits at the dock at a moment, of one site where one is named."""
    lines = CaseLine.objects.filter(received__gt=F("inspected"), ended_at=None)
    leaving = Dispatch.objects.to_ship().select_related("line__case", "line__product")
    today = ReceiptLine.objects.filter(receipt__at__gte=at - timedelta(hours=12))
    kits = Kit.objects.to_ship().select_related("case")
    if site_id is not None:
        kits = kits.filter(case__site=site_id)
        lines = lines.filter(case__site=site_id)
        leaving = leaving.filter(line__case__site=site_id)
        today = today.filter(receipt__case__site=site_id)
    unchecked = lines.select_related("case", "product").order_by("case__changed_at")
    return StationHome(
        to_open=tuple(
            Waiting(str(scan.case.number), str(scan.answer.get("detail", "")), scan.at)
            for scan in to_open(at, site_id)[:_SHOWN]
            if scan.case
        ),
        to_check=tuple(
            Waiting(line.case.number, _name(line), line.case.changed_at)
            for line in unchecked[:_SHOWN]
        ),
        to_ship=(
            *(
                Waiting(
                    row.line.case.number,
                    _name(row.line),
                    row.due_at,
                    is_ahead=row.is_ahead,
                    is_late=row.due_at < at,
                )
                for row in leaving[:_SHOWN]
            ),
            *(
                Waiting(
                    kit.case.number,
                    _("An empty box"),
                    kit.due_at,
                    is_late=kit.due_at < at,
                )
                for kit in kits[:_SHOWN]
            ),
        ),
        received_today=sum(today.values_list("quantity", flat=True)),
    )


def to_open(at: datetime, site_id: int | None) -> QuerySet[Scan]:
    """Return the scans of parcels at the dock of which nothing is in yet."""
    arrived = Scan.objects.exclude(thing__startswith=COUNTED).filter(
        verdict=ScanVerdict.GO,
        at__gte=at - _REMEMBERED,
        case__status__in=OPEN_STATUSES,
    )
    later = Receipt.objects.filter(case=OuterRef("case"), at__gte=OuterRef("at"))
    waiting = arrived.exclude(Exists(later)).select_related("case").order_by("at")
    return waiting if site_id is None else waiting.filter(case__site=site_id)


def _name(line: CaseLine) -> str:
    return line.product.name if line.product else line.serial
