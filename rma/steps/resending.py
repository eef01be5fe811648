"""What follows a parcel that will not come: another label, another parcel, a credit."""

from datetime import datetime

from rma.models import (
    AdvanceReplacement,
    Case,
    CaseLine,
    Dispatch,
    Kit,
    Resolution,
)
from rma.rules.words import DispatchKind, Party, ResolutionState, Step
from rma.steps import handing, kits, settling
from rma.steps.minting import fresh_code
from shipping import ordering
from shipping.models import Parcel
from shipping.words import Direction, ParcelState, PlannedBox

_TO_SEND = 1


class CannotSendAgain(Exception):
    """Nothing of ours was in that parcel, or it has arrived in the meantime."""


def order_new_label(case: Case, parcel: Parcel, *, at: datetime) -> None:
    """Plan the way to us anew with a label of ours; the old parcel is given up."""
    give_up(parcel, at=at)
    box = PlannedBox(
        code=fresh_code(),
        size=parcel.size,
        contents=parcel.contents,
        wishes=parcel.wished,
    )
    ordering.plan_and_order(
        reference=case.number,
        direction=Direction.IN,
        sender=case.sender,
        recipient=parcel.shipment.recipient_address,
        boxes=[box],
        at=at,
    )
    case.label_status, case.inbound_state = "pending", "planned"


def send_again(
    case: Case, lines: list[CaseLine], parcel: Parcel, *, at: datetime
) -> None:
    """
    Put what was in the parcel back on the list of units to ship, due next.

    What came back to us leaves again; instead of what is lost a replacement goes.
    Raises CannotSendAgain.
    """
    kit = kits.kit_of(parcel)
    if kit:
        _send_kit_again(case, lines, kit, parcel, at=at)
        return
    due_at = case.site.calendar.due_in(at, _TO_SEND)
    by_id = {line.pk: line for line in lines}
    is_back = parcel.standing is ParcelState.RETURNED_TO_SENDER
    for old in _undelivered(parcel):
        _take_back(old, by_id[old.line_id], at)
        kind = old.kind if is_back else DispatchKind.REPLACEMENT.value
        Dispatch.objects.create(
            line=old.line,
            resolution=old.resolution,
            kind=kind,
            quantity=old.quantity,
            due_at=due_at,
            is_ahead=old.is_ahead,
        )
        case.outbound_kind, case.outbound_state = kind, ""
        ships = Step.SHIP_REPLACEMENT if old.is_ahead else Step.RESOLVE
        settling.promise_next(case, ships, Party.US, due_at)
    give_up(parcel, at=at)


def _send_kit_again(
    case: Case, lines: list[CaseLine], kit: Kit, parcel: Parcel, *, at: datetime
) -> None:
    """Send another empty box; the label that lay in this one is given back."""
    if kit.delivered_at:
        raise CannotSendAgain
    kit.cancelled_at = at
    kit.save(update_fields=["cancelled_at"])
    boxes = Parcel.objects.filter(inside=kit.code)
    lost = set(boxes.values_list("pk", flat=True))
    boxes.update(inside="")
    handing.order_anew(case, lines, at, only=lost)
    give_up(parcel, at=at)
    kits.promise_again(case, at=at)


def free_for_credit(
    case: Case, lines: list[CaseLine], parcel: Parcel, *, at: datetime
) -> None:
    """
    Let the lines whose units were in the parcel be credited instead.

    Raises CannotSendAgain for a swap, whose old unit is still awaited.
    """
    due_at = case.site.calendar.due_in(at, _TO_SEND)
    settling.promise_next(case, Step.RESOLVE, Party.US, due_at)
    if parcel.shipment.direction == Direction.IN:
        return
    by_id = {line.pk: line for line in lines}
    for old in _undelivered(parcel):
        line, resolution = by_id[old.line_id], old.resolution
        if old.is_ahead or resolution is None:
            raise CannotSendAgain
        _take_back(old, line, at)
        Resolution.objects.filter(pk=resolution.pk).update(
            state=ResolutionState.CANCELLED
        )
        line.take(line.sums.take_back(resolution.quantity), at=at)
        case.outbound_state = ""
    give_up(parcel, at=at)


def give_up(parcel: Parcel, *, at: datetime) -> None:
    """Stop to follow a parcel that travels alone; what it cost stays in the books."""
    if parcel.shipment.parcels.count() == 1:
        ordering.give_up(shipment=parcel.shipment, at=at)


def _undelivered(parcel: Parcel) -> list[Dispatch]:
    rows = Dispatch.objects.filter(
        shipment=parcel.shipment, cancelled_at=None, delivered_at=None
    )
    found = list(rows.select_related("line", "resolution", "unit"))
    if not found:
        raise CannotSendAgain
    return found


def _take_back(old: Dispatch, line: CaseLine, at: datetime) -> None:
    """Call a dispatch off; the serial bound to it belongs to nobody again."""
    old.cancelled_at = at
    old.save()
    if old.is_ahead:
        line.take_ahead_back(at=at)
        AdvanceReplacement.objects.filter(line=line).update(cancelled_at=None)
    if old.kind == DispatchKind.REPLACEMENT and old.unit:
        old.unit.account = None
        old.unit.save()
