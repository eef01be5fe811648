"""What the sandbox knows, in the shapes that Shippo's own document promises."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from shipping.carriers.answers import Quotes, Rate, VoidAnswer
from shipping.carriers.sandbox import books
from shipping.carriers.sandbox.http.words import Ask
from shipping.models import SandboxLabel, SandboxShipment
from shipping.wishes import LabelFormat, Wishes
from shipping.words import Address

OWNER = "sandbox@example.com"
# A service of ours is sold under the name of a mover that Shippo knows.
PROVIDERS = {"sbx_saver": "USPS", "sbx_ground": "UPS", "sbx_express": "DHL Express"}
_TYPES = {
    LabelFormat.PDF_4X6: "PDF_4x6",
    LabelFormat.PDF_A4: "PDF_A4",
    LabelFormat.ZPL: "ZPLII",
    LabelFormat.PNG: "PNG",
}
_COARSE = {
    "information_received": "PRE_TRANSIT",
    "delivered": "DELIVERED",
    "package_lost": "FAILURE",
}
_NEEDS_ACTION = ("package_damaged", "package_lost")


def shipment(kept: SandboxShipment, quotes: Quotes, ask: Ask) -> dict[str, Any]:
    """Return a question for prices with its offers, or why there are none."""
    asked = kept.asked
    parcels = [
        dict(parcel, object_id=f"{kept.object_id}p{number}", object_state="VALID")
        for number, parcel in enumerate(asked["parcels"])
    ]
    problem = quotes.problem
    return {
        "object_id": kept.object_id,
        "object_created": _time(kept.created_at, ask),
        "object_updated": _time(kept.created_at, ask),
        "object_owner": OWNER,
        "status": "SUCCESS",
        "address_from": asked["address_from"],
        "address_to": asked["address_to"],
        "parcels": parcels,
        "rates": rates(quotes.rates, kept, ask),
        "carrier_accounts": [],
        "messages": [_message(problem)] if problem else [],
        "metadata": asked.get("metadata") or "",
        "test": True,
    }


def rates(
    offers: Iterable[Rate], kept: SandboxShipment, ask: Ask
) -> list[dict[str, Any]]:
    """Return the offers, each bought by an id that leads back to its question."""
    known = list(offers)
    cheapest = min((rate.cost_cents for rate in known), default=0)
    fastest = min((rate.days for rate in known), default=0)
    return [
        {
            "object_id": f"{kept.object_id}-{rate.service}",
            "object_created": _time(kept.created_at, ask),
            "object_owner": OWNER,
            "shipment": kept.object_id,
            "attributes": [
                word
                for word, holds in (
                    ("BESTVALUE", rate.best_value),
                    ("CHEAPEST", rate.cost_cents == cheapest),
                    ("FASTEST", rate.days == fastest),
                )
                if holds
            ],
            "amount": f"{rate.cost_cents / 100:.2f}",
            "currency": rate.currency,
            "amount_local": f"{rate.cost_cents / 100:.2f}",
            "currency_local": rate.currency,
            "provider": PROVIDERS[rate.service],
            "servicelevel": {"name": rate.title, "token": rate.service, "terms": ""},
            "estimated_days": rate.days,
            "carrier_account": f"sbxaccount_{rate.service}",
            "messages": [],
            "test": True,
        }
        for rate in known
    ]


def transaction(label: SandboxLabel, ask: Ask) -> dict[str, Any]:
    """Return a label that was sold."""
    wishes = Wishes.from_dict(label.wishes)
    waiting = label.ready_at > ask.at
    shown = {
        "object_id": label.provider_id,
        "object_state": "VALID",
        "object_created": _time(label.purchased_at, ask),
        "object_updated": _time(ask.at, ask),
        "object_owner": OWNER,
        "status": "QUEUED" if waiting else _status(label, ask.at),
        "rate": label.rate_id,
        "metadata": f"rma1:{label.ref}" if label.ref else "",
        "label_file_type": _TYPES[wishes.label_format],
        "messages": [],
        "test": True,
    }
    if not waiting:
        shown |= _numbers(label, wishes, ask)
    if ask.strict:
        return shown | {"created_by": None}
    return shown | {"object_updated": None, "eta": None, "tracking_status": None}


def declined(rate_id: str, sentence: str, ask: Ask) -> dict[str, Any]:
    """Return an order that was clearly refused: made, with an error in it."""
    return {
        "object_id": f"sbxno_{rate_id}"[:64],
        "object_state": "VALID",
        "object_created": _time(ask.at, ask),
        "object_updated": _time(ask.at, ask),
        "object_owner": OWNER,
        "status": "ERROR",
        "rate": rate_id,
        "messages": [_message(sentence, "carrier_declined")],
        "created_by": None,
        "test": True,
    }


def refund(label: SandboxLabel, answer: VoidAnswer, ask: Ask) -> dict[str, Any]:
    """Return a refund and how it stands."""
    status = {True: "SUCCESS", False: "ERROR", None: "PENDING"}[answer.voided]
    return {
        "object_id": f"sbxrefund_{label.pk}",
        "object_created": _time(label.refund_asked_at or ask.at, ask),
        "object_updated": _time(ask.at, ask),
        "object_owner": OWNER,
        "status": status,
        "transaction": label.provider_id,
        "test": True,
    }


def track(label: SandboxLabel, carrier: str, ask: Ask) -> dict[str, Any]:
    """Return the parcel's way so far."""
    steps = [step for step in books.steps(label, None) if step.at <= ask.at]
    told = [
        {
            "object_id": f"{label.pk}x{number}",
            "object_created": _time(step.at, ask),
            "object_updated": _time(step.at, ask),
            "status": _COARSE.get(step.code, "TRANSIT"),
            "status_details": step.text,
            "status_date": _time(step.at, ask),
            "substatus": {
                "code": step.code,
                "text": step.text,
                "action_required": step.code in _NEEDS_ACTION,
            },
            "location": _town(Address.from_dict(label.sender)),
        }
        for number, step in enumerate(steps)
    ]
    expected = books.movements(label, None, at=ask.at)
    days = [each.expected_on for each in expected if each.expected_on]
    shown: dict[str, Any] = {
        "carrier": carrier,
        "tracking_number": label.tracking_number,
        "address_from": _town(Address.from_dict(label.sender)),
        "address_to": _town(Address.from_dict(label.recipient)),
        "transaction": label.provider_id,
        "messages": [],
        "tracking_history": told,
    }
    if days:
        shown["eta"] = f"{days[-1].isoformat()}T12:00:00{'Z' if ask.strict else ''}"
    return shown | ({"tracking_status": told[-1]} if told else {})


