"""Taking units in at the dock, and no longer waiting for those that stay away."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef
from rma.rules.actors import Actor
from rma.steps import counting, settling
from rma.steps.counting import Arrival


class NothingCounted(Exception):
    """The receipt counts no unit."""


@use_case
def receive_units(
    *,
    case: CaseRef,
    arrivals: tuple[Arrival, ...],
    by: Actor,
    at: datetime,
    parcel_id: int | None = None,
    once: Once | None = None,
) -> Case:
    """
    Take units in at the dock and return their case.

    Raises NothingCounted, NoSuchLine, and NotExpected where a count exceeds what is
    approved and not yet in.
    """
    if not arrivals or any(arrival.quantity < 1 for arrival in arrivals):
        raise NothingCounted
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    facts = counting.count_in(
        locked, lines, arrivals, by=by, at=at, parcel_id=parcel_id
    )
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def short_close(
    *,
    case: CaseRef,
    line_id: int,
    quantity: int,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Stop waiting for units that will not come, with a reason.

    Raises NotExpected where fewer are awaited, NoSuchLine.
    """
    locked, lines, line = settling.locked_line(case, line_id)
    fact = counting.stop_waiting(locked, lines, line, quantity, reason=reason, at=at)
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked
