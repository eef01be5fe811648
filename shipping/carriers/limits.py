"""What no carrier takes, and which offers grant what was wished for: sentences."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from shipping import exports
from shipping.carriers.answers import Rate
from shipping.carriers.base import Capabilities, QuoteRequest
from shipping.carriers.countries import COUNTRIES
from shipping.exports import Filing
from shipping.wishes import Battery, Customs, Wishes
from shipping.words import Address, BoxSize

HEAVIEST_GRAMS = 70_000
LONGEST_MM = 2_700
_SHORTEST_TARIFF = 6


def objection(request: QuoteRequest, offered: Capabilities) -> str:
    """Return why no label can be made as wished, or nothing."""
    return (
        _battery_problem(request)
        or address_problem(request.sender)
        or address_problem(request.recipient)
        or _box_problem(request.size)
        or _wish_problem(request, offered)
        or _customs_problem(request)
    )


def address_problem(address: Address) -> str:
    """Return what the address lacks, or nothing."""
    if address.country.upper() not in COUNTRIES:
        return _("The carrier needs the country as two letters, not “%(country)s”.") % {
            "country": address.country[:40]
        }
    for value, missing in (
        (address.name or address.company, _("a name")),
        (address.street1, _("a street")),
        (address.city, _("a town")),
    ):
        if not value.strip():
            return _("The carrier needs %(what)s in the address.") % {"what": missing}
    return ""


def lacks_filing(request: QuoteRequest) -> bool:
    """Return whether its export must be filed first, and nobody gave the number."""
    customs = request.wishes.customs
    if customs is None:
        return False
    sender, recipient = request.sender.country, request.recipient.country
    return exports.filing_of(sender, recipient, customs) is Filing.LACKING


def fitting(rates: Iterable[Rate], wishes: Wishes, *, at: datetime) -> tuple[Rate, ...]:
    """Return the offers of a service wished for that arrive in time."""
    return tuple(
        rate
        for rate in rates
        if (not wishes.services or rate.service in wishes.services)
        and (wishes.arrive_by is None or _days_left(wishes, at) >= rate.days)
    )


def _days_left(wishes: Wishes, at: datetime) -> int:
    return (wishes.arrive_by - at.date()).days if wishes.arrive_by else 0


def _battery_problem(request: QuoteRequest) -> str:
    battery = request.wishes.battery
    if battery is Battery.DAMAGED:
        return _(
            "A damaged or recalled battery may not be sent. Do not pack it; get in"
            " touch with us."
        )
    if battery is Battery.LOOSE and request.route.crosses_a_border:
        return _(
            "A battery outside its device may not be sent across a border. Get in"
            " touch with us."
        )
    return ""


def _box_problem(size: BoxSize) -> str:
    sides = (size.length_mm, size.width_mm, size.height_mm)
    if size.weight_grams <= 0 or min(sides) <= 0:
        return _("The carrier needs the weight and the size of the box.")
    if size.weight_grams > HEAVIEST_GRAMS or max(sides) > LONGEST_MM:
        return _("The box is over 70 kg or 2.70 m; the carrier does not take it.")
    return ""


def _wish_problem(request: QuoteRequest, offered: Capabilities) -> str:
    wishes = request.wishes
    for wished, granted, sentence in (
        (
            True,
            wishes.label_format in offered.label_formats,
            _("The carrier makes no labels for that paper."),
        ),
        (
            wishes.counter_code,
            offered.counter_codes,
            _("The carrier has no code for the counter on this route."),
        ),
        (
            wishes.pay_on_use,
            offered.pay_on_use_returns and request.is_return,
            _("The carrier has no pay-on-use labels on this route."),
        ),
        (
            wishes.insured_cents > 0,
            offered.insurance,
            _("The carrier does not insure this parcel."),
        ),
        (
            bool(wishes.signature),
            offered.signatures,
            _("The carrier asks nobody to sign on this route."),
        ),
        (
            bool(wishes.battery),
            offered.batteries,
            _("The carrier takes no batteries on this route."),
        ),
    ):
        if wished and not granted:
            return sentence
    return ""


def _customs_problem(request: QuoteRequest) -> str:
    if not request.route.crosses_a_border or request.wishes.customs is None:
        return ""
    problem = _declaration_problem(request.wishes.customs)
    if problem or not lacks_filing(request):
        return problem
    return _(
        "More than 2,500 USD of one kind of goods leaves the United States: the export"
        " must be filed first. With its number (ITN) the label is ordered again."
    )


def _declaration_problem(customs: Customs) -> str:
    if not customs.items:
        return _("Customs need to know what is in the box.")
    for item in customs.items:
        if item.origin_country.upper() not in COUNTRIES:
            return _("Customs need the country where “%(item)s” was made.") % {
                "item": item.description[:60]
            }
        if len(item.tariff_number) < _SHORTEST_TARIFF:
            return _("Customs need the tariff number (HS code) of “%(item)s”.") % {
                "item": item.description[:60]
            }
        if item.quantity < 1 or item.weight_grams < 1 or item.value_cents < 1:
            return _(
                "Customs need the number, weight and value of “%(item)s”, each above"
                " zero."
            ) % {"item": item.description[:60]}
    return ""
