"""
One call to Shippo through its SDK, and what came of it.

The SDK writes the request; its reading of the answer is never relied on, because it
fails on answers that Shippo gives and would so lose a label that was paid for. We
read the bytes that the session kept.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import requests
import shippo
from shippo.models import errors
from urllib3.exceptions import (
    ConnectTimeoutError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
)

from shipping.carriers.shippo.session import KeepingSession, Kept

API_VERSION = "2018-02-08"
_CANT_DECODE = (
    errors.SDKError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    # It warns of empty fields, which is an error where warnings are.
    RuntimeWarning,
)
_NEVER_LEFT = (ConnectTimeoutError, NameResolutionError, NewConnectionError)
_LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """This will hold what Shippo said: its status, its words, and them as they came."""

    status: int
    body: dict[str, Any] | None
    raw: str
    retry_after: timedelta | None = None

    @property
    def is_good(self) -> bool:
        """Return whether Shippo did it and we can read what it says."""
        return 200 <= self.status < 300 and self.body is not None


class NotAnswered(Exception):
    """No answer came in whole; `left` says whether the request may have got there."""

    def __init__(self, detail: str, *, left: bool) -> None:
        super().__init__(detail)
        self.detail = detail
        self.left = left


class Wire:
    """This will make calls to one Shippo account."""

    def __init__(self, *, token: str, base: str, read_seconds: float) -> None:
        self._token = token
        self._base = base
        self._read_seconds = read_seconds

    def ask(self, call: Callable[[shippo.Shippo], object]) -> Answer:
        """
        Make one call, once, and return what came back.

        Raises NotAnswered where nothing came back in whole.
        """
        with KeepingSession(self._read_seconds) as session:
            sdk = shippo.Shippo(
                api_key_header=self._token,
                shippo_api_version=API_VERSION,
                server_url=self._base,
                client=session,
            )
            try:
                call(sdk)
            except requests.exceptions.RequestException as failure:
                if session.kept is None:
                    raise _silence(failure) from failure
            except _CANT_DECODE:
                if session.kept is None:
                    raise
            if session.kept is None:
                raise NotAnswered("no answer", left=True)
            return _answer(session.kept)


def _silence(failure: requests.exceptions.RequestException) -> NotAnswered:
    cause = failure.args[0] if failure.args else failure
    if isinstance(cause, MaxRetryError):
        cause = cause.reason
    never_left = isinstance(cause, _NEVER_LEFT)
    return NotAnswered(type(failure).__name__, left=not never_left)


def _answer(kept: Kept) -> Answer:
    raw = kept.content.decode("utf-8", "replace")
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        body = None
    return Answer(
        status=kept.status,
        body=body if isinstance(body, dict) else None,
        raw=raw,
        retry_after=_wait(kept.headers.get("Retry-After", "")),
    )


def _wait(told: str) -> timedelta | None:
    """Return how long Shippo asks us to wait, where it says so in seconds."""
    if not told.isdecimal() or len(told) > 6:
        return None
    return min(timedelta(seconds=int(told)), _LONGEST_WAIT)
