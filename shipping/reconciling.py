"""What the carrier's books say about an order we are not sure of."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from shipping import calls, carriers
from shipping.carriers.answers import Bought, Found, Queued
from shipping.carriers.base import Carrier
from shipping.errors import CarrierUnavailable
from shipping.models import LabelPurchase, Parcel, SpendingDay
from shipping.outcomes import Declined, Pending, Settled, Unknown, Voided
from shipping.words import PurchaseState

# Absence is certain only when the carrier's slowest answer and the lag of its lists
# have passed; a look that finds nothing before then proves nothing.
HORIZON = timedelta(minutes=30)
SENT = (PurchaseState.SENDING, PurchaseState.UNKNOWN)
_EMPTY_LOOKS = 3
_BETWEEN_LOOKS = timedelta(seconds=60)
_MOST_ATTEMPTS = 2
_LOOK_AGAIN = (
    timedelta(seconds=10),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
)


def look_up(
    purchase: LabelPurchase, *, at: datetime, horizon: timedelta
) -> Settled | None:
    """
    Look for the label in the carrier's books; None where the row says the rest.

    What is found is adopted, what is found twice is given back, and what is certain
    not to be there may be ordered once more, with another rate.
    """
    purchase.move(among=(PurchaseState.SENDING,), to=PurchaseState.UNKNOWN)
    found = find(purchase, at=at)
    if found is None:
        return Unknown(purchase.pk, purchase.parcel_id, _LOOK_AGAIN[1])
    if found.matches:
        return _take_first(purchase, found, at=at)
    if not found.complete:
        return Unknown(purchase.pk, purchase.parcel_id, _LOOK_AGAIN[1])
    if not absence_is_certain(purchase, at=at, horizon=horizon):
        wait = note_empty_look(purchase, at=at)
        return Unknown(purchase.pk, purchase.parcel_id, wait)
    return _begin_again(purchase)


def find(purchase: LabelPurchase, *, at: datetime) -> Found | None:
    """Return what the carrier's books hold for a purchase; None where it is silent."""
    carrier = carriers.named(purchase.carrier)
    asked = {"ref": purchase.ref, "rate": purchase.rate_id}
    call = calls.begin(purchase, "find", asked, carrier=carrier.name, at=at)
    try:
        found = carrier.find_purchases(
            ref=purchase.ref, rate_id=purchase.rate_id, at=at
        )
    except CarrierUnavailable:
        return None
    calls.complete(call, found.raw)
    return found


def absence_is_certain(
    purchase: LabelPurchase, *, at: datetime, horizon: timedelta
) -> bool:
    """Return whether an empty look now proves that nothing was sold."""
    if purchase.sent_at is None or purchase.looked_at is None:
        return False
    return (
        at - purchase.sent_at >= horizon
        and purchase.looks + 1 >= _EMPTY_LOOKS
        and at - purchase.looked_at >= _BETWEEN_LOOKS
    )


def note_empty_look(purchase: LabelPurchase, *, at: datetime) -> timedelta:
    """Count a look that found nothing, and return how long to wait for the next."""
    purchase.look_was_empty(at=at)
    return _LOOK_AGAIN[min(purchase.looks, len(_LOOK_AGAIN)) - 1]


def adopt(
    purchase: LabelPurchase, carrier: Carrier, bought: Bought, *, at: datetime
) -> None:
    """
    Take a label that the carrier sold for this purchase.

    Where the order was called off meanwhile its numbers are noted for giving it
    back; where the purchase has another label, or none is wanted, it goes back now.
    """
    facts = {
        "carrier": carrier.name,
        "provider_id": bought.provider_id,
        "rate_id": bought.rate_id,
        "tracking_number": bought.tracking_number,
        "expected_on": bought.expected_on,
        "purchased_at": at,
        "problem": "",
        "problem_code": "",
    }
    try:
        with transaction.atomic(durable=True):
            if purchase.move(
                among=(*SENT, PurchaseState.INTENT),
                to=PurchaseState.PURCHASED,
                **facts,
            ):
                _tell_parcel(purchase, bought.mover, at=at)
                return
            purchase.refresh_from_db()
            if purchase.provider_id == bought.provider_id:
                return
            if not purchase.provider_id and purchase.move(
                among=(PurchaseState.VOID_WANTED,),
                to=PurchaseState.VOID_WANTED,
                **facts,
            ):
                return
    except IntegrityError:
        # The label stands in another purchase's row: it is not lost.
        return
    give_back(purchase, carrier, bought.provider_id, at=at)


