"""The sandbox's web server: each request read, answered from the books, and sent."""

import json
import re
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl
from wsgiref.types import StartResponse, WSGIEnvironment

from shipping.carriers.sandbox.http import orders, others
from shipping.carriers.sandbox.http.reading import Unreadable
from shipping.carriers.sandbox.http.words import Ask, Reply, complaint
from shipping.carriers.sandbox.scenarios import named

_LARGEST = 1024 * 1024
_TOKEN = re.compile(r"ShippoToken shippo_test_\w+")
_ROUTES: tuple[tuple[str, str, Callable[..., Reply]], ...] = (
    ("POST", r"/shipments", orders.create_shipment),
    ("GET", r"/rates/([\w-]+)", orders.read_rate),
    ("POST", r"/transactions", orders.create_transaction),
    ("GET", r"/transactions", orders.list_transactions),
    ("GET", r"/transactions/(\w+)", orders.read_transaction),
    ("POST", r"/refunds", orders.create_refund),
    ("POST", r"/addresses", others.create_address),
    ("POST", r"/pickups", others.create_pickup),
    ("POST", r"/tracks", others.create_track),
    ("GET", r"/tracks/(\w+)/(\w+)", others.read_track),
    ("GET", r"/papers/(\w+)/(\w+)", others.read_paper),
)


class Sandbox:
    """
    This will answer as Shippo does.

    `strict` follows Shippo's document to the letter; without it answers are as they
    have been observed. `patience` is how long a silent scenario keeps one waiting.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        strict: bool = True,
        patience: float = 90.0,
    ) -> None:
        self._clock = clock
        self._strict = strict
        self._patience = patience

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request."""
        reply = self._answer(environ)
        if reply.pause:
            time.sleep(self._patience)
        phrase = HTTPStatus(reply.status).phrase
        length = len(reply.content) + reply.missing
        start_response(
            f"{reply.status} {phrase}",
            [
                ("Content-Type", reply.media_type),
                ("Content-Length", str(length)),
                *reply.headers.items(),
            ],
        )
        return [reply.content]

    def _answer(self, environ: WSGIEnvironment) -> Reply:
        path = environ.get("PATH_INFO", "")
        is_paper = path.startswith("/papers/")
        if not is_paper and not _TOKEN.fullmatch(environ.get("HTTP_AUTHORIZATION", "")):
            return complaint(401, "Invalid token.")
        body = _body(environ)
        if body is None:
            return complaint(400, "The body is no JSON object.")
        ask = Ask(
            method=environ["REQUEST_METHOD"],
            path=path,
            query=dict(parse_qsl(environ.get("QUERY_STRING", ""))),
            body=body,
            at=self._clock(),
            home=f"http://{environ.get('HTTP_HOST', '')}",
            scenario=named(environ.get("HTTP_X_SANDBOX_SCENARIO", "")),
            strict=self._strict,
        )
        try:
            return _routed(ask)
        except (Unreadable, TypeError, AttributeError) as odd:
            return complaint(400, f"The request can't be read: {odd}")


def _routed(ask: Ask) -> Reply:
    known_path = False
    for method, pattern, answer in _ROUTES:
        found = re.fullmatch(pattern, ask.path)
        if found and method == ask.method:
            return answer(ask, *found.groups())
        known_path = known_path or bool(found)
    return complaint(405 if known_path else 404, "Not found.")


def _body(environ: WSGIEnvironment) -> dict[str, Any] | None:
    """Return the body; an empty one is an empty object, None where it is nonsense."""
    told = environ.get("CONTENT_LENGTH") or "0"
    if not told.isdecimal() or int(told) > _LARGEST:
        return None
    content = environ["wsgi.input"].read(int(told))
    if not content:
        return {}
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None
