"""Orders over HTTP: prices, labels, money back, and what goes wrong with them."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from shipping.carriers.answers import PurchaseAnswer, Rate, Refused
from shipping.carriers.base import PurchaseOrder, QuoteRequest
from shipping.carriers.sandbox import books, carrier, rates
from shipping.carriers.sandbox.front import SandboxFront
from shipping.carriers.sandbox.http import reading, shapes
from shipping.carriers.sandbox.http.words import Ask, Reply, complaint, told
from shipping.carriers.sandbox.scenarios import Scenario
from shipping.models import SandboxLabel, SandboxShipment

_HTML = b"<html><body><h1>Something went wrong</h1></body></html>"
_HANGING = frozenset(
    {
        Scenario.SILENT_AFTER_BUY,
        Scenario.SILENT_BEFORE_BUY,
        Scenario.SILENT_ALWAYS,
        Scenario.SHOWN_LATE,
        Scenario.SOLD_TWICE,
        Scenario.FILTER_EMPTY,
    }
)
_MOST_ROWS = 100
_LAG = timedelta(minutes=20)


def create_shipment(ask: Ask) -> Reply:
    """Keep the question and tell the offers."""
    parcels = ask.body.get("parcels")
    if not isinstance(parcels, list) or not parcels:
        return told(400, {"parcels": ["This field is required."]})
    kept = SandboxShipment(
        object_id=uuid4().hex,
        asked=ask.body,
        scenario=ask.scenario.value,
        created_at=ask.at,
    )
    for end in ("address_from", "address_to"):
        reading.place(ask.body.get(end))
    request = reading.request_of(kept)
    kept.save()
    quotes = rates.quote(request, SandboxFront().capabilities(request.route), at=ask.at)
    return told(201, shapes.shipment(kept, quotes, ask))


def read_rate(ask: Ask, rate_id: str) -> Reply:
    """Tell one offer."""
    kept, rate = _offer(rate_id)
    if kept is None or rate is None:
        return complaint(404, "Not found.")
    return told(200, shapes.rates([rate], kept, ask)[0])


def create_transaction(ask: Ask) -> Reply:
    """Sell a label; each call that gets through sells another one."""
    rate_id = ask.body.get("rate")
    if not isinstance(rate_id, str):
        return told(400, {"rate": ["This field is required."]})
    kept, rate = _offer(rate_id)
    if kept is None or rate is None:
        return told(400, {"rate": [f"Rate {rate_id[:64]} does not exist."]})
    request = reading.request_of(
        kept, label_type=str(ask.body.get("label_file_type") or "")
    )
    scenario = ask.scenario or Scenario(kept.scenario) or books.chosen(request)
    order = PurchaseOrder(replace(rate, rate_id=rate_id), request)
    refused = carrier.refusal(order, scenario, at=ask.at)
    if refused is not None:
        return _not_sold(refused, scenario, rate_id, ask)
    label = books.sell(order, scenario, at=ask.at)
    if scenario is Scenario.SOLD_TWICE:
        books.sell(order, scenario, at=ask.at)
    return _sold(shapes.transaction(label, ask), scenario)


def list_transactions(ask: Ask) -> Reply:
    """List labels, newest first, as far as the list shows them yet."""
    page = _number(ask.query.get("page"), 1)
    size = min(_number(ask.query.get("results"), 25), _MOST_ROWS)
    sold = SandboxLabel.objects.filter(visible_at__lte=ask.at)
    if "rate" in ask.query:
        sold = sold.filter(rate_id=ask.query["rate"]).exclude(
            scenario=Scenario.FILTER_EMPTY.value, purchased_at__gt=ask.at - _LAG
        )
    rows = list(sold.order_by("-purchased_at", "-id")[(page - 1) * size :][: size + 1])
    body: dict[str, Any] = {
        "results": [shapes.transaction(label, ask) for label in rows[:size]]
    }
    if len(rows) > size:
        body["next"] = f"{ask.home}/transactions?page={page + 1}&results={size}"
    elif not ask.strict:
        body |= {"next": None, "previous": None}
    return told(200, body)


def read_transaction(ask: Ask, provider_id: str) -> Reply:
    """Tell one label."""
    label = SandboxLabel.objects.filter(provider_id=provider_id).first()
    if label is None:
        return complaint(404, "Not found.")
    return told(200, shapes.transaction(label, ask))


def create_refund(ask: Ask) -> Reply:
    """Take a label back, or say why not."""
    wanted = str(ask.body.get("transaction") or "")
    label = SandboxLabel.objects.filter(provider_id=wanted).first()
    if label is None:
        return told(400, {"transaction": ["No such transaction."]})
    if label.voided_at is not None:
        return told(400, {"transaction": ["Refund exists already."]})
    return told(201, shapes.refund(label, books.take_back(label, at=ask.at), ask))


def _offer(rate_id: str) -> tuple[SandboxShipment | None, Rate | None]:
    shipment_id, _, service = rate_id.partition("-")
    kept = SandboxShipment.objects.filter(object_id=shipment_id).first()
    if kept is None:
        return None, None
    request: QuoteRequest = reading.request_of(kept)
    quotes = rates.quote(
        request, SandboxFront().capabilities(request.route), at=kept.created_at
    )
    offers = {rate.service: rate for rate in quotes.rates}
    return kept, offers.get(service)


def _not_sold(
    refused: PurchaseAnswer, scenario: Scenario, rate_id: str, ask: Ask
) -> Reply:
    """Return what is heard where nothing was sold."""
    if isinstance(refused, Refused):
        if refused.code == "rate_expired":
            return told(400, {"rate": [refused.problem]})
        return told(201, shapes.declined(rate_id, refused.problem, ask))
    if scenario is Scenario.KEY_REFUSED:
        return complaint(401, "Invalid token.")
    if scenario is Scenario.TOO_MANY:
        busy = complaint(429, "Too many calls.")
        return replace(busy, headers={"Retry-After": "30"})
    if scenario in _HANGING:
        return Reply(504, b"", pause=True)
    if scenario is Scenario.REDIRECTED:
        return Reply(301, b"", headers={"Location": "/transactions/"})
    return Reply(502, _HTML, "text/html")


def _sold(body: dict[str, Any], scenario: Scenario) -> Reply:
    """Return what is heard of a label that was sold."""
    whole = json.dumps(_twisted(body, scenario)).encode()
    if scenario in _HANGING:
        return Reply(504, b"", pause=True)
    match scenario:
        case Scenario.ERROR_AFTER_BUY:
            return Reply(500, _HTML, "text/html")
        case Scenario.TRUNCATED:
            return Reply(201, whole[: len(whole) // 2])
        case Scenario.CUT_OFF:
            return Reply(201, whole[:-40], missing=40)
        case Scenario.PLAIN_200:
            return Reply(200, whole)
    return Reply(201, whole)


def _twisted(body: dict[str, Any], scenario: Scenario) -> dict[str, Any]:
    """Return the answer with what Shippo has been seen to do to it."""
    match scenario:
        case Scenario.NO_CREATED_BY:
            return {key: value for key, value in body.items() if key != "created_by"}
        case Scenario.TRACKING_OBJECT:
            return body | {"tracking_status": {"status": "UNKNOWN"}}
        case Scenario.UNKNOWN_WORDS:
            return body | {"label_file_type": "PDF_9x9", "object_state": "NEW"}
        case Scenario.NULLS:
            kept = ("object_id", "status", "tracking_number")
            return {key: body[key] if key in kept else None for key in body}
    return body


def _number(told_number: str | None, otherwise: int) -> int:
    text = told_number or ""
    return max(int(text), 1) if text.isdecimal() and len(text) < 6 else otherwise
