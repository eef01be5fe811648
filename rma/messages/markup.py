"""What a mail program reads of a parcel: a ParcelDelivery, beside the text."""

import json
from datetime import date
from typing import Any

from rma.messages import context
from rma.queries.legs import ParcelView
from rma.queries.letter_facts import LetterFacts
from rma.rules.words import Step
from shipping.words import Address, Direction

_IN, _OUT = Direction.IN, Direction.OUT
# The letters about one parcel, and which way it goes; "delayed" is told of either.
_WAYS = {
    "approved": _IN,
    "on_the_way": _IN,
    "shipped": _OUT,
    "advance_shipped": _OUT,
    "loaner_out": _OUT,
    "delivered": _OUT,
}
# Their one date is the arrival; of a label it is the day to hand it over.
_DATED = ("on_the_way", "shipped", "advance_shipped", "delayed")
# No text of anybody's ends the element it stands in.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def parcel(name: str, facts: LetterFacts, url: str) -> str:
    """Return the JSON of the parcel a letter is about; empty where it is about none."""
    way = _way_of(name, facts)
    box = facts.parcel(way) if way else None
    if box is None or not box.tracking_number:
        return ""
    told = _delivery(facts, box, url)
    until = _until(name, facts)
    if until:
        told["expectedArrivalUntil"] = until.isoformat()
    return json.dumps(told, ensure_ascii=False).translate(_ESCAPES)


def _way_of(name: str, facts: LetterFacts) -> str:
    if name == "delayed":
        return facts.text("direction")
    way = _WAYS.get(name)
    return way.value if way else ""


def _until(name: str, facts: LetterFacts) -> date | None:
    if name in _DATED:
        return context.date_of(name, facts)
    return facts.due_on(Step.ARRIVE) if name == "approved" else None


def _delivery(facts: LetterFacts, box: ParcelView, url: str) -> dict[str, Any]:
    case, is_inward = facts.case, box.direction == _IN
    to = case.site.address if is_inward else case.recipient
    items = [line.product or line.serial for line in facts.lines]
    return {
        "@context": "http://schema.org",
        "@type": "ParcelDelivery",
        "carrier": {"@type": "Organization", "name": box.carrier},
        "trackingNumber": box.tracking_number,
        "trackingUrl": url,
        "deliveryAddress": _address(to),
        "itemShipped": [{"@type": "Product", "name": item} for item in items if item],
        "partOfOrder": {
            "@type": "Order",
            "orderNumber": facts.dossier.number,
            "merchant": {"@type": "Organization", "name": case.site.company},
        },
    }


def _address(to: Address) -> dict[str, str]:
    told = {
        "name": to.name,
        "streetAddress": f"{to.street1} {to.street2}".strip(),
        "addressLocality": to.city,
        "addressRegion": to.state,
        "postalCode": to.postal_code,
        "addressCountry": to.country,
    }
    return {"@type": "PostalAddress"} | {k: v for k, v in told.items() if v}
