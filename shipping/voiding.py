"""Labels given back: what is bought is returned, what may be is looked up first."""

from datetime import datetime, timedelta

from django.db import transaction

from outbox.faults import faultpoint
from shipping import calls, carriers, reconciling
from shipping.carriers.answers import Bought, VoidAnswer
from shipping.errors import CarrierUnavailable
from shipping.models import LabelPurchase, Parcel
from shipping.outcomes import GivenBack, Pending, Unknown, Voided, VoidRefused
from shipping.words import PurchaseState

_SOON = timedelta(seconds=10)
_UNDECIDED = timedelta(hours=1)


def void(purchase: LabelPurchase, *, at: datetime, horizon: timedelta) -> GivenBack:
    """
    Give a label back, or say why not yet or not at all.

    An order still under way is looked up until it is found or its absence certain.
    """
    if purchase.standing is PurchaseState.VOIDED:
        return Voided(purchase.pk, purchase.parcel_id)
    if purchase.standing is not PurchaseState.VOID_WANTED:
        return VoidRefused(purchase.pk, purchase.parcel_id, purchase.problem)
    if not purchase.tracking_number:
        unfinished = _find_it(purchase, at=at, horizon=horizon)
        if unfinished is not None:
            return unfinished
    return _return_it(purchase, at=at)


def _find_it(
    purchase: LabelPurchase, *, at: datetime, horizon: timedelta
) -> GivenBack | None:
    """Look for the label of an order called off; None where it was found."""
    found = reconciling.find(purchase, at=at)
    if found is None:
        return Unknown(purchase.pk, purchase.parcel_id, _SOON)
    carrier = carriers.named(purchase.carrier)
    bought = [match for match in found.matches if isinstance(match, Bought)]
    if bought:
        for match in bought:
            reconciling.adopt(purchase, carrier, match, at=at)
        purchase.refresh_from_db()
        return None
    if found.matches or not found.complete:
        return Pending(purchase.pk, purchase.parcel_id, _SOON)
    if not reconciling.absence_is_certain(purchase, at=at, horizon=horizon):
        wait = reconciling.note_empty_look(purchase, at=at)
        return Unknown(purchase.pk, purchase.parcel_id, wait)
    return _write_off(purchase, at=at)


def _return_it(purchase: LabelPurchase, *, at: datetime) -> GivenBack:
    carrier = carriers.named(purchase.carrier)
    call = calls.begin(
        purchase,
        "void",
        {"label": purchase.provider_id},
        carrier=carrier.name,
        at=at,
    )
    try:
        faultpoint("label.before_void")
        answer = carrier.void(purchase.provider_id, at=at)
        faultpoint("label.after_void")
    except CarrierUnavailable:
        return Unknown(purchase.pk, purchase.parcel_id, _SOON)
    calls.complete(call, answer.raw or answer.problem or str(answer.voided))
    return _take(purchase, answer, at=at)


def _take(purchase: LabelPurchase, answer: VoidAnswer, *, at: datetime) -> GivenBack:
    if answer.voided:
        return _write_off(purchase, at=at)
    if answer.voided is None:
        return Pending(purchase.pk, purchase.parcel_id, _UNDECIDED)
    purchase.move(
        among=(PurchaseState.VOID_WANTED,),
        to=PurchaseState.VOID_WANTED,
        problem_code="void_refused",
        problem=answer.problem[:300],
    )
    return VoidRefused(purchase.pk, purchase.parcel_id, answer.problem)


def _write_off(purchase: LabelPurchase, *, at: datetime) -> Voided:
    with transaction.atomic(durable=True):
        if purchase.move(
            among=(PurchaseState.VOID_WANTED,),
            to=PurchaseState.VOIDED,
            voided_at=at,
        ):
            reconciling.release_money(purchase)
            parcel = Parcel.objects.select_for_update().get(pk=purchase.parcel_id)
            parcel.label_is_void(at=at)
    return Voided(purchase.pk, purchase.parcel_id)
