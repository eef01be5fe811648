"""Sending an empty box to the customer: the label for the way back put inside."""

from datetime import datetime

from rma.actions.dispatching import LabelNotInside, NothingToShip
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Kit
from rma.rules import numbers
from rma.rules.actors import Actor
from rma.rules.kits import KitPacked
from rma.rules.words import N_
from rma.steps import kits, settling
from shipping import ordering
from shipping.models import LabelPurchase, Parcel
from shipping.words import BoxSize, Direction, PlannedBox, PurchaseState

_CONTENTS = N_("Empty box, the return label inside")
_WHY = N_("An empty box to send it back in")
_EMPTY_GRAMS = 400


class ReturnLabelMissing(Exception):
    """The label that lies in the box is not made yet."""


@use_case
def ship_kit(
    *,
    case: CaseRef,
    kit_id: int,
    return_label_inside: bool,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Pack an empty box with the return label in it and order its own label.

    Raises dispatching.NothingToShip, dispatching.LabelNotInside, ReturnLabelMissing.
    """
    locked = Case.objects.locked(case)
    kit = Kit.objects.to_ship().filter(pk=kit_id, case=locked).first()
    box = Parcel.objects.filter(inside=kit.code).first() if kit else None
    if kit is None or box is None:
        raise NothingToShip
    bought = LabelPurchase.objects.filter(parcel=box, state=PurchaseState.PURCHASED)
    if not bought.exclude(label_file="").exists():
        raise ReturnLabelMissing
    if not return_label_inside:
        raise LabelNotInside
    kit.shipment, _orders = ordering.plan_and_order(
        reference=locked.number,
        direction=Direction.OUT,
        sender=locked.site.address,
        recipient=locked.sender,
        boxes=[PlannedBox(kit.code, _empty(box.size), _CONTENTS)],
        at=at,
        why=_WHY,
    )
    kit.shipped_at, kit.shipped_by = at, by.label[:120]
    kit.save()
    kits.retell(locked)
    lines = settling.sums_of(CaseLine.objects.of(locked))
    fact = KitPacked(box=numbers.shown(kit.code))
    locked.record(fact, lines=lines, at=at, by=by)
    return locked


def _empty(size: BoxSize) -> BoxSize:
    """Return the box as it leaves: as large, and hardly heavier than its walls."""
    return BoxSize(_EMPTY_GRAMS, size.length_mm, size.width_mm, size.height_mm)
