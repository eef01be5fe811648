"""What Shippo says about places: whether they can be reached, and when it comes."""

from typing import Any

from django.utils.translation import gettext as _

from shipping.carriers.answers import (
    AddressVerdict,
    PickupAnswer,
    PickupBooked,
    Refused,
    Unclear,
)
from shipping.carriers.base import PickupOrder
from shipping.carriers.shippo.reading import listed, moment, sentence, text
from shipping.carriers.shippo.wire import Answer
from shipping.places import Address

_FIELDS = {
    "street1": "street1",
    "street2": "street2",
    "city": "city",
    "state": "state",
    "postal_code": "zip",
}


def verdict(body: dict[str, Any], asked: Address) -> AddressVerdict:
    """Return whether the address can be reached, and how Shippo would write it."""
    checked = body.get("validation_results")
    if not isinstance(checked, dict) or "is_valid" not in checked:
        return AddressVerdict(reachable=True, checked=False)
    if checked["is_valid"] is not True:
        told = {"messages": listed(checked.get("messages"))}
        problem = (
            sentence(told)
            if told["messages"]
            else _("The carrier does not know this address.")
        )
        return AddressVerdict(reachable=False, problem=problem)
    return AddressVerdict(reachable=True, suggestion=_suggestion(body, asked))


def pickup(answer: Answer, order: PickupOrder) -> PickupAnswer:
    """Return whether somebody comes, and until when one may call it off."""
    body = answer.body
    if not answer.is_good or body is None:
        return Refused(f"http_{answer.status}", sentence(body), answer.raw)
    status = text(body.get("status"))
    if status in ("ERROR", "CANCELLED"):
        return Refused("pickup_declined", sentence(body), answer.raw)
    if status not in ("CONFIRMED", "PENDING"):
        return Unclear(f"status {status[:40]}", answer.raw)
    return PickupBooked(
        provider_id=text(body.get("object_id")),
        confirmation=text(body.get("confirmation_code")),
        begins_at=moment(body.get("confirmed_start_time")) or order.begins_at,
        ends_at=moment(body.get("confirmed_end_time")) or order.ends_at,
        cancel_by=moment(body.get("cancel_by_time")),
        raw=answer.raw,
    )


def _suggestion(body: dict[str, Any], asked: Address) -> Address | None:
    """Return the address as Shippo writes it, where that differs."""
    told = {ours: text(body.get(theirs)) for ours, theirs in _FIELDS.items()}
    kept = asked.as_dict()
    changed = {
        field: value
        for field, value in told.items()
        if value and value.casefold() != kept[field].casefold()
    }
    return Address.from_dict(kept | changed) if changed else None
