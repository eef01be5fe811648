"""What the sandbox charges: by service, zone and weight, the same every time."""

import hashlib
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from shipping.carriers.answers import Quotes, Rate
from shipping.carriers.base import QuoteRequest
from shipping.carriers.sandbox.scenarios import Scenario, asked_for
from shipping.words import Address, BoxSize

CURRENCY = "USD"
GOOD_FOR = timedelta(days=7)
HEAVIEST_GRAMS = 70_000
LONGEST_MM = 2_700

# days on the road, first price, price of each zone, price of each started kilogram
_SERVICES = {
    "sbx_saver": (5, 399, 45, 60),
    "sbx_ground": (3, 549, 60, 85),
    "sbx_express": (1, 1899, 210, 320),
}
_ACROSS_A_BORDER = (2, 1450)
BEST_VALUE = "sbx_ground"


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


def quote(request: QuoteRequest, *, at: datetime) -> Quotes:
    """Return the three services with their prices, or why there are none."""
    problem = _objection(request)
    if problem:
        return Quotes((), problem)
    ends = request.sender, request.recipient
    return Quotes(
        tuple(
            Rate(
                rate_id=_rate_id(request, service),
                service=service,
                cost_cents=price(service, *ends, request.size),
                currency=CURRENCY,
                days=days_on_the_road(service, *ends),
                expires_at=at + GOOD_FOR,
                best_value=service == BEST_VALUE,
            )
            for service in _SERVICES
        )
    )


def address_problem(address: Address) -> str:
    """Return why an address can't be reached, or nothing."""
    if address.postal_code.strip() == Scenario.BAD_ADDRESS.value:
        return _("The carrier does not know the postal code %(code)s.") % {
            "code": address.postal_code
        }
    if len(address.country) != 2 or not address.country.isalpha():
        return _("The carrier needs the country as two letters, not “%(country)s”.") % {
            "country": address.country
        }
    for value, missing in (
        (address.name or address.company, _("a name")),
        (address.street1, _("a street")),
        (address.city, _("a town")),
    ):
        if not value.strip():
            return _("The carrier needs %(what)s in the address.") % {"what": missing}
    return ""


def _objection(request: QuoteRequest) -> str:
    for end in (request.sender, request.recipient):
        problem = address_problem(end)
        if problem:
            return problem
    if asked_for(request.sender, request.recipient) is Scenario.NO_RATES:
        return _("The carrier offers no service between these addresses.")
    size = request.size
    sides = (size.length_mm, size.width_mm, size.height_mm)
    if size.weight_grams <= 0 or min(sides) <= 0:
        return _("The carrier needs the weight and the size of the box.")
    if size.weight_grams > HEAVIEST_GRAMS or max(sides) > LONGEST_MM:
        return _("The box is over 70 kg or 2.70 m; the carrier does not take it.")
    return ""


def _charged_grams(size: BoxSize) -> int:
    return max(
        size.weight_grams, size.length_mm * size.width_mm * size.height_mm // 5_000
    )


def _rate_id(request: QuoteRequest, service: str) -> str:
    seed = f"{request.ref}|{request.attempt}|{service}"
    return f"sbxrate_{hashlib.sha256(seed.encode()).hexdigest()[:32]}"
