"""What waits at the dock: units to check, units to ship, what came today."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from rma.models import CaseLine, Dispatch, ReceiptLine

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """Show one thing that waits: which case, what, since or until when."""

    number: str
    name: str
    at: datetime
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class StationHome:
    """Hold the two lists of the dock, the oldest first, and today's count."""

    to_check: tuple[Waiting, ...]
    to_ship: tuple[Waiting, ...]
    received_today: int


def station_home(at: datetime) -> StationHome:
    """Return what waits at the dock at a moment."""
    unchecked = (
        CaseLine.objects.filter(received__gt=F("inspected"), ended_at=None)
        .select_related("case", "product")
        .order_by("case__changed_at")[:_SHOWN]
    )
    leaving = Dispatch.objects.to_ship().select_related("line__case", "line__product")
    today = ReceiptLine.objects.filter(receipt__at__gte=at - timedelta(hours=12))
    return StationHome(
        to_check=tuple(
            Waiting(line.case.number, _name(line), line.case.changed_at)
            for line in unchecked
        ),
        to_ship=tuple(
            Waiting(row.line.case.number, _name(row.line), row.due_at, row.is_ahead)
            for row in leaving[:_SHOWN]
        ),
        received_today=sum(today.values_list("quantity", flat=True)),
    )


def _name(line: CaseLine) -> str:
    return line.product.name if line.product else line.serial
