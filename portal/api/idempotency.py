"""One effect a request: the key that names it, and the answer kept for repetitions."""

import hashlib
import json
import re

from django.http import HttpRequest, HttpResponse

from portal import access
from portal.api.caller import Call
from portal.api.told import Told
from rma.actions.use_case import Once

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
_A_KEY = re.compile(r"[\x21-\x7e]{1,255}")


class KeyMissing(Exception):
    """The header that names the request is missing, or is no key."""


def key_of(request: HttpRequest) -> str:
    """Return the key that names this request; raises KeyMissing."""
    key = request.headers.get(HEADER, "")
    if not _A_KEY.fullmatch(key):
        raise KeyMissing
    return key


def once_of(request: Call) -> Once:
    """Return what a use case needs to take effect once: whose, which key, what body."""
    return Once(request.auth.principal, key_of(request), _hash_of(request))


def answer(request: Call, status: int, shape: Told) -> HttpResponse:
    """
    Return the first answer given to this request, byte for byte.

    Call it after the use case: whoever comes first keeps its answer.
    """
    status, text, is_replay = access.first_answer(
        principal=request.auth.principal,
        key=key_of(request),
        status=status,
        answer=shape.model_dump_json(),
    )
    response = HttpResponse(text, status=status, content_type="application/json")
    if is_replay:
        response[REPLAYED] = "true"
    return response


def _hash_of(request: HttpRequest) -> str:
    """Return what two requests share that ask for the same, however it is written."""
    body = json.loads(request.body) if request.body else None
    asked = [request.method, request.path, body]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
