"""Parcels the customer sends with a carrier of their own: numbers typed, corrected."""

from datetime import datetime, timedelta

from outbox import post
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef
from rma.queries import own_parcels
from rma.rules.actors import Actor
from rma.rules.facts import Fact
from rma.rules.mishaps import ParcelAnnounced, ParcelWithdrawn
from rma.rules.words import HandOver
from rma.steps import settling
from rma.steps.minting import fresh_code
from shipping import ordering, recognising
from shipping.models import Parcel
from shipping.words import Direction, ParcelState, PlannedBox

MOST_PARCELS = 50
_FIRST_LOOK = timedelta(minutes=10)


class NotTheirCarrier(Exception):
    """This return travels with our label, or needs no parcel any more."""


class NoNumber(Exception):
    """What was typed can't be a tracking number."""


class CarrierUnclear(Exception):
    """Several carriers have such numbers, or none we know: somebody must choose."""


class AnnouncedBefore(Exception):
    """This return has a parcel with this number already."""


class TooManyParcels(Exception):
    """So many parcels can't belong to one return."""


class NoSuchParcel(Exception):
    """No parcel of the customer's with that number is on this return."""


@use_case
def announce_parcel(
    *,
    case: CaseRef,
    number: str,
    by: Actor,
    at: datetime,
    mover: str = "",
    instead_of: int | None = None,
    once: Once | None = None,
) -> Case:
    """
    Follow a parcel that the customer has given to a carrier of their own.

    Without a carrier the number says whose it is; `instead_of` names the parcel that
    was typed wrongly. Raises NotTheirCarrier, NoNumber, CarrierUnclear,
    AnnouncedBefore, TooManyParcels, NoSuchParcel.
    """
    locked = _open(case)
    read = recognising.recognise(number)
    if not recognising.is_number(read.number):
        raise NoNumber
    whose = mover or read.mover
    if whose not in (*recognising.MOVERS, recognising.OTHER):
        raise CarrierUnclear
    facts: list[Fact] = []
    if instead_of is not None:
        facts.append(_withdraw(_parcel(locked, instead_of), at))
    parcels = own_parcels.announced(locked)
    if any(parcel.tracking_number == read.number for parcel in parcels):
        raise AnnouncedBefore
    if len(parcels) >= MOST_PARCELS:
        raise TooManyParcels
    parcel = _free_box(locked, at)
    ordering.take_number(parcel=parcel, number=read.number, mover=whose, at=at)
    facts.append(ParcelAnnounced(tracking_number=read.number, carrier=whose))
    key = f"own:{parcel.pk}:{read.number}"
    post.post("parcel.register", f"parcel.register:{key}", parcel_id=parcel.pk)
    later = at + _FIRST_LOOK
    post.post("parcel.follow", f"parcel.follow:{key}", at=later, parcel_id=parcel.pk)
    _record(locked, facts, at=at, by=by)
    return locked


@use_case
def withdraw_parcel(
    *,
    case: CaseRef,
    parcel_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """Follow a parcel no more whose number was a mistake. Raises NoSuchParcel."""
    locked = _open(case)
    fact = _withdraw(_parcel(locked, parcel_id), at)
    if not own_parcels.announced(locked):
        locked.inbound_state = "planned"
    _record(locked, [fact], at=at, by=by)
    return locked


def _open(case: CaseRef) -> Case:
    locked = Case.objects.locked(case)
    is_theirs = locked.hand_over == HandOver.OWN_CARRIER and locked.is_open
    if (
        not is_theirs
        or not CaseLine.objects.filter(case=locked, decision="approved").exists()
    ):
        raise NotTheirCarrier
    return locked


def _parcel(case: Case, parcel_id: int) -> Parcel:
    found = [parcel for parcel in own_parcels.announced(case) if parcel.pk == parcel_id]
    if not found:
        raise NoSuchParcel
    return found[0]


def _withdraw(parcel: Parcel, at: datetime) -> Fact:
    ordering.note(
        parcel=parcel, state=ParcelState.CANCELLED, at=at, text="A wrong number"
    )
    return ParcelWithdrawn(tracking_number=parcel.tracking_number)


def _free_box(case: Case, at: datetime) -> Parcel:
    """Return the planned box that has no number yet, or one more beside the others."""
    rows = Parcel.objects.select_related("shipment").filter(
        shipment__reference=case.number,
        shipment__direction=Direction.IN,
        shipment__cancelled_at=None,
    )
    free = rows.filter(tracking_number="", state=ParcelState.PLANNED).first()
    if free is not None:
        return free
    last = rows.order_by("shipment_id", "position").last()
    if last is None:
        raise NotTheirCarrier
    box = PlannedBox(code=fresh_code(), size=last.size, contents=last.contents)
    return ordering.add_parcel(shipment=last.shipment, box=box, at=at)


def _record(case: Case, facts: list[Fact], *, at: datetime, by: Actor) -> None:
    lines = settling.sums_of(CaseLine.objects.of(case))
    case.record(*facts, lines=lines, at=at, by=by)
