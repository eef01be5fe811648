"""What the carrier's books say about an order we are not sure of."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from shipping import adopting, calls, carriers, spending
from shipping.adopting import GIVEN_UP, SENT
from shipping.carriers.answers import Bought, Found, Queued
from shipping.errors import CarrierUnavailable
from shipping.models import CarrierHook, LabelPurchase, SentOrder
from shipping.outcomes import Declined, Pending, Settled, Unknown, Voided
from shipping.pace import EMPTY_LOOKS, HORIZON, Pace
from shipping.words import PurchaseState

__all__ = ["HORIZON", "look_up"]

_MOST_ATTEMPTS = 2


def look_up(purchase: LabelPurchase, *, at: datetime, pace: Pace) -> Settled | None:
    """
    Look for the label in the carrier's books; None where the row says the rest.

    What is found is adopted, what is found twice is given back, and what is certain
    not to be there may be ordered once more, with another rate.
    """
    purchase.move(among=(PurchaseState.SENDING,), to=PurchaseState.UNKNOWN)
    try:
        found = find(purchase, purchase.rate_id, at=at)
    except CarrierUnavailable as silence:
        wait = silence.retry_after or pace.later
        return Unknown(purchase.pk, purchase.parcel_id, wait)
    if found.matches:
        return take_found(purchase, found, at=at, pace=pace)
    if not found.complete:
        return Unknown(purchase.pk, purchase.parcel_id, pace.later)
    if not absence_is_certain(purchase, at=at, pace=pace):
        wait = note_empty_look(purchase, at=at, pace=pace)
        return Unknown(purchase.pk, purchase.parcel_id, wait)
    return _begin_again(purchase, at=at)


def find(purchase: LabelPurchase, rate_id: str, *, at: datetime) -> Found:
    """
    Return what the carrier's books hold for a purchase or one of its rates.

    What is known to go back is left out. Raises CarrierUnavailable.
    """
    carrier = carriers.named(purchase.carrier)
    asked = {"ref": purchase.ref, "rate": rate_id}
    call = calls.begin(purchase, "find", asked, carrier=carrier.name, at=at)
    found = carrier.find_purchases(
        ref=purchase.ref, rate_id=rate_id, at=at, since=purchase.created_at
    )
    calls.complete(call, found.raw)
    going_back = set(
        purchase.refunds.exclude(provider_id=purchase.provider_id).values_list(
            "provider_id", flat=True
        )
    )
    ours = (each for each in found.matches if each.provider_id not in going_back)
    return Found(tuple(ours), found.complete, found.raw)


def absence_is_certain(purchase: LabelPurchase, *, at: datetime, pace: Pace) -> bool:
    """
    Return whether an empty look now proves that nothing was sold.

    It never does where the carrier has told us of such a label by itself.
    """
    if purchase.sent_at is None or purchase.looked_at is None:
        return False
    return (
        at - purchase.sent_at >= pace.horizon
        and purchase.looks + 1 >= EMPTY_LOOKS
        and at - purchase.looked_at >= pace.between_looks
        and not _is_told_of(purchase)
    )


def _is_told_of(purchase: LabelPurchase) -> bool:
    going_back = purchase.refunds.values_list("provider_id", flat=True)
    told = CarrierHook.objects.telling_of(purchase.ref)
    return told.exclude(provider_id__in=list(going_back)).exists()


def note_empty_look(purchase: LabelPurchase, *, at: datetime, pace: Pace) -> timedelta:
    """Count a look that found nothing, and return how long to wait for the next."""
    purchase.look_was_empty(at=at)
    return pace.look_again(purchase.looks)


def take_found(
    purchase: LabelPurchase, found: Found, *, at: datetime, pace: Pace
) -> Settled | None:
    """Adopt the oldest label found; whatever else was sold goes back."""
    sold = [match for match in found.matches if isinstance(match, Bought)]
    if not sold:
        queued = [match for match in found.matches if isinstance(match, Queued)]
        return wait_for(purchase, queued[0], pace=pace)
    for label in sold:
        adopting.adopt(purchase, label, at=at)
    return None


def decline(
    purchase: LabelPurchase, code: str, problem: str, *, at: datetime
) -> Settled:
    """Write down that there will be no label, and give its money free again."""
    with transaction.atomic(durable=True):
        declined = purchase.move(
            among=(*SENT, PurchaseState.INTENT),
            to=PurchaseState.DECLINED,
            problem_code=code[:64],
            problem=problem[:300],
        )
        called_off = not declined and purchase.move(
            among=(PurchaseState.VOID_WANTED,), to=PurchaseState.VOIDED, voided_at=at
        )
        if declined or called_off:
            spending.release(purchase)
    purchase.refresh_from_db()
    if purchase.standing is PurchaseState.DECLINED:
        return Declined.of(purchase)
    return Voided(purchase.pk, purchase.parcel_id)


def wait_for(purchase: LabelPurchase, queued: Queued, *, pace: Pace) -> Pending:
    """Note the carrier's word for an order it has taken but not finished."""
    purchase.move(among=SENT, to=PurchaseState.UNKNOWN, provider_id=queued.provider_id)
    return Pending(purchase.pk, purchase.parcel_id, pace.soon)


def take_back(purchase: LabelPurchase, *, look_again_after: timedelta) -> Pending:
    """Note that an order certainly never left us: it may be sent when it is asked."""
    with transaction.atomic(durable=True):
        if purchase.move(among=(PurchaseState.SENDING,), to=PurchaseState.INTENT):
            SentOrder.objects.filter(
                purchase=purchase, attempt=purchase.attempt
            ).delete()
            spending.release(purchase)
    return Pending(purchase.pk, purchase.parcel_id, look_again_after)


def _begin_again(purchase: LabelPurchase, *, at: datetime) -> Settled | None:
    if purchase.attempt >= _MOST_ATTEMPTS:
        problem = _("The carrier took the order twice and never confirmed a label.")
        return decline(purchase, GIVEN_UP, problem, at=at)
    with transaction.atomic(durable=True):
        again = purchase.move(
            among=(PurchaseState.UNKNOWN,),
            to=PurchaseState.INTENT,
            attempt=purchase.attempt + 1,
            looks=0,
            looked_at=None,
            provider_id="",
        )
        if again:
            spending.release(purchase)
    return None
