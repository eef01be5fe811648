"""Labels called off: what is bought goes back, what may be is looked up first."""

from datetime import datetime

from django.db import transaction

from shipping import adopting, reconciling, refunding, refunds, spending
from shipping.carriers.answers import Bought, Queued
from shipping.errors import CarrierUnavailable
from shipping.models import LabelPurchase, Parcel
from shipping.models.label_refund import RefundCause, RefundState
from shipping.outcomes import GivenBack, Pending, Unknown, Voided, VoidRefused
from shipping.pace import Pace
from shipping.words import PurchaseState

_GOING = (PurchaseState.VOID_WANTED, PurchaseState.VOID_REFUSED)


def void(purchase: LabelPurchase, *, at: datetime, pace: Pace) -> GivenBack:
    """
    Give a label back, or say why not yet or not at all.

    An order still under way is looked up until it is found or its absence certain.
    """
    if purchase.standing is PurchaseState.VOIDED:
        return _follow_up(purchase, at=at, pace=pace)
    if purchase.standing not in _GOING:
        return VoidRefused(purchase.pk, purchase.parcel_id, purchase.problem)
    if not purchase.tracking_number:
        unfinished = _find_it(purchase, at=at, pace=pace)
        if unfinished is not None:
            return unfinished
    return _return_it(purchase, at=at, pace=pace)


def _find_it(purchase: LabelPurchase, *, at: datetime, pace: Pace) -> GivenBack | None:
    """Look for the label of an order called off; None where it was found."""
    try:
        found = reconciling.find(purchase, purchase.rate_id, at=at)
    except CarrierUnavailable as silence:
        wait = silence.retry_after or pace.later
        return Unknown(purchase.pk, purchase.parcel_id, wait)
    sold = [match for match in found.matches if isinstance(match, Bought)]
    if sold:
        for label in sold:
            adopting.adopt(purchase, label, at=at)
        purchase.refresh_from_db()
        return None
    waiting = any(isinstance(match, Queued) for match in found.matches)
    if waiting or not found.complete:
        return Pending(purchase.pk, purchase.parcel_id, pace.soon)
    if not reconciling.absence_is_certain(purchase, at=at, pace=pace):
        wait = reconciling.note_empty_look(purchase, at=at, pace=pace)
        return Unknown(purchase.pk, purchase.parcel_id, wait)
    return _write_off(purchase, at=at)


def _return_it(purchase: LabelPurchase, *, at: datetime, pace: Pace) -> GivenBack:
    with transaction.atomic():
        refund = refunds.refund_of(purchase, RefundCause.CALLED_OFF, at=at)
    said = refunding.pursue(refund_id=refund.pk, at=at, horizon=pace.horizon)
    match said.state:
        case RefundState.RETURNED | RefundState.ENDED:
            return Voided(purchase.pk, purchase.parcel_id)
        case RefundState.RETURNING:
            return Voided(purchase.pk, purchase.parcel_id, said.look_again_after)
        case RefundState.REFUSED:
            return VoidRefused(
                purchase.pk, purchase.parcel_id, said.problem, said.look_again_after
            )
    wait = said.look_again_after or pace.soon
    return Unknown(purchase.pk, purchase.parcel_id, wait)


def _follow_up(purchase: LabelPurchase, *, at: datetime, pace: Pace) -> GivenBack:
    """Ask what became of money the carrier has promised but not given back."""
    open_refund = purchase.refunds.filter(
        provider_id=purchase.provider_id, state=RefundState.RETURNING.value
    )
    if not purchase.provider_id or not open_refund.exists():
        return Voided(purchase.pk, purchase.parcel_id)
    return _return_it(purchase, at=at, pace=pace)


def _write_off(purchase: LabelPurchase, *, at: datetime) -> Voided:
    """Void an order of which it is certain that nothing was sold."""
    with transaction.atomic(durable=True):
        if purchase.move(
            among=(PurchaseState.VOID_WANTED,),
            to=PurchaseState.VOIDED,
            voided_at=at,
        ):
            spending.release(purchase)
            parcel = Parcel.objects.select_for_update().get(pk=purchase.parcel_id)
            parcel.label_is_void(at=at)
    return Voided(purchase.pk, purchase.parcel_id)
