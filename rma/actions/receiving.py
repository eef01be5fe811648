"""Taking units in at the dock, and naming what differs from what was announced."""

from dataclasses import dataclass
from datetime import datetime

from outbox import post
from rma.actions.use_case import Once, use_case
from rma.models import (
    AdvanceReplacement,
    Case,
    CaseLine,
    CaseRef,
    Discrepancy,
    Receipt,
    ReceiptLine,
    VendorClaim,
)
from rma.rules import vendor_terms
from rma.rules.actors import Actor
from rma.rules.facts import (
    DiscrepancyFound,
    DiscrepancySettled,
    UnitsReceived,
    UnitsShortClosed,
)
from rma.rules.ledger import TooMany
from rma.rules.vendor_terms import ClaimDates
from rma.rules.words import DiscrepancyKind, Step
from rma.steps import beginning, settling


class NothingCounted(Exception):
    """The receipt counts no unit."""


class NotExpected(Exception):
    """The case does not wait for so many of this; carries what it waits for."""

    def __init__(self, named: str, room: int) -> None:
        """Remember what was named and how many may still come."""
        super().__init__(named)
        self.named = named
        self.room = room


class AlreadySettled(Exception):
    """The discrepancy has an outcome already."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Count units of one line, named by its serial or by its id."""

    quantity: int = 1
    serial: str = ""
    line_id: int | None = None


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
    receipt = Receipt.objects.create(
        case=locked, parcel_id=parcel_id, at=at, by=by.label[:120]
    )
    counted: dict[int, ReceiptLine] = {}
    facts = []
    for arrival in arrivals:
        line = _take(lines, arrival, at)
        row = counted.setdefault(
            line.pk, ReceiptLine(receipt=receipt, line=line, quantity=0)
        )
        row.quantity += arrival.quantity
        row.serial = line.serial
        facts.append(
            UnitsReceived(
                line=line.position, quantity=arrival.quantity, serial=line.serial
            )
        )
    ReceiptLine.objects.bulk_create(counted.values())
    _note_arrival(locked, lines, [row.line for row in counted.values()], at)
    key = f"parcel.arrived:{receipt.pk}"
    post.post("parcel.arrived", key, case_id=locked.pk)
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _take(lines: list[CaseLine], arrival: Arrival, at: datetime) -> CaseLine:
    line = settling.line_for(lines, serial=arrival.serial, line_id=arrival.line_id)
    try:
        line.take(line.sums.receive(arrival.quantity), at=at)
    except TooMany as refusal:
        raise NotExpected(str(line), refusal.room) from refusal
    return line


def _note_arrival(
    case: Case, lines: list[CaseLine], received: list[CaseLine], at: datetime
) -> None:
    """Keep the promises an arrival keeps; a swap's clock stops with its old unit."""
    beginning.plan_the_rest(case, lines, at, is_here=True)
    case.inbound_state = "delivered"
    case.is_overdue = case.is_awaiting_customer = False
    settling.keep(case, Step.HAND_OVER, Step.ARRIVE, at=at)
    swaps = [line for line in received if line.is_advance]
    if swaps:
        AdvanceReplacement.objects.filter(line__in=swaps, returned_at=None).update(
            returned_at=at
        )
    for line in received:
        _date_claim(line, at)


def _date_claim(line: CaseLine, at: datetime) -> None:
    """Move the filing day where the maker counts from receipt."""
    maker = line.product.manufacturer if line.product else None
    if maker is None or maker.filing_starts != "received":
        return
    dates = ClaimDates(line.case.opened_at.date(), received_on=at.date())
    VendorClaim.objects.to_file().filter(line=line).update(
        file_by=vendor_terms.file_by(maker.terms, dates)
    )


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
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    line = settling.line_for(lines, serial="", line_id=line_id)
    try:
        line.take(line.sums.short_close(quantity), at=at)
    except TooMany as refusal:
        raise NotExpected(str(line), refusal.room) from refusal
    settling.end_swap(line, at=at)
    settling.clear_finished_steps(locked, lines, at=at)
    fact = UnitsShortClosed(line=line.position, quantity=quantity, reason=reason)
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def note_discrepancy(
    *,
    case: CaseRef,
    kind: DiscrepancyKind,
    by: Actor,
    at: datetime,
    line_id: int | None = None,
    quantity: int = 1,
    serial: str = "",
    note: str = "",
    once: Once | None = None,
) -> Case:
    """Write how what arrived differs; somebody settles it at the desk."""
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    line = (
        settling.line_for(lines, serial="", line_id=line_id)
        if line_id is not None
        else None
    )
    Discrepancy.objects.create(
        case=locked,
        line=line,
        kind=kind,
        quantity=quantity,
        serial=serial[:80],
        note=note,
        at=at,
        by=by.label[:120],
    )
    fact = DiscrepancyFound(
        line=line.position if line else None,
        kind=kind,
        quantity=quantity,
        serial=serial[:80],
        note=note,
    )
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def settle_discrepancy(
    *,
    case: CaseRef,
    discrepancy_id: int,
    outcome: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Write what was done about a difference.

    Raises AlreadySettled where it has an outcome, or is not this case's.
    """
    locked = Case.objects.locked(case)
    found = Discrepancy.objects.open().filter(case=locked, pk=discrepancy_id).first()
    if found is None:
        raise AlreadySettled
    found.outcome, found.settled_at, found.settled_by = outcome, at, by.label[:120]
    found.save()
    fact = DiscrepancySettled(kind=found.kind, outcome=outcome)
    lines = settling.sums_of(CaseLine.objects.of(locked))
    locked.record(fact, lines=lines, at=at, by=by)
    return locked
