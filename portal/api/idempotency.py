"""One effect a request: the key that names it, and the answer kept for repetitions."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

from portal import access
from portal.api.caller import Call
from portal.api.told import Told
from rma.actions.use_case import Once

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
_JSON = "application/json"
T = TypeVar("T")
_A_KEY = re.compile(r"[\x21-\x7e]{1,255}")


class KeyMissing(Exception):
    """The header that names the request is missing, or is no key."""


def key_of(request: HttpRequest) -> str:
    """Return the key that names this request; raises KeyMissing."""
    key = request.headers.get(HEADER, "")
    if not _A_KEY.fullmatch(key):
        raise KeyMissing
    return key


def once_of(
    request: Call, status: int, shape: Callable[[T], Told]
) -> tuple[Once, Callable[[T], HttpResponse]]:
    """
    Return what a use case needs to take effect once, and what makes its answer.

    The answer is kept in the use case's own transaction: whoever comes first keeps
    it, and each repetition hears the same bytes.
    """

    def tell(result: T) -> str:
        return shape(result).model_dump_json()

    whose, key = request.auth.principal, key_of(request)
    once = Once(whose, key, _hash_of(request), status, tell)

    def answer(result: T) -> HttpResponse:
        if once.told is not None:
            return HttpResponse(once.told, status=status, content_type=_JSON)
        text = access.first_answer(principal=whose, key=key) or tell(result)
        return HttpResponse(
            text, status=status, content_type=_JSON, headers={REPLAYED: "true"}
        )

    return once, answer


def _hash_of(request: HttpRequest) -> str:
    """Return what two requests share that ask for the same, however it is written."""
    body = json.loads(request.body) if request.body else None
    asked = [request.method, request.path, body]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
