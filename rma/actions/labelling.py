"""What a bought or refused label means for its case."""

from datetime import datetime

from outbox.words import Lease
from rma.actions.use_case import use_case
from rma.models import Case, CaseLine
from rma.rules.actors import Actor
from rma.rules.facts import LabelFailed, LabelReady
from rma.rules.words import Step
from rma.steps import settling
from shipping.models import LabelPurchase
from shipping.words import Direction


@use_case
def hand_over_label(
    *, purchase_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """Tell the case that a label is bought and can be printed."""
    purchase = _purchase(purchase_id)
    shipment = purchase.parcel.shipment
    case = _case_of(shipment.reference)
    if shipment.direction == Direction.IN:
        case.label_status = "ready"
        if case.inbound_state in ("", "planned"):
            case.inbound_state = "label_ready"
        settling.keep(case, Step.LABEL, at=at)
    case.record(
        LabelReady(
            direction=shipment.direction,
            tracking_number=purchase.tracking_number,
            carrier=purchase.carrier,
        ),
        lines=settling.sums_of(CaseLine.objects.of(case)),
        at=at,
        by=by,
    )
    if lease:
        lease.finish()
    return case


@use_case
def report_refusal(
    *, purchase_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """Tell the case that the carrier refused a label: a person decides what next."""
    purchase = _purchase(purchase_id)
    shipment = purchase.parcel.shipment
    case = _case_of(shipment.reference)
    if shipment.direction == Direction.IN:
        case.label_status = "failed"
    case.record(
        LabelFailed(direction=shipment.direction, problem=purchase.problem),
        lines=settling.sums_of(CaseLine.objects.of(case)),
        at=at,
        by=by,
    )
    if lease:
        lease.finish()
    return case


def _purchase(purchase_id: int) -> LabelPurchase:
    whole = LabelPurchase.objects.select_related("parcel__shipment")
    return whole.get(pk=purchase_id)


def _case_of(reference: str) -> Case:
    return Case.objects.locked(Case.objects.numbered(reference).pk)
