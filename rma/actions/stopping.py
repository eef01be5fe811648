"""What must not travel, reported after its return was opened: the label is taken."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef
from rma.queries import boxes as its_boxes
from rma.rules.actors import Actor
from rma.rules.facts import Fact
from rma.rules.travelling import BatteryReported
from rma.steps import calling_off, settling
from shipping import boxes as boxed
from shipping import ordering
from shipping.models import LabelPurchase


@use_case
def report_battery(
    *,
    case: CaseRef,
    line_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Stop the way here of a unit whose battery is swollen, leaking or damaged.

    Its boxes keep their place, their labels are given back, and no other is ordered:
    a person arranges what happens. Telling it twice changes nothing. Raises
    settling.NoSuchLine.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    line = settling.line_for(lines, serial="", line_id=line_id)
    if line.is_battery_hurt:
        return locked
    line.is_battery_hurt = True
    line.save(update_fields=["is_battery_hurt"])
    facts: list[Fact] = [BatteryReported(line=line.position, unit=str(line))]
    facts += _take_labels(locked, lines, line, at)
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _take_labels(
    case: Case, lines: list[CaseLine], line: CaseLine, at: datetime
) -> list[Fact]:
    """Give back the labels of the boxes it lies in, and let nobody come for them."""
    inside = its_boxes.contents_of(case, lines)
    with_it = [pk for pk, shares in inside.items() if line in [s.line for s in shares]]
    here = [row for row in map(boxed.still_here, with_it) if row]
    for purchase in LabelPurchase.objects.active().filter(parcel__in=here):
        ordering.want_void(purchase=purchase, at=at)
    if here and case.label_status:
        case.label_status = "void"
    return calling_off.call_off_pickup(case) if here else []
