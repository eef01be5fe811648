"""What a label would cost: asked anew for every order, and which offer is taken."""

from datetime import datetime

from shipping import calls
from shipping.carriers.answers import Quotes, Rate
from shipping.carriers.base import Carrier, QuoteRequest
from shipping.models import LabelPurchase


def request_for(purchase: LabelPurchase) -> QuoteRequest:
    """Return what is asked of the carrier for a purchase's parcel."""
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
        inside=parcel.inside,
    )


def quote(
    purchase: LabelPurchase, carrier: Carrier, request: QuoteRequest, *, at: datetime
) -> Quotes:
    """
    Ask what the parcel costs, with rates used for no other order.

    Raises CarrierUnavailable.
    """
    call = calls.begin(
        purchase, "quote", calls.shown_quote(request), carrier=carrier.name, at=at
    )
    quotes = carrier.quote(request, at=at)
    calls.complete(call, quotes.raw or quotes.problem)
    return quotes


def choose(quotes: Quotes, wanted: str) -> Rate | None:
    """Return the service asked for, else the best value, else the cheapest."""
    if wanted:
        return next((rate for rate in quotes.rates if rate.service == wanted), None)
    return min(
        quotes.rates,
        key=lambda rate: (not rate.best_value, rate.cost_cents),
        default=None,
    )
