"""Following parcels: what a movement means for the case it belongs to."""

from collections.abc import Iterable
from datetime import datetime

from outbox.words import Lease
from rma.actions.use_case import use_case
from rma.models import AdvanceReplacement, Case, CaseLine, CaseRef, Dispatch
from rma.queries import boxes
from rma.rules import advance_terms, ways
from rma.rules.actors import Actor
from rma.rules.facts import DispatchDelivered, Fact, ParcelMoved
from rma.rules.obligations import AdvanceDue
from rma.rules.words import N_, Step
from rma.steps import beginning, kits, lending, settling
from shipping.models import Parcel
from shipping.words import Direction, ParcelState

_FROM_DELIVERY = N_("The days count from the delivery of the new unit.")


@use_case
def follow_parcel(
    *,
    parcel_id: int,
    by: Actor,
    at: datetime,
    rider: CaseRef | None = None,
    lease: Lease | None = None,
) -> Case:
    """
    Bring a case up to date with where one of its parcels is.

    `rider` is a return that shares the box; without it the return is meant that the
    box was planned for. Doing it twice, or late, changes nothing: what counts is the
    parcel's own state.
    """
    whole = Parcel.objects.select_related("shipment")
    shipment = whole.get(pk=parcel_id).shipment
    owner = rider or Case.objects.numbered(shipment.reference).pk
    case = Case.objects.locked(owner)
    # Read under the lock: another worker may have moved it on while we waited.
    parcel = whole.get(pk=parcel_id)
    lines = CaseLine.objects.of(case)
    facts = _facts_of(case, lines, parcel, at=at, by=by)
    if facts:
        settling.clear_finished_steps(case, lines, at=at)
        case.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    if lease:
        lease.finish()
    return case


def _facts_of(
    case: Case, lines: list[CaseLine], parcel: Parcel, *, at: datetime, by: Actor
) -> tuple[Fact, ...]:
    if lending.is_loaners(parcel.shipment):
        return lending.follow(lines, parcel, at=at)
    if parcel.shipment.direction == Direction.IN:
        return _came_nearer(case, lines, parcel, at)
    kit = kits.kit_of(parcel)
    if kit:
        return kits.moved(case, kit, parcel, at=at)
    return _went_out(case, lines, parcel, at=at, by=by)


def _came_nearer(
    case: Case, lines: list[CaseLine], parcel: Parcel, at: datetime
) -> tuple[Fact, ...]:
    """Follow one box to us; the case says how far all of them have come."""
    if any(line.received for line in lines):
        return ()
    coming = boxes.of_case(case)
    states = [row.state for row in coming]
    way = ways.way_of(states)
    is_news = case.inbound_state != way or (
        len(states) > 1 and not _is_told(case, parcel)
    )
    if not is_news:
        return ()
    case.inbound_state = way
    if ways.has_left(states):
        case.is_awaiting_customer = False
    if not {"planned", "label_ready"} & set(states):
        is_here = way == ParcelState.DELIVERED
        beginning.plan_the_rest(case, lines, at, is_here=is_here)
        left = [row.handed_over_at for row in coming]
        settling.keep(case, Step.HAND_OVER, at=_when(left, at))
    if way == ParcelState.DELIVERED:
        arrived = [row.delivered_at for row in coming]
        settling.keep(case, Step.ARRIVE, at=_when(arrived, at))
    return (_moved(parcel),)


def _when(told: Iterable[datetime | None], at: datetime) -> datetime:
    """Return when the last of some boxes did it, as its carrier says; else now."""
    return min(at, max((moment or at for moment in told), default=at))


def _is_told(case: Case, parcel: Parcel) -> bool:
    told = case.events.filter(
        name=ParcelMoved.name, facts__tracking_number=parcel.tracking_number
    )
    last = told.order_by("-id").first()
    before = last.facts.get("state") if last else ParcelState.LABEL_READY
    return bool(before == parcel.state)


def _went_out(
    case: Case, lines: list[CaseLine], parcel: Parcel, *, at: datetime, by: Actor
) -> tuple[Fact, ...]:
    waiting = Dispatch.objects.filter(shipment=parcel.shipment, cancelled_at=None)
    dispatches = list(waiting.select_related("resolution", "line"))
    is_news = case.outbound_state != parcel.state
    if not is_news and all(each.delivered_at for each in dispatches):
        return ()
    case.outbound_state = parcel.state
    facts: list[Fact] = [_moved(parcel)] if is_news else []
    if parcel.standing is not ParcelState.DELIVERED:
        return tuple(facts)
    by_id = {line.pk: line for line in lines}
    there = _when([parcel.delivered_at], at)
    for dispatch in dispatches:
        if dispatch.delivered_at is None:
            line = by_id[dispatch.line_id]
            facts += _deliver(case, line, dispatch, there=there, at=at, by=by)
    return tuple(facts)


def _moved(parcel: Parcel) -> ParcelMoved:
    return ParcelMoved(
        direction=parcel.shipment.direction,
        state=parcel.state,
        tracking_number=parcel.tracking_number,
    )


def _deliver(
    case: Case,
    line: CaseLine,
    dispatch: Dispatch,
    *,
    there: datetime,
    at: datetime,
    by: Actor,
) -> list[Fact]:
    dispatch.delivered_at = there
    dispatch.save()
    told = DispatchDelivered(
        line=line.position, kind=dispatch.kind, serial=dispatch.serial
    )
    if dispatch.is_ahead:
        return [told, *_start_clock(case, line, there=there, at=at, by=by)]
    if not Dispatch.objects.on_the_way().filter(line__case=case).exists():
        settling.keep(case, Step.DELIVER, at=there)
    if dispatch.resolution is None or dispatch.resolution.done_at:
        return [told]
    return [told, settling.finish(line, dispatch.resolution, at=at)]


def _start_clock(
    case: Case, line: CaseLine, *, there: datetime, at: datetime, by: Actor
) -> tuple[Fact, ...]:
    """
    Let the time to send the old unit back run from the delivery of the new one.

    Where we hear of it late it runs from now: our delay takes none of their days.
    """
    line.deliver_ahead(at=at)
    swap = AdvanceReplacement.objects.get(line=line)
    due_on = advance_terms.due_back(at, case.policy.advance_terms, case.site.calendar)
    swap.delivered_at = there
    swap.due_back_on = swap.original_due_on = due_on
    swap.save()
    settling.keep(case, Step.DELIVER_REPLACEMENT, at=there)
    settled = settling.settle_swap(line, at=at, by=by)
    if swap.returned_at:
        return settled
    # The ball is with the customer until the old unit is on its way.
    case.is_awaiting_customer = not case.is_handed_over
    settling.date_hand_over(case, due_on, why=_FROM_DELIVERY, at=at)
    return (AdvanceDue(line=line.position, due_on=due_on.isoformat()), *settled)
