"""Sending a unit to the customer: its serial bound, its label ordered."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Dispatch, Unit
from rma.queries.boxes import Share
from rma.rules.actors import Actor
from rma.rules.facts import DispatchShipped, ParcelMoved
from rma.rules.serials import key_of
from rma.rules.words import DispatchKind, Step
from rma.steps import (
    kits,
    lending,
    restocking,
    sending,
    settling,
    succeeding,
    wishing,
)
from shipping import ordering
from shipping.models import Parcel
from shipping.words import Direction, ParcelState, PlannedBox


class NothingToShip(Exception):
    """The case has no such unit waiting to be shipped."""


class NoLabelYet(Exception):
    """A box is handed over with its label on it; this one has none."""


class SerialMissing(Exception):
    """A replacement leaves with its serial number bound to the case."""


class SerialsMissing(Exception):
    """Several units leave with a serial each, or all without; carries both counts."""

    def __init__(self, given: int, wanted: int) -> None:
        """Remember how many serials there were and how many units leave."""
        super().__init__(f"{given} of {wanted}")
        self.given = given
        self.wanted = wanted


class SerialMismatch(Exception):
    """Another unit was scanned than must go back; carries the right one."""

    def __init__(self, expected: str) -> None:
        """Remember which serial must leave."""
        super().__init__(expected)
        self.expected = expected


class SerialTaken(Exception):
    """The serial belongs to a unit that was sold or sent before."""


class SerialOfAnother(Exception):
    """We know the serial from another maker; carries what it is there."""

    def __init__(self, product: str) -> None:
        """Remember which product it is."""
        super().__init__(product)
        self.product = product


class LabelNotInside(Exception):
    """A swap leaves with the return label inside the box; tick that it does."""


@use_case
def ship_unit(
    *,
    case: CaseRef,
    dispatch_id: int,
    serials: tuple[str, ...],
    by: Actor,
    at: datetime,
    has_no_serials: bool = False,
    is_makers_own: bool = False,
    return_label_inside: bool = False,
    once: Once | None = None,
) -> Case:
    """
    Pack what leaves: bind its serials to the case, order its label; return the case.

    A serial is unique per maker: one that we know from another's unit was most likely
    scanned off the wrong unit, unless somebody looked (`is_makers_own`). Raises
    NothingToShip, SerialMissing, SerialsMissing, SerialMismatch, SerialTaken,
    SerialOfAnother, LabelNotInside, and lending.LoanerTaken.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    dispatch = Dispatch.objects.to_ship().filter(pk=dispatch_id).first()
    if dispatch is None or dispatch.line_id not in {line.pk for line in lines}:
        raise NothingToShip
    line = settling.line_for(lines, serial="", line_id=dispatch.line_id)
    given = tuple(each.strip()[:80] for each in serials if key_of(each))
    if not is_makers_own:
        _refuse_anothers(dispatch, line, given)
    units = _units_for(locked, line, dispatch, given, at, has_none=has_no_serials)
    if dispatch.wants_label_inside and not return_label_inside:
        raise LabelNotInside
    dispatch.unit = units[0] if len(units) == 1 else None
    dispatch.serial = _named(given)
    dispatch.return_label_inside = return_label_inside
    dispatch.shipment, _ = ordering.plan_and_order(
        reference=locked.number,
        direction=Direction.OUT,
        sender=locked.site.address,
        recipient=locked.recipient,
        boxes=[_box(line, dispatch)],
        at=at,
    )
    dispatch.shipped_at, dispatch.shipped_by = at, by.label[:120]
    dispatch.save()
    _note_shipping(locked, line, dispatch, at)
    settling.clear_finished_steps(locked, lines, at=at)
    shipped = _shipped(line, dispatch)
    locked.record(shipped, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _shipped(line: CaseLine, dispatch: Dispatch) -> DispatchShipped:
    return DispatchShipped(
        line=line.position,
        kind=dispatch.kind,
        serial=dispatch.serial,
        return_label_inside=dispatch.return_label_inside,
    )


@use_case
def hand_over_parcel(
    *,
    case: CaseRef,
    parcel_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Note that the carrier took a box from our dock; doing it twice changes nothing.

    Raises NoLabelYet where the case sends no such box, or its label is not ready.
    """
    locked = Case.objects.locked(case)
    parcel = Parcel.objects.filter(
        pk=parcel_id,
        shipment__reference=locked.number,
        shipment__direction=Direction.OUT,
        shipment__cancelled_at=None,
    ).first()
    if parcel is None or not parcel.tracking_number:
        raise NoLabelYet
    if parcel.standing is not ParcelState.LABEL_READY:
        return locked
    ordering.note(parcel=parcel, state=ParcelState.HANDED_OVER, at=at)
    if kits.kit_of(parcel):
        settling.keep(locked, Step.SHIP_BOX, at=at)
        return locked
    locked.outbound_state = parcel.state
    fact = ParcelMoved(
        direction=Direction.OUT,
        state=parcel.state,
        tracking_number=parcel.tracking_number,
    )
    lines = settling.sums_of(CaseLine.objects.of(locked))
    locked.record(fact, lines=lines, at=at, by=by)
    return locked


def _box(line: CaseLine, dispatch: Dispatch) -> PlannedBox:
    if dispatch.kind == DispatchKind.LOANER:
        return lending.box_out(line.case, dispatch)
    shares = [Share(line, dispatch.quantity)]
    wishes = wishing.way_out(line.case, dispatch, line)
    return sending.planned_box(shares, code=dispatch.box_code, wishes=wishes)


def _note_shipping(
    case: Case, line: CaseLine, dispatch: Dispatch, at: datetime
) -> None:
    if dispatch.kind == DispatchKind.LOANER:
        lending.leave(case, dispatch, at=at)
        return
    case.outbound_kind, case.outbound_state = dispatch.kind, "planned"
    if dispatch.kind == DispatchKind.REPAIRED:
        succeeding.lengthen_after_repair(case, line, at)
    if dispatch.is_ahead:
        line.send_ahead(at=at)
        settling.keep(case, Step.SHIP_REPLACEMENT, at=at)


def _named(serials: tuple[str, ...]) -> str:
    """Return the serials in one short text."""
    whole = ", ".join(serials)
    return whole if len(whole) <= 80 else f"{serials[0][:70]} +{len(serials) - 1}"


def _units_for(
    case: Case,
    line: CaseLine,
    dispatch: Dispatch,
    serials: tuple[str, ...],
    at: datetime,
    *,
    has_none: bool,
) -> tuple[Unit, ...]:
    """Return the units that leave, new ones bound to the customer's account."""
    if dispatch.kind != DispatchKind.REPLACEMENT:
        leaves = dispatch.leaves_as
        if leaves and [key_of(each) for each in serials] != [key_of(leaves)]:
            raise SerialMismatch(leaves)
        is_theirs = key_of(leaves) == key_of(line.serial)
        return (line.unit,) if line.unit and is_theirs else ()
    has_none = has_none and not serials and not line.serial
    if line.product is None or has_none:
        return ()
    return _new_units(case, line, dispatch, serials, at)


def _refuse_anothers(
    dispatch: Dispatch, line: CaseLine, serials: tuple[str, ...]
) -> None:
    if dispatch.kind != DispatchKind.REPLACEMENT or line.product is None:
        return
    keys = [key_of(each) for each in serials]
    known = Unit.objects.filter(serial_key__in=keys).select_related("product")
    maker_id = line.product.manufacturer_id
    theirs = {each.serial_key for each in known if each.manufacturer_id == maker_id}
    found = next((each for each in known if each.serial_key not in theirs), None)
    if found:
        raise SerialOfAnother(f"{found.product.name}, {found.serial}")


def _new_units(
    case: Case,
    line: CaseLine,
    dispatch: Dispatch,
    serials: tuple[str, ...],
    at: datetime,
) -> tuple[Unit, ...]:
    """Bind a fresh serial to each unit that leaves."""
    if not serials and dispatch.quantity == 1:
        raise SerialMissing
    if len(serials) != dispatch.quantity:
        raise SerialsMissing(len(serials), dispatch.quantity)
    if len({key_of(each) for each in serials}) < len(serials):
        raise SerialTaken
    units = tuple(_new_unit(case, line, serial, at) for serial in serials)
    for unit in units:
        unit.left_with = dispatch
        unit.save()
        if line.unit:
            succeeding.move_agreements(
                unit, line.unit, on=case.site.calendar.local_day(at)
            )
    return units


def _new_unit(case: Case, line: CaseLine, serial: str, at: datetime) -> Unit:
    """Bind a fresh serial; the new unit takes over what is left of the old cover."""
    product = line.product
    assert product is not None  # noqa: S101 - the caller looked
    known = Unit.objects.filter(
        manufacturer=product.manufacturer, serial_key=key_of(serial)
    ).first()
    is_sold = known and (known.account_id is not None or known.seller)
    if known and is_sold:
        if known == line.unit or not restocking.is_stock(known):
            raise SerialTaken
        restocking.begin_anew(known)
    old = line.unit
    unit = known or Unit(
        serial=serial[:80],
        serial_key=key_of(serial),
        manufacturer=product.manufacturer,
        product=product,
    )
    unit.account = case.account
    unit.shipped_on = case.site.calendar.local_day(at)
    unit.order_reference = case.number
    unit.replaces = old
    unit.warranty_until = None
    unit.manufacturer_warranty_until = line.manufacturer_until if old else None
    if old:
        succeeding.take_over(case, unit, old, left_on=unit.shipped_on)
    return unit
