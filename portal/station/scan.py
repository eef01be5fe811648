"""Scan or type any code: one verdict, and what to do next."""

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal import access
from portal.station import page_words
from portal.station.guard import station_page
from rma.queries import scan_look, station_home

# Longer texts are no code of anybody's; a scanner that jams sends more.
_LONGEST = 4096


@require_safe
@csp_update(page_words.POLICY)
@station_page("receive")
def home(request: HttpRequest) -> HttpResponse:
    """Show the scan field, and the verdict on what was scanned."""
    code = request.GET.get("code", "")[:_LONGEST]
    shift = access.shift_here(request)
    site_id = shift.device.site_id if shift else None
    look = scan_look.look_up(code, site_id=site_id) if code.strip() else None
    waiting = None if look else station_home.station_home(timezone.now(), site_id)
    context = {"look": look, "code": code[:80], "waiting": waiting}
    context |= page_words.of_page(request)
    return render(request, "station/scan.html", context)
