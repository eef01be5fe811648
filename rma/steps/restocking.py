"""Units that came back and are stock again: they may leave a second time."""

from rma.models import CaseLine, Disposition, Unit
from rma.rules.words import DispatchKind, DispositionKind

# What belonged to its time with the customer before.
_DATES = ("invoiced_on", "delivered_on", "installed_on", "proved_on", "extended_until")


def is_stock(unit: Unit) -> bool:
    """Whether a unit lies in our stock since it last came back."""
    placed = Disposition.objects.filter(line__unit=unit, superseded_at=None)
    last = placed.order_by("-at", "-id").first()
    if last is None or last.kind != DispositionKind.RESTOCK:
        return False
    left = unit.left_with.shipped_at if unit.left_with else None
    return left is None or left < last.at


def begin_anew(unit: Unit) -> None:
    """Forget the days of the customer before; the row is saved by the caller."""
    for name in _DATES:
        setattr(unit, name, None)
    unit.extended_basis = ""


def gone_back(line: CaseLine) -> int:
    """Return how many units of a line have left to the customer again."""
    # What came by mistake was never counted on the line: it has no resolution.
    sent = line.dispatches.filter(
        kind__in=(DispatchKind.RETURNED, DispatchKind.REPAIRED),
        resolution__isnull=False,
        shipped_at__isnull=False,
        cancelled_at=None,
    )
    return sum(sent.values_list("quantity", flat=True))


def has_left_again(line: CaseLine) -> bool:
    """Whether the unit of a line that was restocked has left to somebody since."""
    kind = DispositionKind.RESTOCK
    stocked = line.dispositions.filter(superseded_at=None, kind=kind).first()
    if stocked is None or line.unit is None or line.unit.left_with is None:
        return False
    left = line.unit.left_with.shipped_at
    return left is not None and left >= stocked.at
