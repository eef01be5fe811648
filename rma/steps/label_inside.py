"""Where the label for the old unit lies while a swap's new unit has not arrived."""

from rma.models import Case, CaseLine, Dispatch
from rma.steps.minting import fresh_code
from shipping import boxes
from shipping.models import Parcel


def leave(case: Case, box_code: str) -> None:
    """
    Take the label out of a box that never leaves.

    It goes into the box of another swap of the return, or else is the customer's to
    print and use at once.
    """
    if not box_code:
        return
    ahead = Dispatch.objects.filter(
        line__case=case, is_ahead=True, cancelled_at=None, delivered_at=None
    )
    waiting = ahead.filter(shipped_at=None, box_code="").order_by("id").first()
    if waiting:
        waiting.box_code = box_code
        waiting.save(update_fields=["box_code"])
        return
    on_the_way = Parcel.objects.filter(shipment__in=ahead.values("shipment"))
    codes = on_the_way.order_by("id").values_list("code", flat=True)
    boxes.put_label(inside=codes.first() or "", instead_of=box_code)


def lay_in(case: Case, lines: list[CaseLine]) -> str:
    """
    Have the label for the old unit lie in the box of a swap that was chosen later.

    Returns the code of that box; empty where units come that are not swapped, whose
    label is used now, or where the carrier has the parcel.
    """
    going = [line for line in lines if line.approved and not line.stays]
    if case.is_handed_over or not all(line.is_advance for line in going):
        return ""
    code = fresh_code()
    is_laid = boxes.lay_label(reference=case.number, inside=code)
    return code if is_laid else ""
