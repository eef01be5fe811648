"""What the station needs while cut off: its shell, its worker, what is expected."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_safe

from portal import access
from portal.station import page_words
from portal.station.guard import station_page
from rma.queries import expected


@require_safe
@csp_update(page_words.POLICY)
def shell(request: HttpRequest) -> HttpResponse:
    """Return the empty station: the same for everybody, with nothing of anybody."""
    context = page_words.of_page(request) | {"is_shell": True}
    response = render(request, "station/scan.html", context)
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Return the script that keeps the station's page; it may keep no other's."""
    found = finders.find("portal/station/worker.js")
    if not isinstance(found, str):
        raise Http404
    script = Path(found).read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Service-Worker-Allowed"] = "/station/"
    return response


@require_safe
@station_page("receive")
def manifest(request: HttpRequest) -> HttpResponse:
    """Return what this site expects, as hashes that are good for this house only."""
    shift = access.shift_here(request)
    site_id = shift.device.site_id if shift else None
    salt = salted_hmac("station.manifest", str(site_id), secret=settings.SECRET_KEY)
    found = expected.expected_at(site_id, salt=salt.hexdigest()[:16])
    tag = f'"{hashlib.sha256(json.dumps(asdict(found)).encode()).hexdigest()[:24]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    return JsonResponse(asdict(found), headers={"ETag": tag})
