"""What pages may ask of Shippo: its offer by route, and what a hook hints at."""

import json
from typing import Any

from typing_extensions import override

from shipping.carriers.base import Capabilities, CarrierFront, Hint, HintKind, Route
from shipping.carriers.shippo import movers
from shipping.wishes import LabelFormat

NAME = "shippo"
TAG = "rma1:"
_ABOUT_PURCHASES = frozenset({"transaction_created", "transaction_updated"})


class ShippoFront(CarrierFront):
    """This will say what Shippo offers, without asking it and without its SDK."""

    def __init__(self, *, token: str, base: str) -> None:
        self._token = token
        self._base = base

    @property
    @override
    def name(self) -> str:
        """The word rows are marked with."""
        return NAME

    @property
    @override
    def is_live(self) -> bool:
        """Whether its labels cost money and move parcels."""
        return self._token.startswith("shippo_live_")

    @override
    def capabilities(self, route: Route | None = None) -> Capabilities:
        """Say what may be wished for: most of it depends on the country we are in."""
        home = "" if route is None else _home_of(route)
        anywhere = route is None
        is_return = route is None or route.is_return
        return Capabilities(
            label_formats=tuple(LabelFormat),
            address_check=True,
            counter_codes=anywhere or home in movers.COUNTER_CODES,
            pay_on_use_returns=anywhere or (home == "US" and is_return),
            pickups=anywhere or home == "US",
            customs=route is None or route.crosses_a_border,
            insurance=True,
            signatures=True,
            batteries=True,
            hooks=True,
        )

    @override
    def parse_hook(self, body: bytes) -> tuple[Hint, ...]:
        """Return what the hook hints at; nothing where it can't be read."""
        told = _read(body)
        data = told.get("data")
        if not isinstance(data, dict):
            return ()
        event, is_test = told.get("event"), told.get("test") is True
        if event in _ABOUT_PURCHASES:
            return _purchase(data, is_test=is_test)
        if event == "track_updated":
            return _movement(data, is_test=is_test)
        return ()


def ref_in(metadata: object) -> str:
    """Return our word for a purchase where the metadata carries one."""
    told = str(metadata or "")
    return told.removeprefix(TAG)[:40] if told.startswith(TAG) else ""


def _home_of(route: Route) -> str:
    return "" if route.crosses_a_border else route.sender_country.upper()


def _read(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _text(value: object) -> str:
    return value[:64] if isinstance(value, str) else ""


def _purchase(data: dict[str, Any], *, is_test: bool) -> tuple[Hint, ...]:
    provider_id = _text(data.get("object_id"))
    # An order that came to nothing is no label.
    if not provider_id or data.get("status") == "ERROR":
        return ()
    return (
        Hint(
            HintKind.PURCHASE,
            provider_id=provider_id,
            ref=ref_in(data.get("metadata")),
            tracking_number=_text(data.get("tracking_number")),
            is_test=is_test,
        ),
    )


def _movement(data: dict[str, Any], *, is_test: bool) -> tuple[Hint, ...]:
    # Before 2018-02-08 a transaction came here, which holds no carrier and has an id.
    number = _text(data.get("tracking_number"))
    provider_id = _text(data.get("transaction"))
    if not provider_id and "rate" in data:
        provider_id = _text(data.get("object_id"))
    if not number and not provider_id:
        return ()
    return (
        Hint(
            HintKind.MOVEMENT,
            provider_id=provider_id,
            ref=ref_in(data.get("metadata")),
            mover=_text(data.get("carrier")),
            tracking_number=number,
            is_test=is_test,
        ),
    )
