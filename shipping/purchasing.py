"""
Labels bought once: the half of the protocol that speaks with the carrier.

An order is committed as intended, then as sent, and only then sent, once. Whatever
is unclear is looked up and never sent again, until absence is certain.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from outbox.faults import faultpoint
from shipping import calls, carriers, documents, reconciling, voiding
from shipping.carriers.answers import (
    Bought,
    NotSent,
    PurchaseAnswer,
    Queued,
    Quotes,
    Rate,
    Refused,
)
from shipping.carriers.base import Carrier, PurchaseOrder, QuoteRequest
from shipping.errors import CarrierUnavailable, NoSuchLabel
from shipping.models import CarrierCall, LabelPurchase, SpendingDay
from shipping.outcomes import (
    Declined,
    GivenBack,
    Pending,
    Purchased,
    Settled,
    Unknown,
    Voided,
    VoidRefused,
)
from shipping.words import PurchaseState

__all__ = [
    "DAILY_CAP_CENTS",
    "HORIZON",
    "Declined",
    "Pending",
    "Purchased",
    "Unknown",
    "VoidRefused",
    "Voided",
    "settle",
    "void",
]

# No more than this a day and currency leaves the house without a person's word.
DAILY_CAP_CENTS = 500_000
HORIZON = reconciling.HORIZON
_SOON = timedelta(seconds=10)
_LATER = timedelta(minutes=1)


def settle(
    *,
    purchase_id: int,
    at: datetime,
    cap_cents: int = DAILY_CAP_CENTS,
    horizon: timedelta = HORIZON,
) -> Settled:
    """
    Bring one purchase as far as it will go now, and say how it stands.

    Never call it inside a transaction: each step must be committed before the next.
    """
    purchase = _load(purchase_id)
    if purchase.standing in reconciling.SENT:
        looked = reconciling.look_up(purchase, at=at, horizon=horizon)
        if looked is not None:
            return looked
        purchase = _load(purchase_id)
    if purchase.standing is PurchaseState.INTENT:
        bought = _buy(purchase, at=at, cap_cents=cap_cents)
        if bought is not None:
            return bought
        purchase = _load(purchase_id)
    return _outcome(purchase, at=at)


def void(*, purchase_id: int, at: datetime, horizon: timedelta = HORIZON) -> GivenBack:
    """Give back the label of a purchase that is no longer wanted."""
    return voiding.void(_load(purchase_id), at=at, horizon=horizon)


def _load(purchase_id: int) -> LabelPurchase:
    return LabelPurchase.objects.select_related(
        "parcel__shipment", "parcel__travels_in"
    ).get(pk=purchase_id)


def _outcome(purchase: LabelPurchase, *, at: datetime) -> Settled:
    match purchase.standing:
        case PurchaseState.PURCHASED:
            return _with_document(purchase, at=at)
        case PurchaseState.DECLINED:
            return Declined.of(purchase)
        case PurchaseState.VOIDED | PurchaseState.VOID_WANTED:
            return Voided(purchase.pk, purchase.parcel_id)
        case _:
            return Unknown(purchase.pk, purchase.parcel_id, _SOON)


def _buy(purchase: LabelPurchase, *, at: datetime, cap_cents: int) -> Settled | None:
    """Quote, commit, send once; None where the purchase's row says the rest."""
    carrier = carriers.current()
    request = _request(purchase)
    try:
        quotes = _quote(purchase, carrier, request, at=at)
    except CarrierUnavailable as silence:
        return Pending(purchase.pk, purchase.parcel_id, silence.retry_after or _LATER)
    rate = _choose(quotes, purchase.parcel.shipment.service)
    if rate is None:
        problem = quotes.problem or _("The carrier offers no such service here.")
        return reconciling.decline(purchase, "no_rates", problem)
    faultpoint("label.after_quote")
    order = PurchaseOrder(rate, request)
    try:
        call = _commit_sending(purchase, carrier, order, at=at, cap_cents=cap_cents)
    except _OverBudget:
        problem = _("The day's budget for labels is used up.")
        return reconciling.decline(purchase, "over_budget", problem)
    if call is None:
        return None
    faultpoint("label.before_send")
    answer = carrier.purchase(order, at=at)
    faultpoint("label.after_send")
    calls.complete(call, answer.raw)
    faultpoint("label.after_answer")
    return _take(purchase, carrier, answer, at=at)


