"""How a return gets to its carrier: chosen, and changed until it is handed over."""

from dataclasses import replace
from datetime import datetime

from outbox.words import Lease
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef
from rma.queries import hand_over
from rma.rules import slots
from rma.rules.actors import Actor
from rma.rules.facts import Fact
from rma.rules.slots import Slot
from rma.rules.travelling import (
    HandOverChanged,
    PickupConfirmed,
    PickupRefused,
    PickupUnclear,
    PickupWanted,
    SenderCorrected,
)
from rma.rules.words import N_, HandOver, Party, Step
from rma.steps import boxes, calling_off, handing, kits, retelling, settling
from rma.steps.handing import HandedOver, NotOffered
from shipping import boxes as boxed
from shipping import offers, pickups
from shipping.models import PickupBooking
from shipping.wishes import LabelFormat
from shipping.words import Address, PickupState


class SlotGone(Exception):
    """No carrier comes in that slot any more: choose another."""


class AddressLacks(Exception):
    """A carrier can't come to such an address; its text says what is missing."""


@use_case
def change_hand_over(
    *,
    case: CaseRef,
    how: HandOver,
    by: Actor,
    at: datetime,
    label_format: LabelFormat = LabelFormat.PDF_4X6,
    slot: str = "",
    instructions: str = "",
    once: Once | None = None,
) -> Case:
    """
    Let a return get to its carrier another way; labels are given back and made anew.

    `slot` names when a pickup comes. What stays the same costs nothing. Raises
    handing.NotOffered, handing.HandedOver, SlotGone, AddressLacks, and
    opening.UnsafeBattery.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    here = handing.boxes_here(locked, boxes.name_contents(locked, lines))
    recipients = [parcel.shipment.recipient_address for parcel in here]
    sends_boxes = locked.site.sends_boxes
    offer = hand_over.offer_for(locked.sender, recipients, sends_boxes=sends_boxes)
    if not locked.is_open or kits.are_out(locked):
        raise HandedOver
    if how not in offer.ways or label_format not in offer.formats:
        raise NotOffered
    wanted = _slot(locked, slot, at) if how is HandOver.PICKUP else None
    before = HandOver(locked.hand_over), LabelFormat(locked.label_format)
    facts: list[Fact] = []
    if before != (how, label_format):
        facts.append(_change(locked, lines, how, label_format, at))
    facts += calling_off.call_off_pickup(locked)
    if wanted:
        facts.append(_want_pickup(locked, wanted, instructions, at))
    if facts:
        locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def correct_sender(
    *,
    case: CaseRef,
    address: Address,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Let a return start from another place in its country; labels are made anew.

    A pickup there is called off. Raises handing.HandedOver and opening.UnsafeBattery.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    here = handing.boxes_here(locked, boxes.name_contents(locked, lines))
    if not locked.is_open or kits.are_out(locked):
        raise HandedOver
    if address == locked.sender:
        return locked
    locked.ship_from = replace(address, country=locked.sender.country).as_dict()
    for shipment in {parcel.shipment for parcel in here}:
        boxed.start_from(shipment=shipment, sender=locked.sender)
    handing.order_anew(locked, lines, at)
    retelling.draw_anew(locked, at)
    facts: list[Fact] = [SenderCorrected(city=address.city)]
    facts += calling_off.call_off_pickup(locked)
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _slot(case: Case, code: str, at: datetime) -> Slot:
    problem = offers.address_problem(case.sender)
    if problem:
        raise AddressLacks(problem)
    found = slots.slot_named(code, case.site.calendar, at)
    if found is None:
        raise SlotGone
    return found


def _change(
    case: Case,
    lines: list[CaseLine],
    how: HandOver,
    label_format: LabelFormat,
    at: datetime,
) -> Fact:
    was_own = case.hand_over == HandOver.OWN_CARRIER
    was_box = case.hand_over == HandOver.BOX
    case.hand_over, case.label_format = how.value, label_format.value
    handing.order_anew(case, lines, at)
    if how is HandOver.BOX and case.kit_state and not was_box:
        kits.promise(case, at=at)
    elif was_box and how is not HandOver.BOX:
        kits.let_go(case)
    if how is HandOver.OWN_CARRIER:
        settling.withdraw(case, Step.LABEL, why=N_("It travels without our label."))
    elif was_own:
        due_at = case.site.calendar.due_in(at, 1)
        settling.promise_next(case, Step.LABEL, Party.US, due_at)
    retelling.draw_anew(case, at)
    return HandOverChanged(how=how.value, label_format=label_format.value)


def _want_pickup(case: Case, slot: Slot, instructions: str, at: datetime) -> Fact:
    pickups.want(
        reference=case.number,
        place=case.sender,
        begins_at=slot.begins_at,
        ends_at=slot.ends_at,
        instructions=instructions.strip(),
        at=at,
    )
    return PickupWanted(
        begins_at=slot.begins_at.isoformat(), ends_at=slot.ends_at.isoformat()
    )


@use_case
def report_pickup(
    *, booking_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """Tell the case what the carrier said to a pickup; one called off is no news."""
    row = PickupBooking.objects.get(pk=booking_id)
    case = Case.objects.locked(Case.objects.numbered(row.reference).pk)
    row.refresh_from_db()
    # What somebody heard on the telephone was told then.
    fact = None if row.called_at else _said(row)
    if fact is not None:
        lines = settling.sums_of(CaseLine.objects.of(case))
        case.record(fact, lines=lines, at=at, by=by)
    if lease:
        lease.finish()
    return case


def _said(row: PickupBooking) -> Fact | None:
    begins_at, ends_at = row.begins_at.isoformat(), row.ends_at.isoformat()
    match row.standing:
        case PickupState.CONFIRMED:
            return PickupConfirmed(
                begins_at=begins_at, ends_at=ends_at, confirmation=row.confirmation
            )
        case PickupState.REFUSED:
            return PickupRefused(problem=row.problem)
        case PickupState.UNCLEAR:
            return PickupUnclear(begins_at=begins_at)
        case _:
            return None


__all__ = [
    "AddressLacks",
    "HandedOver",
    "NotOffered",
    "SlotGone",
    "change_hand_over",
    "correct_sender",
    "report_pickup",
]
