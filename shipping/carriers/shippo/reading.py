"""What Shippo says about offers and labels, read tolerantly: only what we need."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from shipping.carriers.answers import (
    Bought,
    Money,
    PurchaseAnswer,
    Queued,
    Rate,
    Refused,
    SoldLabel,
    Unclear,
    VoidAnswer,
)
from shipping.carriers.base import QuoteRequest
from shipping.carriers.shippo import movers
from shipping.carriers.shippo.front import ref_in
from shipping.carriers.shippo.money import minor_units
from shipping.wishes import DutyPayer

# Shippo sells a rate for seven days; an hour less leaves room for clocks that differ.
RATE_GOOD_FOR = timedelta(days=7) - timedelta(hours=1)
_LONGEST_SENTENCE = 300
_UNKNOWN_DAYS = 99
_MONEY = {
    "REFUNDED": Money.RETURNED,
    "REFUNDPENDING": Money.RETURNING,
    "REFUNDREJECTED": Money.REFUSED,
}
_SOLD = frozenset({"SUCCESS", *_MONEY})


def rates(
    body: dict[str, Any], request: QuoteRequest, *, at: datetime
) -> tuple[Rate, ...]:
    """Return the offers that can grant what the parcel wishes for."""
    read = (_rate(told, at=at) for told in listed(body.get("rates")))
    return tuple(rate for rate in read if rate and _grants(rate, request))


def sentence(body: dict[str, Any] | None) -> str:
    """Return what Shippo says about a failure, in one line for people."""
    messages = (body or {}).get("messages")
    told = [text(message.get("text")) for message in listed(messages)]
    if isinstance(messages, list):
        told += [each for each in messages if isinstance(each, str)]
    told = [each for each in told if each]
    if not told and body:
        told = list(_complaints(body))
    if not told:
        return _("The carrier gave no reason.")
    return " ".join(dict.fromkeys(told))[:_LONGEST_SENTENCE]


def purchase(body: dict[str, Any], raw: str, *, rate: Rate) -> PurchaseAnswer:
    """Return what came of an order, by the answer's own word."""
    asked_for = rate_of(body)
    if asked_for and asked_for != rate.rate_id:
        return Unclear(f"answer about rate {asked_for}", raw)
    match text(body.get("status")):
        case "SUCCESS":
            return sold(body, raw, mover=rate.mover) or Unclear("no id", raw)
        case "QUEUED" | "WAITING":
            return _queued(body, raw) or Unclear("no id", raw)
        case "ERROR":
            code = next(
                (
                    text(message.get("code"))
                    for message in listed(body.get("messages"))
                    if message.get("code")
                ),
                "",
            )
            return Refused(code[:64] or "carrier_declined", sentence(body), raw)
        case other:
            return Unclear(f"status {other[:40]}", raw)


def sold(body: dict[str, Any], raw: str, *, mover: str) -> Bought | Queued | None:
    """Return the label that was sold; one without a number yet is asked for again."""
    number = text(body.get("tracking_number"))
    provider_id = text(body.get("object_id"))
    if not provider_id:
        return None
    if not number:
        return _queued(body, raw)
    return Bought(
        provider_id=provider_id,
        rate_id=rate_of(body),
        tracking_number=number,
        expected_on=day(body.get("eta")),
        raw=raw,
        ref=ref_in(body.get("metadata")),
        mover=mover,
    )


def is_under_way(body: dict[str, Any]) -> bool:
    """Return whether the label is sold and kept, or still being made."""
    return body.get("status") in ("SUCCESS", "QUEUED", "WAITING")


def line(body: dict[str, Any], *, at: datetime) -> SoldLabel | None:
    """Return a label as one line of the books; None for an order that failed."""
    status, provider_id = text(body.get("status")), text(body.get("object_id"))
    if status not in _SOLD or not provider_id:
        return None
    return SoldLabel(
        provider_id=provider_id,
        ref=ref_in(body.get("metadata")),
        rate_id=rate_of(body),
        tracking_number=text(body.get("tracking_number")),
        sold_at=moment(body.get("object_created")) or at,
        money=_MONEY.get(status, Money.KEPT),
    )


