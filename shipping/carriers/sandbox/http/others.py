"""What else is asked over HTTP: addresses, pickups, papers, the road."""

from typing import Any

from shipping.carriers.sandbox import books
from shipping.carriers.sandbox.http import reading, shapes
from shipping.carriers.sandbox.http.words import Ask, Reply, complaint, told
from shipping.carriers.sandbox.rates import address_problem
from shipping.carriers.sandbox.scenarios import Scenario
from shipping.models import SandboxLabel

# The numbers that Shippo itself keeps for trying, with what each of them tells.
TRIAL_NUMBERS = {
    "SHIPPO_PRE_TRANSIT": ("PRE_TRANSIT", "information_received"),
    "SHIPPO_TRANSIT": ("TRANSIT", "package_accepted"),
    "SHIPPO_DELIVERED": ("DELIVERED", "delivered"),
    "SHIPPO_RETURNED": ("RETURNED", "return_to_sender"),
    "SHIPPO_FAILURE": ("FAILURE", "package_undeliverable"),
    "SHIPPO_UNKNOWN": ("UNKNOWN", "other"),
}


def create_address(ask: Ask) -> Reply:
    """Keep nothing, and say whether the address can be reached where that is asked."""
    place = reading.place(ask.body)
    problem = address_problem(place)
    body: dict[str, Any] = {
        key: value
        for key, value in ask.body.items()
        if key not in ("validate", "metadata")
    }
    body |= {"object_id": "sbxaddress", "is_complete": not problem, "test": True}
    if ask.body.get("validate"):
        message = {"source": "Sandbox", "code": "", "type": "error", "text": problem}
        body["validation_results"] = {
            "is_valid": not problem,
            "messages": [message] if problem else [],
        }
    return told(201, body)


def create_pickup(ask: Ask) -> Reply:
    """Say that somebody comes."""
    wanted = ask.body
    needed = ("carrier_account", "location", "transactions", "requested_start_time")
    missing = [key for key in needed if not wanted.get(key)]
    if missing:
        return told(400, {key: ["This field is required."] for key in missing})
    if wanted["requested_start_time"] >= wanted.get("requested_end_time", ""):
        return told(201, wanted | {"status": "ERROR", "messages": ["No such slot."]})
    return told(
        201,
        wanted
        | {
            "object_id": "sbxpickup",
            "status": "CONFIRMED",
            "confirmation_code": "SBX1",
            "confirmed_start_time": wanted["requested_start_time"],
            "confirmed_end_time": wanted["requested_end_time"],
            "cancel_by_time": wanted["requested_start_time"],
            "timezone": "UTC",
            "messages": [],
            "is_test": True,
        },
    )


def read_track(ask: Ask, carrier: str, number: str) -> Reply:
    """Tell a parcel's way; a number nobody knows has none."""
    if carrier == "shippo" and number in TRIAL_NUMBERS:
        return told(200, _trial(number, ask))
    label = SandboxLabel.objects.filter(tracking_number=number).first()
    if label is not None:
        return told(200, shapes.track(label, carrier, ask))
    nothing: dict[str, Any] = {
        "carrier": carrier,
        "tracking_number": number,
        "messages": [],
        "tracking_history": [],
    }
    return told(200, nothing if ask.strict else nothing | {"tracking_status": None})


def create_track(ask: Ask) -> Reply:
    """Tell a parcel's way to somebody who wants to hear of it from now on."""
    carrier, number = ask.body.get("carrier"), ask.body.get("tracking_number")
    if not isinstance(carrier, str) or not isinstance(number, str):
        return told(400, {"tracking_number": ["This field is required."]})
    return read_track(ask, carrier, number)


def read_paper(ask: Ask, provider_id: str, kind: str) -> Reply:
    """Return the bytes of a label or of what belongs to it, while the link is good."""
    label = SandboxLabel.objects.filter(provider_id=provider_id).first()
    if label is None:
        return complaint(404, "Not found.")
    if label.scenario == Scenario.LINK_EXPIRED.value and label.purchased_at == ask.at:
        return Reply(403, b"<Error>Request has expired</Error>", "application/xml")
    papers = books.papers_of(label)
    for paper in (papers.label, *papers.others):
        if paper.kind.value == kind:
            return Reply(200, paper.content, paper.media_type)
    return complaint(404, "Not found.")


def _trial(number: str, ask: Ask) -> dict[str, Any]:
    """Return a trial number's way as awkwardly as Shippo tells it."""
    status, code = TRIAL_NUMBERS[number]
    zone = "Z" if ask.strict else ""
    item: dict[str, Any] = {
        "object_id": f"trial{number}",
        "object_created": f"2018-07-23T20:35:26.129{zone}",
        "object_updated": f"2018-07-23T20:35:26.129{zone}",
        "status": status,
        "status_details": f"This is a trial number: {code}",
        "status_date": f"2018-07-23T13:03:00{zone}",
        "substatus": {"code": code, "text": code, "action_required": False},
        "location": {"city": "Chicago", "state": "IL", "zip": "60611", "country": "US"},
    }
    if not ask.strict:
        item |= {"object_updated": None, "substatus": None}
    shown: dict[str, Any] = {
        "carrier": "shippo",
        "tracking_number": number,
        "messages": [],
        "tracking_history": [item],
        "tracking_status": item,
    }
    return shown if ask.strict else shown | {"transaction": None, "eta": None}
