"""
Labels bought once: the half of the protocol that speaks with the carrier.

An order is committed as intended, then as sent, and only then sent, once. Whatever
is unclear is looked up and never sent again, until absence is certain.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from outbox.faults import faultpoint
from shipping import (
    adopting,
    calls,
    carriers,
    documents,
    health,
    quoting,
    reconciling,
    spending,
    voiding,
)
from shipping.carriers.answers import (
    Bought,
    NotSent,
    PurchaseAnswer,
    Queued,
    Refused,
)
from shipping.carriers.base import Carrier, PurchaseOrder
from shipping.errors import CarrierUnavailable, NoSuchLabel
from shipping.models import CarrierCall, LabelPurchase, SentOrder
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
from shipping.pace import HORIZON, Pace
from shipping.words import PurchaseState

__all__ = [
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

_WHILE_STOPPED = timedelta(minutes=1)


def settle(*, purchase_id: int, at: datetime, horizon: timedelta = HORIZON) -> Settled:
    """
    Bring one purchase as far as it will go now, and say how it stands.

    Never call it inside a transaction: each step must be committed before the next.
    """
    pace = Pace(horizon)
    purchase = _load(purchase_id)
    if purchase.standing in adopting.SENT:
        looked = reconciling.look_up(purchase, at=at, pace=pace)
        if looked is not None:
            return looked
        purchase = _load(purchase_id)
    if purchase.standing is PurchaseState.INTENT:
        bought = _buy(purchase, at=at, pace=pace)
        if bought is not None:
            return bought
        purchase = _load(purchase_id)
    return _outcome(purchase, at=at, pace=pace)


def void(*, purchase_id: int, at: datetime, horizon: timedelta = HORIZON) -> GivenBack:
    """Give back the label of a purchase that is no longer wanted."""
    return voiding.void(_load(purchase_id), at=at, pace=Pace(horizon))


def _load(purchase_id: int) -> LabelPurchase:
    whole = LabelPurchase.objects.select_related("parcel__shipment")
    return whole.get(pk=purchase_id)


def _outcome(purchase: LabelPurchase, *, at: datetime, pace: Pace) -> Settled:
    match purchase.standing:
        case PurchaseState.PURCHASED:
            return _with_document(purchase, at=at, pace=pace)
        case PurchaseState.DECLINED:
            return Declined.of(purchase)
        case (
            PurchaseState.VOIDED
            | PurchaseState.VOID_WANTED
            | PurchaseState.VOID_REFUSED
        ):
            return Voided(purchase.pk, purchase.parcel_id)
        case _:
            return Unknown(purchase.pk, purchase.parcel_id, pace.soon)


def _buy(purchase: LabelPurchase, *, at: datetime, pace: Pace) -> Settled | None:
    """Quote, commit, send once; None where the purchase's row says the rest."""
    carrier = carriers.current()
    rules = spending.rules()
    wait = _WHILE_STOPPED if rules.is_stopped else health.may_buy(carrier.name, at=at)
    if wait:
        return Pending(purchase.pk, purchase.parcel_id, wait)
    request = quoting.request_for(purchase)
    try:
        quotes = quoting.quote(purchase, carrier, request, at=at)
    except CarrierUnavailable as silence:
        wait = silence.retry_after or pace.later
        return Pending(purchase.pk, purchase.parcel_id, wait)
    rate = quoting.choose(quotes, purchase.parcel.shipment.service)
    if rate is None:
        why = quoting.why_none(carrier, request, quotes, at=at)
        return reconciling.decline(purchase, why.code, why.problem, at=at)
    faultpoint("label.after_quote")
    order = PurchaseOrder(rate, request)
    try:
        answer = _send(purchase, carrier, order, at=at, pace=pace, rules=rules)
    except spending.OverBudget as refusal:
        return reconciling.decline(
            purchase, "over_budget", _over_budget(refusal.cap), at=at
        )
    if answer is None:
        return None
    return _take(purchase, answer, at=at, pace=pace)


def _over_budget(cap: str) -> str:
    if cap == "case":
        return _("What the labels of this return may cost is used up.")
    return _("The day's budget for labels is used up.")