def refund(status: str, raw: str) -> VoidAnswer:
    """Return how a refund stands by the word of it or of its label."""
    if status in ("REFUNDED", "SUCCESS"):
        return VoidAnswer(voided=True, raw=raw)
    if status in ("REFUNDREJECTED", "ERROR"):
        problem = _("The carrier has refused to take the label back.")
        return VoidAnswer(voided=False, problem=problem, raw=raw)
    return VoidAnswer(voided=None, raw=raw)


def rate_of(body: dict[str, Any]) -> str:
    """Return the rate a label was bought by; an instant purchase tells it whole."""
    told = body.get("rate")
    return text(told.get("object_id") if isinstance(told, dict) else told)


def listed(told: object) -> list[dict[str, Any]]:
    """Return the objects of a list, whatever else stands between them."""
    if not isinstance(told, list):
        return []
    return [each for each in told if isinstance(each, dict)]


def text(told: object) -> str:
    """Return a text, or an empty one for anything else."""
    return told if isinstance(told, str) else ""


def moment(told: object) -> datetime | None:
    """Return a time; one without a zone means UTC."""
    try:
        read = datetime.fromisoformat(text(told).replace("Z", "+00:00"))
    except ValueError:
        return None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read


def day(told: object) -> date | None:
    """Return the day of a time."""
    read = moment(told)
    return read.date() if read else None


def _queued(body: dict[str, Any], raw: str) -> Queued | None:
    provider_id = text(body.get("object_id"))
    if not provider_id:
        return None
    return Queued(provider_id, raw, ref_in(body.get("metadata")), rate_of(body))


def _rate(told: dict[str, Any], *, at: datetime) -> Rate | None:
    currency = text(told.get("currency"))
    cents = minor_units(told.get("amount"), currency)
    level = told.get("servicelevel")
    level = level if isinstance(level, dict) else {}
    if cents is None or not text(told.get("object_id")) or len(currency) != 3:
        return None
    provider = text(told.get("provider"))
    days = told.get("estimated_days")
    attributes = told.get("attributes")
    return Rate(
        rate_id=text(told.get("object_id")),
        service=text(level.get("token"))[:64],
        cost_cents=cents,
        currency=currency,
        days=days if isinstance(days, int) else _UNKNOWN_DAYS,
        expires_at=(moment(told.get("object_created")) or at) + RATE_GOOD_FOR,
        best_value="BESTVALUE" in attributes if isinstance(attributes, list) else False,
        mover=movers.mover_of(provider),
        title=f"{provider} {text(level.get('name'))}".strip(),
        account=text(told.get("carrier_account")),
    )


def _grants(rate: Rate, request: QuoteRequest) -> bool:
    wishes, route = request.wishes, request.route
    if wishes.counter_code and rate.mover not in movers.COUNTER_CODES.get(
        route.sender_country.upper(), ()
    ):
        return False
    if wishes.pay_on_use and rate.mover not in movers.PAY_ON_USE:
        return False
    customs = wishes.customs if route.crosses_a_border else None
    we_pay_duty = customs is not None and customs.duty_payer is DutyPayer.SENDER
    return not (we_pay_duty and rate.mover in movers.RECIPIENT_PAYS_DUTY)


def _complaints(body: dict[str, Any]) -> list[str]:
    """Return what a refusal of the request itself says, field by field."""
    told = []
    for field, complaint in list(body.items())[:10]:
        several = complaint if isinstance(complaint, list) else [complaint]
        words = [each for each in several if isinstance(each, str)]
        prefix = "" if field in ("detail", "message", "__all__") else f"{field}: "
        told += [f"{prefix}{each}" for each in words[:3]]
    return told