def _numbers(label: SandboxLabel, wishes: Wishes, ask: Ask) -> dict[str, Any]:
    bought = books.answer(label, at=ask.at)
    expected_on = getattr(bought, "expected_on", None)
    papers = f"{ask.home}/papers/{label.provider_id}"
    shown = {
        "tracking_number": label.tracking_number,
        "tracking_status": "UNKNOWN",
        "tracking_url_provider": f"{ask.home}/tracks/shippo/{label.tracking_number}",
        "label_url": f"{papers}/label?Expires={int(ask.at.timestamp())}",
    }
    if expected_on:
        shown["eta"] = f"{expected_on.isoformat()}T12:00:00Z"
    if wishes.counter_code:
        shown["qr_code_url"] = f"{papers}/counter_code"
    if wishes.customs:
        shown["commercial_invoice_url"] = f"{papers}/customs"
    return shown


def _status(label: SandboxLabel, at: datetime) -> str:
    if label.refund_asked_at is None:
        return "SUCCESS"
    answer = books.refund_of(label, at=at)
    words = {True: "REFUNDED", False: "REFUNDREJECTED", None: "REFUNDPENDING"}
    return words[answer.voided]


def _message(text: str, code: str = "") -> dict[str, str]:
    return {"source": "Sandbox", "code": code, "text": text}


def _town(place: Address) -> dict[str, str]:
    return {
        "city": place.city,
        "state": place.state,
        "zip": place.postal_code,
        "country": place.country,
    }


def _time(at: datetime, ask: Ask) -> str:
    """Return a time as the document wants it, or without a zone as Shippo tells it."""
    if ask.strict:
        return at.isoformat().replace("+00:00", "Z")
    return at.replace(tzinfo=None).isoformat()
