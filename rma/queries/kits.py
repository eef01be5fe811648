"""The empty boxes of a return that wait to leave, as the dock sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rma.models import Case, Kit
from rma.queries.legs import ParcelView
from rma.rules import numbers
from shipping.models import Parcel
from shipping.words import BoxSize


@dataclass(frozen=True, slots=True)
class KitView:
    """Show one empty box to pack: how large, for what, and the label to put in it."""

    id: int
    code: str
    due_at: datetime
    size: BoxSize
    contents: str
    purchase_id: int | None

    @property
    def shown_code(self) -> str:
        """Return the code as people read it."""
        return numbers.shown(self.code)


def to_pack(case: Case, parcels: Iterable[ParcelView]) -> tuple[KitView, ...]:
    """Return the kits of a return that wait; nothing is asked where it has none."""
    if not case.kit_state:
        return ()
    kits = list(Kit.objects.to_ship().filter(case=case))
    labels = {
        each.parcel_id: each.purchase_id
        for each in parcels
        if each.label_status == "ready"
    }
    inside = Parcel.objects.filter(inside__in=[kit.code for kit in kits])
    boxes = {row.inside: row for row in inside}
    return tuple(
        KitView(
            id=kit.pk,
            code=kit.code,
            due_at=kit.due_at,
            size=boxes[kit.code].size,
            contents=boxes[kit.code].contents,
            purchase_id=labels.get(boxes[kit.code].pk),
        )
        for kit in kits
        if kit.code in boxes
    )
