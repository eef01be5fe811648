"""What must not travel, reported after its return was opened: the label is taken."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Discrepancy
from rma.queries import boxes as its_boxes
from rma.rules.actors import Actor
from rma.rules.facts import Fact
from rma.rules.travelling import BatteryReported
from rma.rules.words import N_, DiscrepancyKind, Party, Step
from rma.steps import calling_off, settling
from shipping import boxes as boxed
from shipping import ordering
from shipping.models import LabelPurchase

_NOT_SENT = N_("Nothing is sent: its battery is not safe.")
_REPORTED = N_("Its owner says that it is swollen, leaking or damaged.")
# By when whoever told us of it is called.
_WITHIN_DAYS = 1
_THE_WAY_HERE = (
    Step.LABEL,
    Step.HAND_OVER,
    Step.ARRIVE,
    Step.INSPECT,
    Step.RESOLVE,
    Step.DELIVER,
)


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
    a lead has it on the list of differences and calls within a working day, and the
    dock keeps the box shut should it come all the same. Telling it twice changes
    nothing. Raises settling.NoSuchLine.
    """
    locked, lines, line = settling.locked_line(case, line_id)
    if line.is_battery_hurt:
        return locked
    line.is_battery_hurt = True
    line.save(update_fields=["is_battery_hurt"])
    facts: list[Fact] = [BatteryReported(line=line.position, unit=str(line))]
    facts += _take_labels(locked, lines, line, at)
    _give_to_a_lead(locked, line, by=by, at=at)
    if not any(each.sums.expected for each in lines if not each.is_battery_hurt):
        settling.withdraw(locked, *_THE_WAY_HERE, why=_NOT_SENT)
    due_at = locked.site.calendar.due_in(at, _WITHIN_DAYS)
    settling.promise_next(locked, Step.REPLY, Party.US, due_at)
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _give_to_a_lead(case: Case, line: CaseLine, *, by: Actor, at: datetime) -> None:
    """Put it among the differences, where it stays until somebody made it safe."""
    known = Discrepancy.objects.open().filter(case=case, kind=DiscrepancyKind.BATTERY)
    if known.filter(line=line).exists():
        return
    Discrepancy.objects.create(
        case=case,
        line=line,
        kind=DiscrepancyKind.BATTERY,
        serial=line.serial,
        note=_REPORTED,
        at=at,
        by=by.label[:120],
    )


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
