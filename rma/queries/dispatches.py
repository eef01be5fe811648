"""Units that leave, or left, for the customer."""

from dataclasses import dataclass
from datetime import datetime

from rma.models import CaseLine, Dispatch


@dataclass(frozen=True, slots=True)
class DispatchView:
    """Show one unit that leaves, or left, for the customer."""

    id: int
    line_position: int
    kind: str
    serial: str
    due_at: datetime
    is_ahead: bool
    shipped_at: datetime | None
    delivered_at: datetime | None


def dispatches_in(
    rows: list[Dispatch], lines: list[CaseLine]
) -> tuple[DispatchView, ...]:
    """Return what leaves for some lines, the soonest first."""
    positions = {line.pk: line.position for line in lines}
    return tuple(
        DispatchView(
            id=row.pk,
            line_position=positions[row.line_id],
            kind=row.kind,
            serial=row.serial,
            due_at=row.due_at,
            is_ahead=row.is_ahead,
            shipped_at=row.shipped_at,
            delivered_at=row.delivered_at,
        )
        for row in sorted(rows, key=lambda row: (row.due_at, row.pk))
    )
