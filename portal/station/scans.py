"""What the station's page sends: scans to keep, one or many, each answered once."""

import json
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import IntegrityError
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from portal import access
from portal.station.guard import station_page
from rma.actions import scanning
from rma.actions.scanning import Reading
from rma.models import Scan, Shift
from rma.rules.words import ScanVerdict

_MOST = 50
# One sign more than any code has, so that what is longer stays longer.
_LONGEST = 4097
_LARGEST = 2**63
_VERDICTS = {verdict.value for verdict in ScanVerdict}


@require_POST
@station_page("receive")
def scans(request: HttpRequest) -> JsonResponse:
    """Keep scans in the order they were made, and answer each by its name."""
    now = timezone.now()
    try:
        sent = json.loads(request.body)
        readings = [_reading(each, now) for each in sent["scans"][:_MOST]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return JsonResponse({"code": "not-understood"}, status=400)
    said = [_kept(request, reading, shift, now) for reading, shift in readings]
    return JsonResponse({"answers": [_told(scan) for scan in said]})


def _reading(each: dict[str, Any], now: datetime) -> tuple[Reading, int | None]:
    """Return a scan and in which shift it was made; raises ValueError, KeyError."""
    at = parse_datetime(str(each.get("at") or "")) or now
    said = str(each.get("said") or "")
    shift = each.get("shift")
    reading = Reading(
        id=UUID(str(each["id"])),
        text=str(each["text"])[:_LONGEST],
        scanned_at=at if timezone.is_aware(at) else now,
        said=said if said in _VERDICTS else "",
        about=str(each.get("about") or "")[:_LONGEST],
    )
    is_number = isinstance(shift, int) and 0 < shift < _LARGEST
    return reading, shift if is_number else None


def _kept(
    request: HttpRequest, reading: Reading, shift_id: int | None, now: datetime
) -> Scan:
    shift = _shift_of(access.shift_here(request), shift_id)
    words = {
        "reading": reading,
        "by": shift.user.actor if shift else access.actor(request),
        "at": now,
        "device_id": shift.device_id if shift else None,
        "site_id": shift.device.site_id if shift else None,
    }
    try:
        return scanning.keep_scan(**words)  # type: ignore[arg-type]
    except IntegrityError:
        # Another device scanned the same thing at the same moment: it came first.
        return scanning.keep_scan(**words)  # type: ignore[arg-type]


def _shift_of(shift: Shift | None, made_in: int | None) -> Shift | None:
    """Return whose scan it is: what was kept while cut off names its own shift."""
    if shift is None or made_in in (None, shift.pk):
        return shift
    return access.shift_of_device(shift.device_id, made_in) or shift


def _told(scan: Scan) -> dict[str, Any]:
    answer: dict[str, Any] = dict(scan.answer)
    is_case = answer.pop("is_case", False)
    told = answer | {"id": str(scan.pk), "verdict": scan.verdict, "open": ""}
    if is_case:
        told["open"] = reverse("station:sheet", args=[answer["number"]])
    elif scan.verdict == ScanVerdict.UNKNOWN:
        query = urlencode({"code": scan.text})
        told["park"] = f"{reverse('station:mystery')}?{query}"
    return told