def _take(
    purchase: LabelPurchase,
    carrier: Carrier,
    answer: PurchaseAnswer,
    *,
    at: datetime,
) -> Settled | None:
    match answer:
        case Bought():
            reconciling.adopt(purchase, carrier, answer, at=at)
            return None
        case Refused():
            return reconciling.decline(purchase, answer.code, answer.problem)
        case Queued():
            return reconciling.wait_for(purchase, answer)
        case NotSent():
            wait = answer.retry_after or _LATER
            return reconciling.take_back(purchase, look_again_after=wait)
        case _:
            purchase.move(among=(PurchaseState.SENDING,), to=PurchaseState.UNKNOWN)
            return Unknown(purchase.pk, purchase.parcel_id, _SOON)


def _request(purchase: LabelPurchase) -> QuoteRequest:
    parcel = purchase.parcel
    shipment = parcel.shipment
    return QuoteRequest(
        ref=purchase.ref,
        attempt=purchase.attempt,
        sender=shipment.sender_address,
        recipient=shipment.recipient_address,
        size=parcel.size,
        is_return=shipment.is_inbound,
        reference=shipment.reference,
        contents=parcel.contents,
        wishes=parcel.wished,
        inside=parcel.travels_in.code if parcel.travels_in else "",
    )


def _quote(
    purchase: LabelPurchase, carrier: Carrier, request: QuoteRequest, *, at: datetime
) -> Quotes:
    call = calls.begin(
        purchase, "quote", calls.shown_quote(request), carrier=carrier.name, at=at
    )
    quotes = carrier.quote(request, at=at)
    calls.complete(call, quotes.raw or quotes.problem)
    return quotes


def _choose(quotes: Quotes, wanted: str) -> Rate | None:
    """Return the service asked for, else the best value, else the cheapest."""
    if wanted:
        return next((rate for rate in quotes.rates if rate.service == wanted), None)
    return min(
        quotes.rates,
        key=lambda rate: (not rate.best_value, rate.cost_cents),
        default=None,
    )


class _OverBudget(Exception):
    """The day's cap would be passed."""


def _commit_sending(
    purchase: LabelPurchase,
    carrier: Carrier,
    order: PurchaseOrder,
    *,
    at: datetime,
    cap_cents: int,
) -> CarrierCall | None:
    """Commit that the order is about to be sent; None where another worker did."""
    rate, today = order.rate, at.date()
    with transaction.atomic(durable=True):
        if not SpendingDay.reserve(
            day=today,
            currency=rate.currency,
            cents=rate.cost_cents,
            cap_cents=cap_cents,
        ):
            raise _OverBudget
        if not purchase.move(
            among=(PurchaseState.INTENT,),
            to=PurchaseState.SENDING,
            carrier=carrier.name,
            service=rate.service,
            rate_id=rate.rate_id,
            cost_cents=rate.cost_cents,
            currency=rate.currency,
            spent_on=today,
            sent_at=at,
        ):
            transaction.set_rollback(True)
            return None
        return calls.begin(
            purchase, "purchase", calls.shown_order(order), carrier=carrier.name, at=at
        )


def _with_document(purchase: LabelPurchase, *, at: datetime) -> Purchased | Pending:
    """Fetch and keep the label's bytes, unless that is done."""
    if purchase.label_file:
        return Purchased.of(purchase)
    later = Pending(purchase.pk, purchase.parcel_id, _SOON)
    faultpoint("label.before_document")
    try:
        papers = carriers.named(purchase.carrier).fetch_documents(
            purchase.provider_id, at=at
        )
        name = documents.keep(papers.label)
        for paper in papers.others:
            documents.keep_beside(purchase, paper, at=at)
    except (CarrierUnavailable, NoSuchLabel, documents.NotALabel):
        return later
    kept = purchase.move(
        among=(PurchaseState.PURCHASED,),
        to=PurchaseState.PURCHASED,
        label_file=name,
        label_type=papers.label.media_type,
    )
    faultpoint("label.after_kept")
    return Purchased.of(purchase) if kept else later
