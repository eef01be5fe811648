"""Scan or type any code: one verdict, and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.gate import staff_page
from rma.queries import scan_look, station_home

# Longer texts are no code of anybody's; a scanner that jams sends more.
_LONGEST = 4096


@require_safe
@staff_page("receive")
def home(request: HttpRequest) -> HttpResponse:
    """Show the scan field, and the verdict on what was scanned."""
    code = request.GET.get("code", "")[:_LONGEST]
    look = scan_look.look_up(code) if code.strip() else None
    waiting = None if look else station_home.station_home(timezone.now())
    context = {"look": look, "code": code[:80], "waiting": waiting}
    return render(request, "station/scan.html", context)
