"""Where Shippo tells us that something happened: kept in one statement, read later."""

import logging

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from portal.addresses import caller_of
from shipping import inbox, signatures
from shipping.inbox import Guard

_LOG = logging.getLogger(__name__)


# Exempt: no browser calls it, and the secret of the address is what lets in.
@csrf_exempt
def hear(request: HttpRequest, secret: str) -> HttpResponse:
    """
    Keep what the carrier says and answer at once, whatever else is down.

    Raises Http404 for another secret: whoever guesses learns nothing.
    """
    if not signatures.is_same(settings.SHIPPO_WEBHOOK_SECRET, secret):
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if _length(request) > inbox.MOST_BYTES:
        return _said("A hook has at most 256 kB.", 413)
    body = request.read(inbox.MOST_BYTES + 1)
    if len(body) > inbox.MOST_BYTES:
        return _said("A hook has at most 256 kB.", 413)
    if not body:
        return _said("The hook is empty.", 400)
    at = timezone.now()
    proof = _guard().proof(
        body=body,
        signature=request.headers.get("Shippo-Auth-Signature", ""),
        caller=caller_of(request),
        at=at,
    )
    if not proof:
        return _said("The hook is not signed as agreed.", 401)
    try:
        inbox.keep(carrier="shippo", body=body, proof=proof, at=at)
    except DatabaseError:
        _LOG.warning("a hook could not be kept; the carrier sends it again")
        return _said("Not kept. Send it again.", 503)
    return _said("Kept.", 202)


def _guard() -> Guard:
    return Guard(
        hmac_secrets=settings.SHIPPO_WEBHOOK_HMAC,
        addresses=settings.SHIPPO_WEBHOOK_ADDRESSES,
    )


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0


def _said(text: str, status: int) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain")
