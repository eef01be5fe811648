"""What a label would cost: asked anew for every order, and which offer is taken."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from shipping import calls
from shipping.carriers import limits
from shipping.carriers.answers import Quotes, Rate
from shipping.carriers.base import Carrier, QuoteRequest
from shipping.errors import CarrierUnavailable
from shipping.models import LabelPurchase
from shipping.models.label_purchase import UNFILED_EXPORT, WRONG_ADDRESS


@dataclass(frozen=True, slots=True)
class NoOffer:
    """This will say why a carrier offers nothing; `code` marks the purchase."""

    problem: str
    code: str = "no_rates"


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


def why_none(
    carrier: Carrier, request: QuoteRequest, quotes: Quotes, *, at: datetime
) -> NoOffer:
    """
    Say why nothing was offered, and what the carrier thinks of the address.

    Only the customer's address is asked about, as our own is set up once, and only
    where no rule of ours was the reason. Where nobody answers, what was said about
    the offer stands alone.
    """
    said = quotes.problem or _("The carrier offers no such service here.")
    theirs = request.sender if request.is_return else request.recipient
    if limits.address_problem(theirs):
        return NoOffer(said, code=WRONG_ADDRESS)
    if limits.lacks_filing(request):
        return NoOffer(said, code=UNFILED_EXPORT)
    offered = carrier.capabilities(request.route)
    if not offered.address_check or limits.objection(request, offered):
        return NoOffer(said)
    try:
        verdict = carrier.check_address(theirs, at=at)
    except CarrierUnavailable:
        return NoOffer(said)
    if verdict.problem:
        whole = said if verdict.problem in said else f"{said} {verdict.problem}"
        return NoOffer(whole, code=WRONG_ADDRESS)
    if verdict.suggestion:
        place = ", ".join(verdict.suggestion.lines())
        hint = _("The carrier would write the address like this: %(place)s.")
        return NoOffer(f"{said} {hint % {'place': place}}", code=WRONG_ADDRESS)
    return NoOffer(said)
