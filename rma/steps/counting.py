"""Units counted in on their line: what that moves, whoever counted them."""

from dataclasses import dataclass, replace
from datetime import datetime

from outbox import post
from rma.models import (
    AdvanceReplacement,
    Case,
    CaseLine,
    Packed,
    Receipt,
    ReceiptLine,
    VendorClaim,
)
from rma.queries import boxes
from rma.rules import vendor_terms, ways
from rma.rules.actors import Actor
from rma.rules.deeds import Deed
from rma.rules.facts import Fact, UnitsReceived, UnitsShortClosed
from rma.rules.ledger import TooMany
from rma.rules.mishaps import WorkUndone
from rma.rules.vendor_terms import ClaimDates
from rma.rules.words import N_, Decision, Step
from rma.steps import beginning, settling
from shipping import ordering
from shipping.models import LabelPurchase, Parcel
from shipping.words import Direction, PurchaseState


class NotExpected(Exception):
    """The case does not wait for so many of this; carries what it waits for."""

    def __init__(self, named: str, room: int) -> None:
        """Remember what was named and how many may still come."""
        super().__init__(named)
        self.named = named
        self.room = room


class CheckedAlready(Exception):
    """The units were checked as what they were taken for; the count stands."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Count units of one line, named by its serial or by its id."""

    quantity: int = 1
    serial: str = ""
    line_id: int | None = None


def count_in(
    case: Case,
    lines: list[CaseLine],
    arrivals: tuple[Arrival, ...],
    *,
    by: Actor,
    at: datetime,
    parcel_id: int | None = None,
) -> list[Fact]:
    """Write one receipt and return its facts; raises NoSuchLine and NotExpected."""
    receipt = Receipt.objects.create(
        case=case, parcel_id=parcel_id, at=at, by=by.label[:120]
    )
    counted: dict[int, ReceiptLine] = {}
    facts: list[Fact] = []
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
    _note_arrival(case, lines, [row.line for row in counted.values()], at)
    key = f"parcel.arrived:{receipt.pk}"
    post.post("parcel.arrived", key, case_id=case.pk)
    return facts


def count_out(line: CaseLine, quantity: int, *, at: datetime) -> Fact:
    """
    Take units out of the count again that were not what they were counted as.

    Raises CheckedAlready where somebody has checked them as such.
    """
    left = line.received - quantity
    if max(line.inspected, line.disposed) > left:
        raise CheckedAlready
    line.take(replace(line.sums, received=left), at=at)
    for row in ReceiptLine.objects.filter(line=line).order_by("-pk"):
        taken = min(row.quantity, quantity)
        quantity -= taken
        row.quantity -= taken
        if taken:
            row.save() if row.quantity else row.delete()
    if not left:
        AdvanceReplacement.objects.filter(line=line, settled_at=None).update(
            returned_at=None
        )
        date_claim(line, None)
    return WorkUndone(deed=Deed.RECEIPT)


def stop_waiting(
    case: Case,
    lines: list[CaseLine],
    line: CaseLine,
    quantity: int,
    *,
    reason: str,
    at: datetime,
) -> Fact:
    """Wait for so many units less and return the fact; raises NotExpected."""
    try:
        line.take(line.sums.short_close(quantity), at=at)
    except TooMany as refusal:
        raise NotExpected(str(line), refusal.room) from refusal
    settling.end_swap(line, at=at)
    settling.clear_finished_steps(case, lines, at=at)
    return UnitsShortClosed(line=line.position, quantity=quantity, reason=reason)


def _take(lines: list[CaseLine], arrival: Arrival, at: datetime) -> CaseLine:
    line = settling.line_for(lines, serial=arrival.serial, line_id=arrival.line_id)
    # What was to stay and came all the same is here: it is counted like any other.
    line.stays = ""
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
    _need_no_label(case, lines, at)
    swaps = [line for line in received if line.is_advance]
    if swaps:
        AdvanceReplacement.objects.filter(line__in=swaps, returned_at=None).update(
            returned_at=at
        )
    for line in received:
        date_claim(line, at)


def _need_no_label(case: Case, lines: list[CaseLine], at: datetime) -> None:
    """
    Buy no label any more where all it was for is here without it.

    One that is bought stays: the box may have used it, unseen by its carrier.
    """
    undecided = (Decision.NEEDS_REVIEW, Decision.NEEDS_INFO)
    if case.label_status != "pending" or any(
        line.sums.expected or line.decision in undecided for line in lines
    ):
        return
    settling.withdraw(case, Step.LABEL, why=N_("It came before its label."))
    of_others = Packed.objects.exclude(line__case=case).values("parcel")
    parcels = Parcel.objects.filter(
        shipment__reference=case.number,
        shipment__direction=Direction.IN,
        shipment__cancelled_at=None,
    ).exclude(pk__in=of_others)
    unsent = LabelPurchase.objects.filter(
        parcel__in=parcels, state=PurchaseState.INTENT
    )
    for purchase in unsent:
        ordering.want_void(purchase=purchase, at=at)
        case.label_status = ways.label_of(boxes.labels_of(case)) or "void"


def date_claim(line: CaseLine, at: datetime | None) -> None:
    """Move the filing day where the maker counts from receipt."""
    maker = line.product.manufacturer if line.product else None
    if maker is None or maker.filing_starts != "received":
        return
    day = at.date() if at else None
    dates = ClaimDates(line.case.opened_at.date(), received_on=day)
    VendorClaim.objects.to_file().filter(line=line).update(
        file_by=vendor_terms.file_by(maker.terms, dates)
    )