def _send(
    purchase: LabelPurchase,
    carrier: Carrier,
    order: PurchaseOrder,
    *,
    at: datetime,
    pace: Pace,
    rules: spending.Rules,
) -> PurchaseAnswer | None:
    """
    Send the order once; None where another worker did.

    Raises OverBudget; then nothing was committed and nothing sent.
    """
    call = _commit_sending(purchase, carrier, order, at=at, pace=pace, rules=rules)
    if call is None:
        return None
    faultpoint("label.before_send")
    answer = carrier.purchase(order, at=at)
    faultpoint("label.after_send")
    calls.complete(call, answer.raw)
    faultpoint("label.after_answer")
    return answer


def _take(
    purchase: LabelPurchase, answer: PurchaseAnswer, *, at: datetime, pace: Pace
) -> Settled | None:
    match answer:
        case Bought():
            adopting.adopt(purchase, answer, at=at)
            adopting.close_order(purchase, answer.rate_id, at=at)
            return None
        case Refused():
            adopting.close_order(purchase, purchase.rate_id, at=at)
            return reconciling.decline(purchase, answer.code, answer.problem, at=at)
        case Queued():
            return reconciling.wait_for(purchase, answer, pace=pace)
        case NotSent():
            wait = answer.retry_after or pace.later
            return reconciling.take_back(purchase, look_again_after=wait)
        case _:
            purchase.move(among=(PurchaseState.SENDING,), to=PurchaseState.UNKNOWN)
            return Unknown(purchase.pk, purchase.parcel_id, pace.soon)


def _commit_sending(
    purchase: LabelPurchase,
    carrier: Carrier,
    order: PurchaseOrder,
    *,
    at: datetime,
    pace: Pace,
    rules: spending.Rules,
) -> CarrierCall | None:
    """Commit that the order is about to be sent; None where another worker did."""
    rate, today = order.rate, at.date()
    with transaction.atomic(durable=True):
        # The purchase first: only one worker gets as far as the budgets.
        if not purchase.move(
            among=(PurchaseState.INTENT,),
            to=PurchaseState.SENDING,
            carrier=carrier.name,
            service=rate.service,
            account=rate.account,
            rate_id=rate.rate_id,
            cost_cents=rate.cost_cents,
            currency=rate.currency,
            spent_on=today,
            sent_at=at,
        ):
            return None
        spending.reserve(
            day=today,
            reference=purchase.parcel.shipment.reference,
            currency=rate.currency,
            cents=rate.cost_cents,
            rules=rules,
        )
        SentOrder.objects.create(
            purchase=purchase,
            attempt=purchase.attempt,
            carrier=carrier.name,
            rate_id=rate.rate_id,
            cost_cents=rate.cost_cents,
            currency=rate.currency,
            sent_at=at,
            look_at=at + pace.horizon,
            watched_until=at + pace.watched_for,
        )
        return calls.begin(
            purchase, "purchase", calls.shown_order(order), carrier=carrier.name, at=at
        )


def _with_document(
    purchase: LabelPurchase, *, at: datetime, pace: Pace
) -> Purchased | Pending:
    """Fetch and keep the label's bytes, unless that is done."""
    if purchase.label_file:
        return Purchased.of(purchase)
    carrier = carriers.named(purchase.carrier)
    faultpoint("label.before_document")
    try:
        papers = carrier.fetch_documents(purchase.provider_id, at=at)
        name = documents.keep(papers.label)
        for paper in papers.others:
            documents.keep_beside(purchase, paper, at=at)
    except CarrierUnavailable as silence:
        wait = silence.retry_after or pace.later
        return Pending(purchase.pk, purchase.parcel_id, wait)
    except (NoSuchLabel, documents.NotALabel):
        return Pending(purchase.pk, purchase.parcel_id, pace.later)
    kept = purchase.move(
        among=(PurchaseState.PURCHASED,),
        to=PurchaseState.PURCHASED,
        label_file=name,
        label_type=papers.label.media_type,
    )
    faultpoint("label.after_kept")
    if kept:
        return Purchased.of(purchase)
    return Pending(purchase.pk, purchase.parcel_id, pace.soon)
