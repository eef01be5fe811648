"""A return as a program reads it: lines, plan and parcels, in three statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rma.models import Case, CaseLine
from rma.queries.dossier import StepView, plan_of
from shipping import ordering
from shipping.models import LabelPurchase, Parcel
from shipping.words import LabelStatus


@dataclass(frozen=True, slots=True)
class LegView:
    """Show one parcel of one leg with how its label stands."""

    direction: str
    carrier: str
    tracking_number: str
    state: str
    label_status: LabelStatus


@dataclass(frozen=True, slots=True)
class ReturnView:
    """Hold a case with its lines, the steps of its plan, and its parcels."""

    case: Case
    lines: tuple[CaseLine, ...]
    plan: tuple[StepView, ...]
    parcels: tuple[LegView, ...]


def return_view(case: Case) -> ReturnView:
    """Return a case as programs read it."""
    rows = CaseLine.objects.filter(case=case).select_related("product")
    lines = list(rows.order_by("position"))
    return ReturnView(case, tuple(lines), plan_of(case, lines), _parcels_of(case))


def _parcels_of(case: Case) -> tuple[LegView, ...]:
    """Return the parcels of all legs, the way to us first, called-off ones left out."""
    rows = Parcel.objects.filter(
        shipment__reference=case.number, shipment__cancelled_at=None
    ).order_by("shipment__direction", "shipment_id", "position", "purchases__id")
    found = rows.values(
        "pk",
        "shipment__direction",
        "shipment__carrier",
        "tracking_number",
        "state",
        "purchases__carrier",
        "purchases__state",
        "purchases__label_file",
    )
    # A parcel comes once for each of its purchases: the newest is the last.
    newest = {row["pk"]: _leg(row) for row in found}
    return tuple(newest.values())


def _leg(row: Mapping[str, Any]) -> LegView:
    state, file = row["purchases__state"], row["purchases__label_file"]
    purchase = LabelPurchase(state=state, label_file=file) if state else None
    return LegView(
        direction=row["shipment__direction"],
        carrier=row["purchases__carrier"] or row["shipment__carrier"],
        tracking_number=row["tracking_number"],
        state=row["state"],
        label_status=ordering.label_status(purchase),
    )
