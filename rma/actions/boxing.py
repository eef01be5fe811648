"""Boxes of a return before they leave: one more, one less, or another's box shared."""

from collections.abc import Mapping
from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Packed
from rma.queries import boxes as its_boxes
from rma.queries.boxes import Share
from rma.rules import numbers
from rma.rules.actors import Actor
from rma.rules.facts import Fact
from rma.rules.travelling import BoxAdded, BoxRemoved, BoxShared, BoxUnshared
from rma.rules.words import HandOver
from rma.steps import (
    boxes,
    calling_off,
    kits,
    opening,
    retelling,
    sending,
    settling,
    wishing,
)
from shipping import boxes as boxed
from shipping import ordering
from shipping.models import Parcel


class NothingPacked(Exception):
    """No unit was named for the box, or more than the return's other boxes hold."""


class BoxLeft(Exception):
    """The box has left, or was called off: nothing goes in or out any more."""


class BoxIsShared(Exception):
    """Another return travels in the box; take that one out of it first."""


class LastBox(Exception):
    """A return keeps one box; cancel the return instead."""


class NotSharable(Exception):
    """Both returns must be of one customer and go to the same place."""


@use_case
def add_box(
    *,
    case: CaseRef,
    contents: Mapping[int, int],
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Put some units, by line and quantity, into a box of their own, with its label.

    Raises NothingPacked, opening.UnsafeBattery, and BoxLeft where no box of the return
    is still here.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    inside = boxes.name_contents(locked, lines)
    standing = [row for row in map(boxed.still_here, inside) if row]
    here = [row for row in standing if _is_own(locked, row)]
    if not here:
        raise BoxLeft
    moved = _take_out(inside, [row.pk for row in here], contents)
    opening.refuse_if_unsafe(*(share.line for share in moved))
    leg = here[0].shipment
    wishes = wishing.way_back(locked, moved, recipient=leg.recipient_address)
    box = sending.planned_box(moved, wishes=wishes)
    parcel = boxed.add_box(shipment=leg, box=box, at=at)
    Packed.objects.bulk_create(
        Packed(parcel=parcel, line=share.line, quantity=share.quantity)
        for share in moved
    )
    if locked.hand_over != HandOver.OWN_CARRIER:
        ordering.order_label(parcel=parcel, at=at)
    fact = BoxAdded(box=numbers.shown(parcel.code))
    return _record(locked, lines, fact, at=at, by=by)


def _take_out(
    inside: dict[int, list[Share]], here: list[int], contents: Mapping[int, int]
) -> list[Share]:
    """Take units out of the boxes that are still here, no box left empty."""
    moved = []
    left = {(pk, share.line.pk): share.quantity for pk in here for share in inside[pk]}
    by_id = {share.line.pk: share.line for pk in here for share in inside[pk]}
    for line_id, wanted in contents.items():
        if wanted < 1:
            continue
        if line_id not in by_id:
            raise NothingPacked
        moved.append(Share(by_id[line_id], wanted))
        _reduce(left, line_id, wanted)
    if not moved or not any(left.values()):
        raise NothingPacked
    return moved


def _reduce(left: dict[tuple[int, int], int], line_id: int, wanted: int) -> None:
    for pk, line in list(left):
        taken = min(left[pk, line], wanted) if line == line_id else 0
        if not taken:
            continue
        wanted -= taken
        left[pk, line] -= taken
        rows = Packed.objects.filter(parcel_id=pk, line_id=line)
        if left[pk, line]:
            rows.update(quantity=left[pk, line])
        else:
            rows.delete()
    if wanted:
        raise NothingPacked


@use_case
def remove_box(
    *,
    case: CaseRef,
    parcel_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Call one box off; what was to travel in it goes into another that is still here.

    Raises LastBox, BoxIsShared, and BoxLeft where this box or every other has left.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    inside = boxes.name_contents(locked, lines)
    here = {pk: row for pk in inside if (row := boxed.still_here(pk))}
    own = [pk for pk, row in here.items() if _is_own(locked, row)]
    if parcel_id not in own:
        raise BoxLeft
    _refuse_if_shared(parcel_id, lines)
    if len(inside) == 1:
        raise LastBox
    others = [pk for pk in own if pk != parcel_id]
    if not others:
        raise BoxLeft
    gone = here[parcel_id]
    if kits.has_left(gone):
        raise BoxLeft
    _move_all(parcel_id, others[0], inside)
    boxed.call_off_box(parcel=gone, at=at)
    fact = BoxRemoved(box=numbers.shown(gone.code))
    return _record(locked, lines, fact, at=at, by=by)


def _move_all(source: int, target: int, inside: dict[int, list[Share]]) -> None:
    Packed.objects.filter(parcel_id=source).delete()
    there = {share.line.pk: share.quantity for share in inside[target]}
    for share in inside[source]:
        Packed.objects.update_or_create(
            parcel_id=target,
            line=share.line,
            defaults={"quantity": share.quantity + there.get(share.line.pk, 0)},
        )


@use_case
def share_box(
    *,
    case: CaseRef,
    parcel_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Put a return into a box of another return; its own boxes are called off.

    Raises BoxLeft where either has left, NotSharable for another customer's box or one
    that leaves from or goes to another door, BoxIsShared where a third return lies in
    its own.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    own = its_boxes.of_case(locked)
    host = boxed.still_here(parcel_id)
    if host is None or not locked.is_open or not own:
        raise BoxLeft
    _refuse_other_ways(locked, host, own)
    boxes.name_host(host)
    for parcel in own:
        if not boxed.still_here(parcel.pk) or kits.has_left(parcel):
            raise BoxLeft
        _refuse_if_shared(parcel.pk, lines)
        Packed.objects.filter(parcel=parcel).delete()
        boxed.call_off_box(parcel=parcel, at=at)
    Packed.objects.bulk_create(
        Packed(parcel=host, line=line, quantity=line.approved)
        for line in lines
        if line.approved
    )
    shared = BoxShared(box=numbers.shown(host.code), of=host.shipment.reference)
    facts = (shared, *calling_off.call_off_pickup(locked))
    retelling.ask_host(host, at=at)
    return _record(locked, lines, *facts, at=at, by=by)


def _refuse_other_ways(case: Case, host: Parcel, own: list[Parcel]) -> None:
    code = numbers.parse(host.shipment.reference)
    same = Case.objects.open().filter(code=code, account=case.account_id)
    is_other = code != case.code and same.exists()
    door = host.shipment.sender_address
    goes_alike = all(
        row.shipment.sender_address.is_same_place(door)
        and row.shipment.recipient == host.shipment.recipient
        and row.shipment.direction == host.shipment.direction
        and row.shipment.reference == case.number
        for row in own
    )
    if not is_other or not goes_alike or host.inside:
        raise NotSharable


@use_case
def leave_box(
    *, case: CaseRef, by: Actor, at: datetime, once: Once | None = None
) -> Case:
    """
    Take a return out of another's box again: it gets a box and a label of its own.

    Raises BoxLeft where the shared box has left, or there is none.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    shared = [row for row in its_boxes.of_case(locked) if not _is_own(locked, row)]
    if not shared or not boxed.still_here(shared[0].pk):
        raise BoxLeft
    retelling.ask_host(shared[0], at=at)
    return _get_own_box(locked, lines, shared[0], at=at, by=by)


@use_case
def retell_boxes(*, case: CaseRef, by: Actor, at: datetime) -> Case:
    """Give each box of a return another label where others joined it, or left it."""
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    return _record(locked, lines, at=at, by=by) if locked.is_open else locked


@use_case
def lose_box(*, case: CaseRef, parcel_id: int, by: Actor, at: datetime) -> Case:
    """Give a return a box of its own where the one it shared was called off."""
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    gone = Packed.objects.filter(line__case=locked, parcel_id=parcel_id)
    if not gone.exists() or not locked.is_open:
        return locked
    host = Parcel.objects.select_related("shipment").get(pk=parcel_id)
    return _get_own_box(locked, lines, host, at=at, by=by)


def _get_own_box(
    case: Case, lines: list[CaseLine], host: Parcel, *, at: datetime, by: Actor
) -> Case:
    Packed.objects.filter(line__case=case, parcel=host).delete()
    shares = [Share(line, line.approved) for line in lines if line.approved]
    leg = host.shipment
    sending.plan_leg(case, shares, at, recipient=leg.recipient_address, why=leg.why)
    fact = BoxUnshared(box=numbers.shown(host.code), of=leg.reference)
    return _record(case, lines, fact, at=at, by=by)


def _is_own(case: Case, parcel: Parcel) -> bool:
    return parcel.shipment.reference == case.number


def _refuse_if_shared(parcel_id: int, lines: list[CaseLine]) -> None:
    rows = Packed.objects.filter(parcel_id=parcel_id)
    if rows.exclude(line__in=[line.pk for line in lines]).exists():
        raise BoxIsShared


def _record(
    case: Case, lines: list[CaseLine], *facts: Fact, at: datetime, by: Actor
) -> Case:
    retold = retelling.retell(case, at=at)
    kits.follow(case, at=at)
    boxes.follow(case)
    boxes.retell(case)
    if facts or retold:
        facts = (*facts, *retold)
        case.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return case