def give_back(
    purchase: LabelPurchase, carrier: Carrier, provider_id: str, *, at: datetime
) -> None:
    """Return a label that was sold to us once too often."""
    call = calls.begin(
        purchase, "void", {"label": provider_id}, carrier=carrier.name, at=at
    )
    answer = carrier.void(provider_id, at=at)
    calls.complete(call, answer.raw or answer.problem or str(answer.voided))


def decline(purchase: LabelPurchase, code: str, problem: str) -> Settled:
    """Write down that there will be no label, and give its money free again."""
    with transaction.atomic(durable=True):
        declined = purchase.move(
            among=(*SENT, PurchaseState.INTENT),
            to=PurchaseState.DECLINED,
            problem_code=code[:64],
            problem=problem[:300],
        )
        called_off = not declined and purchase.move(
            among=(PurchaseState.VOID_WANTED,), to=PurchaseState.VOIDED
        )
        if declined or called_off:
            release_money(purchase)
    purchase.refresh_from_db()
    if purchase.standing is PurchaseState.DECLINED:
        return Declined.of(purchase)
    return Voided(purchase.pk, purchase.parcel_id)


def wait_for(purchase: LabelPurchase, queued: Queued) -> Pending:
    """Note the carrier's word for an order it has taken but not finished."""
    purchase.move(among=SENT, to=PurchaseState.UNKNOWN, provider_id=queued.provider_id)
    return Pending(purchase.pk, purchase.parcel_id, _LOOK_AGAIN[0])


def take_back(purchase: LabelPurchase, *, look_again_after: timedelta) -> Pending:
    """Note that an order certainly never left us: it may be sent when it is asked."""
    with transaction.atomic(durable=True):
        if purchase.move(among=(PurchaseState.SENDING,), to=PurchaseState.INTENT):
            release_money(purchase)
    return Pending(purchase.pk, purchase.parcel_id, look_again_after)


def release_money(purchase: LabelPurchase) -> None:
    """Give the day's budget back what was set aside for this purchase."""
    if purchase.spent_on is None or purchase.cost_cents is None:
        return
    SpendingDay.release(
        day=purchase.spent_on,
        currency=purchase.currency,
        cents=purchase.cost_cents,
    )
    purchase.spent_on = None
    purchase.save(update_fields=["spent_on"])


def _take_first(
    purchase: LabelPurchase, found: Found, *, at: datetime
) -> Settled | None:
    first, *others = found.matches
    if isinstance(first, Queued):
        return wait_for(purchase, first)
    carrier = carriers.named(purchase.carrier)
    adopt(purchase, carrier, first, at=at)
    for other in others:
        give_back(purchase, carrier, other.provider_id, at=at)
    return None


def _begin_again(purchase: LabelPurchase) -> Settled | None:
    if purchase.attempt >= _MOST_ATTEMPTS:
        return decline(
            purchase,
            "not_confirmed",
            _("The carrier took the order twice and never confirmed a label."),
        )
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
            release_money(purchase)
    return None


def _tell_parcel(purchase: LabelPurchase, mover: str, *, at: datetime) -> None:
    parcel = (
        Parcel.objects.select_for_update(of=("self",))
        .select_related("shipment")
        .get(pk=purchase.parcel_id)
    )
    parcel.label_is_ready(
        tracking_number=purchase.tracking_number,
        expected_on=purchase.expected_on,
        mover=mover,
        at=at,
    )
    shipment = parcel.shipment
    if (shipment.carrier, shipment.service) != (purchase.carrier, purchase.service):
        shipment.carrier, shipment.service = purchase.carrier, purchase.service
        shipment.save(update_fields=["carrier", "service"])
