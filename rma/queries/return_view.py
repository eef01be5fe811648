"""A return as a program reads it: lines, plan and parcels, in three statements."""

from dataclasses import dataclass
from typing import NamedTuple

from outbox.composed import Composed, Slot
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
    lines = _LINES.all(case_id=case.pk)
    return ReturnView(case, tuple(lines), plan_of(case, lines), _parcels_of(case))


def _parcels_of(case: Case) -> tuple[LegView, ...]:
    """Return the parcels of all legs, the way to us first, called-off ones left out."""
    found = _PARCELS.all(reference=case.number)
    # A parcel comes once for each of its purchases: the newest is the last.
    newest = {row[0]: _leg(_Row(*row)) for row in found}
    return tuple(newest.values())


class _Row(NamedTuple):
    parcel_id: int
    direction: str
    leg_carrier: str
    tracking_number: str
    state: str
    carrier: str | None
    purchase_state: str | None
    label_file: str | None


def _leg(row: _Row) -> LegView:
    state, file = row.purchase_state, row.label_file
    purchase = LabelPurchase(state=state, label_file=file or "") if state else None
    return LegView(
        direction=row.direction,
        carrier=row.carrier or row.leg_carrier,
        tracking_number=row.tracking_number,
        state=row.state,
        label_status=ordering.label_status(purchase),
    )


_LINES = Composed(
    lambda: (
        CaseLine.objects.filter(case__id=Slot("case_id"))
        .select_related("product")
        .order_by("position")
    )
)
_PARCELS = Composed(
    lambda: (
        Parcel.objects.filter(
            shipment__reference=Slot("reference"), shipment__cancelled_at=None
        )
        .order_by("shipment__direction", "shipment_id", "position", "purchases__id")
        .values_list(
            "pk",
            "shipment__direction",
            "shipment__carrier",
            "tracking_number",
            "state",
            "purchases__carrier",
            "purchases__state",
            "purchases__label_file",
        )
    )
)
