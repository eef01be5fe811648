"""Boxes whose way to the carrier changes before they leave, with their labels."""

from collections.abc import Collection
from datetime import datetime

from rma.models import Case, CaseLine, Packed
from rma.queries.boxes import Share
from rma.rules.words import HandOver
from rma.steps import boxes, kits, opening, wishing
from rma.steps.minting import fresh_code
from shipping import boxes as boxed
from shipping import ordering
from shipping.models import Parcel
from shipping.wishes import Wishes
from shipping.words import BoxSize, PlannedBox


class HandedOver(Exception):
    """A box has left, or a number was told for it: nothing can be changed."""


class NotOffered(Exception):
    """The carrier does not do that between these two addresses."""


def boxes_here(case: Case, inside: dict[int, list[Share]]) -> list[Parcel]:
    """
    Return a return's own boxes, locked, all still with the customer.

    Raises HandedOver where one has left, or travels in another return's.
    """
    here = [row for row in map(boxed.still_here, inside) if row]
    is_whole = len(here) == len(inside) and bool(here)
    if not is_whole or any(row.shipment.reference != case.number for row in here):
        raise HandedOver
    if any(_is_shared(row, case) for row in here):
        raise HandedOver
    return here


def order_anew(
    case: Case,
    lines: list[CaseLine],
    at: datetime,
    *,
    only: Collection[int] | None = None,
) -> None:
    """
    Plan each box as the case has it now; labels are given back and ordered anew.

    `only` names the boxes that are meant where it is not all of them.

    A box whose label was ordered gets a new one under a new code, so that the old
    label can be given back in its own time. Raises HandedOver and UnsafeBattery.
    """
    whole = boxes.name_contents(case, lines)
    inside = {pk: whole[pk] for pk in whole if only is None or pk in only}
    here = boxes_here(case, inside)
    opening.refuse_if_unsafe(*(each.line for row in here for each in inside[row.pk]))
    needs_label = case.hand_over != HandOver.OWN_CARRIER
    for parcel in here:
        fresh = _as_it_is_now(case, parcel, inside[parcel.pk], at)
        if needs_label:
            ordering.order_label(parcel=fresh, at=at)
    kits.follow(case, at=at)
    case.label_status = "pending" if needs_label else ""
    if only is None or case.inbound_state in ("", "planned", "label_ready"):
        case.inbound_state = "planned"


def _as_it_is_now(
    case: Case, parcel: Parcel, shares: list[Share], at: datetime
) -> Parcel:
    recipient = parcel.shipment.recipient_address
    wishes = wishing.way_back(case, shares, recipient=recipient)
    return planned_anew(parcel, wishes, size=parcel.size, at=at)


def planned_anew(
    parcel: Parcel, wishes: Wishes, *, size: BoxSize, at: datetime
) -> Parcel:
    """
    Return a box that travels as wished, without a label: the same, or one instead.

    The label of the first is given back in its own time; all that lay in it moves.
    """
    if boxed.wish_anew(parcel=parcel, wishes=wishes, at=at):
        boxed.measure(parcel=parcel, size=size)
        return parcel
    box = PlannedBox(
        code=fresh_code(),
        size=size,
        contents=parcel.contents,
        wishes=wishes,
        inside=parcel.inside,
    )
    fresh = boxed.add_box(shipment=parcel.shipment, box=box, at=at)
    Packed.objects.filter(parcel=parcel).update(parcel=fresh)
    boxed.call_off_box(parcel=parcel, at=at)
    return fresh


def _is_shared(parcel: Parcel, case: Case) -> bool:
    return Packed.objects.filter(parcel=parcel).exclude(line__case=case).exists()
