"""Labels nobody uses: reminded of, then given back while their money can be had."""

from datetime import datetime

from outbox.words import Lease
from rma.actions.use_case import use_case
from rma.models import Case, CaseLine
from rma.rules.actors import Actor
from rma.rules.facts import LabelExpired
from rma.steps import settling
from shipping import ordering
from shipping.models import LabelPurchase
from shipping.words import NOT_YET_HANDED_OVER, Direction, PurchaseState


@use_case
def expire_label(
    *, purchase_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """
    Give a label back that nobody used in time, and tell its case.

    A label that was used or called off in the meantime stays as it is.
    """
    purchase = LabelPurchase.objects.select_related("parcel__shipment").get(
        pk=purchase_id
    )
    shipment = purchase.parcel.shipment
    case = Case.objects.locked(Case.objects.numbered(shipment.reference).pk)
    purchase.refresh_from_db()
    is_unused = purchase.parcel.standing in NOT_YET_HANDED_OVER
    if purchase.standing is PurchaseState.PURCHASED and is_unused:
        ordering.want_void(purchase=purchase, at=at)
        if shipment.direction == Direction.IN:
            case.label_status = "void"
        fact = LabelExpired(
            direction=shipment.direction,
            tracking_number=purchase.tracking_number,
            due_on=(purchase.void_by or at.date()).isoformat(),
        )
        lines = settling.sums_of(CaseLine.objects.of(case))
        case.record(fact, lines=lines, at=at, by=by)
    if lease:
        lease.finish()
    return case
