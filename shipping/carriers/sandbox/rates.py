"""What the sandbox charges: by service, zone and weight, the same every time."""

import hashlib
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from shipping.carriers import limits
from shipping.carriers.answers import Quotes, Rate
from shipping.carriers.base import Capabilities, QuoteRequest
from shipping.carriers.sandbox.scenarios import Scenario, asked_for
from shipping.wishes import Signature, Wishes
from shipping.words import Address, BoxSize

CURRENCY = "USD"
GOOD_FOR = timedelta(days=7)

# days on the road, first price, price of each zone, price of each started kilogram
_SERVICES = {
    "sbx_saver": (5, 399, 45, 60),
    "sbx_ground": (3, 549, 60, 85),
    "sbx_express": (1, 1899, 210, 320),
}
_ACROSS_A_BORDER = (2, 1450)
BEST_VALUE = "sbx_ground"
BY_AIR = "sbx_express"
MOVER = "sandbox"
TITLES = {
    "sbx_saver": "Sandbox Saver",
    "sbx_ground": "Sandbox Ground",
    "sbx_express": "Sandbox Express",
}
_SIGNATURES = {Signature.NONE: 0, Signature.ANYBODY: 310, Signature.ADULT: 690}


def zone(sender: Address, recipient: Address) -> int:
    """Return how far it is, from 1 to 8, by the first characters of the places."""
    ends = "|".join(
        sorted(f"{end.country}:{end.postal_code[:3]}" for end in (sender, recipient))
    )
    return hashlib.sha256(ends.encode()).digest()[0] % 8 + 1


def days_on_the_road(service: str, sender: Address, recipient: Address) -> int:
    """Return how many days a service takes between two places."""
    across = sender.country.upper() != recipient.country.upper()
    return _SERVICES[service][0] + (_ACROSS_A_BORDER[0] if across else 0)


def price(service: str, sender: Address, recipient: Address, size: BoxSize) -> int:
    """Return what a service costs in cents."""
    _days, first, each_zone, each_kilogram = _SERVICES[service]
    across = sender.country.upper() != recipient.country.upper()
    return (
        first
        + each_zone * zone(sender, recipient)
        + each_kilogram * -(-_charged_grams(size) // 1000)
        + (_ACROSS_A_BORDER[1] if across else 0)
    )


def quote(request: QuoteRequest, offered: Capabilities, *, at: datetime) -> Quotes:
    """Return the three services with their prices, or why there are none."""
    problem = _objection(request, offered)
    if problem:
        return Quotes((), problem)
    wanted = [service for service in _SERVICES if _goes_by(service, request.wishes)]
    found = limits.fitting(
        (_rate(request, service, at=at) for service in wanted), request.wishes, at=at
    )
    if not found:
        return Quotes((), _("No offer of the carrier grants what was wished for."))
    return Quotes(found)


def _rate(request: QuoteRequest, service: str, *, at: datetime) -> Rate:
    ends = request.sender, request.recipient
    cost = price(service, *ends, request.size) + _surcharge(request.wishes)
    return Rate(
        rate_id=_rate_id(request, service),
        service=service,
        cost_cents=cost,
        currency=CURRENCY,
        days=days_on_the_road(service, *ends),
        expires_at=at + GOOD_FOR,
        best_value=service == BEST_VALUE,
        mover=MOVER,
        title=TITLES[service],
        account=MOVER,
    )


def _goes_by(service: str, wishes: Wishes) -> bool:
    """Return whether a service takes it: batteries stay on the ground."""
    return not wishes.battery or service != BY_AIR


def _surcharge(wishes: Wishes) -> int:
    signed = _SIGNATURES[wishes.signature]
    # A price for the insured value, rounded up to a whole cent.
    return signed + -(-wishes.insured_cents * 125 // 10_000)


def address_problem(address: Address) -> str:
    """Return why an address can't be reached, or nothing."""
    if address.postal_code.strip() == Scenario.BAD_ADDRESS.value:
        return _("The carrier does not know the postal code %(code)s.") % {
            "code": address.postal_code
        }
    return limits.address_problem(address)


def _objection(request: QuoteRequest, offered: Capabilities) -> str:
    for end in (request.sender, request.recipient):
        problem = address_problem(end)
        if problem:
            return problem
    if asked_for(request.sender, request.recipient) is Scenario.NO_RATES:
        return _("The carrier offers no service between these addresses.")
    return limits.objection(request, offered)


def _charged_grams(size: BoxSize) -> int:
    return max(
        size.weight_grams, size.length_mm * size.width_mm * size.height_mm // 5_000
    )


def _rate_id(request: QuoteRequest, service: str) -> str:
    seed = f"{request.ref}|{request.attempt}|{service}"
    return f"sbxrate_{hashlib.sha256(seed.encode()).hexdigest()[:32]}"
