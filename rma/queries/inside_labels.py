"""The labels for the way back that lie in boxes we pack, and their customs papers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rma.rules import numbers
from shipping import ordering
from shipping.models import LabelPurchase, Parcel
from shipping.words import LabelStatus


@dataclass(frozen=True, slots=True)
class InsideLabel:
    """Show one label that goes inside: what prints it once it is there, or why not."""

    shown_code: str
    purchase_id: int | None
    is_declared: bool
    problem: str = ""


def labels_inside(box_codes: Iterable[str]) -> dict[str, tuple[InsideLabel, ...]]:
    """Return, by the code of the box they travel in, the labels that go inside."""
    codes = [code for code in box_codes if code]
    if not codes:
        return {}
    rows = Parcel.objects.filter(inside__in=codes, shipment__cancelled_at=None)
    parcels = list(rows.order_by("id"))
    bought = LabelPurchase.objects.filter(parcel__in=parcels).order_by("id")
    newest = {each.parcel_id: each for each in bought}
    found: dict[str, list[InsideLabel]] = defaultdict(list)
    for parcel in parcels:
        found[parcel.inside].append(_shown(parcel, newest.get(parcel.pk)))
    return {code: tuple(labels) for code, labels in found.items()}


def _shown(parcel: Parcel, purchase: LabelPurchase | None) -> InsideLabel:
    status = ordering.label_status(purchase)
    is_ready = purchase is not None and status is LabelStatus.READY
    is_failed = purchase is not None and status is LabelStatus.FAILED
    return InsideLabel(
        shown_code=numbers.shown(parcel.code),
        purchase_id=purchase.pk if purchase and is_ready else None,
        is_declared=bool(parcel.wishes.get("customs")),
        problem=purchase.problem if purchase and is_failed else "",
    )
