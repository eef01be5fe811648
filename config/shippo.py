"""The settings of the Shippo carrier: what is nonsense is refused by its name."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import env

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TEST, _LIVE = "shippo_test_", "shippo_live_"


def options(*, is_chosen: bool) -> dict[str, Any]:
    """
    Return what the carrier is made with.

    Raises ImproperlyConfigured where a value is nonsense, or is missing though the
    carrier is chosen.
    """
    return {
        "token": _token(needed=is_chosen),
        "base": _base(),
    }


def _token(*, needed: bool) -> str:
    token = env.text("SHIPPO_API_TOKEN")
    may_be_live = env.flag("SHIPPO_ALLOW_LIVE", default=False)
    if not token:
        if needed:
            raise ImproperlyConfigured(
                "SHIPPO_API_TOKEN is missing: SHIPPING_CARRIER=shippo needs one."
            )
        return ""
    if not re.fullmatch(rf"({_TEST}|{_LIVE})[A-Za-z0-9]{{8,100}}", token):
        raise ImproperlyConfigured(
            f"SHIPPO_API_TOKEN must start with {_TEST} or {_LIVE}."
        )
    if token.startswith(_LIVE) and not may_be_live:
        raise ImproperlyConfigured(
            "SHIPPO_API_TOKEN is a live key: its labels cost money."
            " SHIPPO_ALLOW_LIVE=1 allows it."
        )
    return token


def _base() -> str:
    base = env.web_address("SHIPPO_API_BASE", default="https://api.goshippo.com")
    parts = urlsplit(base)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise ImproperlyConfigured(
            "SHIPPO_API_BASE must start with https:// unless it is this machine."
        )
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            "SHIPPO_API_BASE must be an address without user, query or fragment."
        )
    return base
