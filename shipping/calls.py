"""Every call about money, written down before it is made and after it is answered."""

from collections.abc import Mapping
from datetime import datetime

from shipping.carriers.base import PurchaseOrder, QuoteRequest
from shipping.models import CarrierCall, LabelPurchase
from shipping.words import Address

_LONGEST_ANSWER = 20_000


def begin(
    purchase: LabelPurchase | None,
    action: str,
    asked: Mapping[str, object],
    *,
    carrier: str,
    at: datetime,
) -> CarrierCall:
    """Write down a call that is about to be made."""
    return CarrierCall.objects.create(
        purchase=purchase, carrier=carrier, action=action, asked=asked, asked_at=at
    )


def complete(call: CarrierCall, answer: str) -> None:
    """Write down, raw, what was answered."""
    call.answer = answer[:_LONGEST_ANSWER]
    call.answered = True
    call.save(update_fields=["answer", "answered"])


def shown_quote(request: QuoteRequest) -> dict[str, object]:
    """Return what was asked for without saying who lives where."""
    return {
        "ref": request.ref,
        "attempt": request.attempt,
        "from": _region(request.sender),
        "to": _region(request.recipient),
        "grams": request.size.weight_grams,
        "is_return": request.is_return,
    }


def shown_order(order: PurchaseOrder) -> dict[str, object]:
    """Return what was ordered: our word, the rate and its price."""
    return {
        "ref": order.request.ref,
        "attempt": order.request.attempt,
        "rate": order.rate.rate_id,
        "service": order.rate.service,
        "cents": order.rate.cost_cents,
        "currency": order.rate.currency,
    }


def _region(address: Address) -> str:
    return f"{address.country} {address.postal_code[:3]}"
