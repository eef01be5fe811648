"""The label scanned on a packed box: it is that box's own."""

from datetime import datetime

from rma.actions.dispatching import NoLabelYet, NothingToShip
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseRef, Dispatch
from rma.rules import picking
from rma.rules.actors import Actor
from shipping.models import Parcel


class WrongLabel(Exception):
    """The label scanned belongs to another box; carries the right one's number."""

    def __init__(self, expected: str) -> None:
        """Remember which number must be on the box."""
        super().__init__(expected)
        self.expected = expected


@use_case
def check_label(
    *,
    case: CaseRef,
    dispatch_id: int,
    scanned: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Note that the label on a box is its own; a second scan of it changes nothing.

    Raises NothingToShip, NoLabelYet, WrongLabel.
    """
    locked = Case.objects.locked(case)
    packed = Dispatch.objects.filter(
        pk=dispatch_id, line__case=locked, shipped_at__isnull=False, cancelled_at=None
    )
    dispatch = packed.select_related("shipment").first()
    if dispatch is None:
        raise NothingToShip
    box = Parcel.objects.filter(shipment=dispatch.shipment).order_by("id").last()
    if box is None or not box.tracking_number:
        raise NoLabelYet
    number = box.tracking_number
    if not picking.is_label(scanned, tracking_number=number, box_code=box.code):
        raise WrongLabel(number)
    if dispatch.label_checked_at is None:
        dispatch.label_checked_at, dispatch.label_checked_by = at, by.label[:120]
        dispatch.save(update_fields=["label_checked_at", "label_checked_by"])
    return locked
