"""Empty boxes that we send, kept in step with the boxes their labels are for."""

from datetime import datetime

from rma.models import Case, Kit
from rma.queries import boxes
from rma.rules import numbers
from rma.rules.kits import KitDelivered, KitState, state_of
from rma.rules.words import N_, HandOver, Party, Step
from rma.steps import settling
from rma.steps.minting import fresh_code
from shipping.models import Parcel, Shipment
from shipping.words import ParcelState

SHIP_DAYS = 1
_HERE = (ParcelState.PLANNED, ParcelState.LABEL_READY)
_FROM_DELIVERY = N_("The days count from the delivery of the box we send you.")
_ANOTHER_BOX = N_("The box was lost on its way; we send another.")
_NOT_NEEDED = N_("It travels without a box of ours.")


def follow(case: Case, *, at: datetime) -> None:
    """
    Have a kit for each box that waits for one, and none for any other.

    A box whose label lies in a swap's new unit needs none: that one's box serves. The
    caller saves the case.
    """
    wanted = [
        row
        for row in boxes.of_case(case)
        if case.hand_over == HandOver.BOX
        and row.shipment.reference == case.number
        and row.standing in _HERE
    ]
    due_at = case.site.calendar.due_in(at, SHIP_DAYS)
    for parcel in wanted:
        if not parcel.inside:
            kit = Kit.objects.create(case=case, code=fresh_code(), due_at=due_at)
            parcel.inside = kit.code
            parcel.save(update_fields=["inside"])
    needed = {parcel.inside for parcel in wanted}
    spare = Kit.objects.to_ship().filter(case=case).exclude(code__in=needed)
    codes = list(spare.values_list("code", flat=True))
    Kit.objects.filter(code__in=codes).update(cancelled_at=at)
    Parcel.objects.filter(inside__in=codes).update(inside="")
    retell(case)


def retell(case: Case) -> None:
    """Let the case say how far its kits are; the caller saves it."""
    kits = Kit.objects.standing().filter(case=case)
    case.kit_state = state_of(_state(kit) for kit in kits).value


def _state(kit: Kit) -> KitState:
    if kit.delivered_at:
        return KitState.DELIVERED
    return KitState.SHIPPED if kit.shipped_at else KitState.PLANNED


def are_out(case: Case) -> bool:
    """Return whether a kit has left, its label in it."""
    return Kit.objects.standing().filter(case=case, shipped_at__isnull=False).exists()


def holds(shipment: Shipment) -> bool:
    """Return whether a leg brings an empty box to its customer."""
    return shipment.kits.exists()


def has_left(parcel: Parcel) -> bool:
    """Return whether the label of a box is under way to its customer in a kit."""
    packed = Kit.objects.standing().filter(shipped_at__isnull=False)
    return bool(parcel.inside) and packed.filter(code=parcel.inside).exists()


def promise(case: Case, *, at: datetime) -> None:
    """Date the steps of a box chosen after the plan was made; its way back is later."""
    terms = case.plan_terms()
    calendar = case.site.calendar
    arrives = SHIP_DAYS + terms.transit_days
    ships_at = calendar.due_in(at, SHIP_DAYS)
    arrives_at = calendar.due_in(at, arrives)
    last_at = calendar.due_in(at, arrives + terms.hand_over_days)
    day = calendar.local_day(last_at)
    settling.date_hand_over(case, day, why=_FROM_DELIVERY, at=at, is_told=False)
    settling.promise_next(case, Step.SHIP_BOX, Party.US, ships_at)
    settling.promise_next(case, Step.DELIVER_BOX, Party.CARRIER, arrives_at)


def promise_again(case: Case, *, at: datetime) -> None:
    """Date another box in place of a lost one; all that follows is later."""
    settling.withdraw(case, Step.SHIP_BOX, Step.DELIVER_BOX, why=_ANOTHER_BOX)
    promise(case, at=at)


def let_go(case: Case) -> None:
    """Take back the dates of a box that is not sent after all."""
    settling.withdraw(case, Step.SHIP_BOX, Step.DELIVER_BOX, why=_NOT_NEEDED)


def kit_of(parcel: Parcel) -> Kit | None:
    """Return the kit that a box of ours is, if it is one and still wanted."""
    return Kit.objects.standing().filter(code=parcel.code).first()


def moved(
    case: Case, kit: Kit, parcel: Parcel, *, at: datetime
) -> tuple[KitDelivered, ...]:
    """Follow a kit to the customer: once it is there, the days to send back run."""
    if kit.delivered_at or parcel.standing is not ParcelState.DELIVERED:
        return ()
    kit.delivered_at = at
    kit.save(update_fields=["delivered_at"])
    retell(case)
    calendar = case.site.calendar
    terms = case.plan_terms()
    day = calendar.local_day(calendar.due_in(at, terms.hand_over_days))
    if case.kit_state == KitState.DELIVERED:
        settling.keep(case, Step.SHIP_BOX, Step.DELIVER_BOX, at=at)
        settling.date_hand_over(case, day, why=_FROM_DELIVERY, at=at, is_told=False)
    return (KitDelivered(box=numbers.shown(kit.code), due_on=day.isoformat()),)
