"""The work sheet of one case, and how its buttons answer."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal import access
from portal.gate import staff_page
from portal.once import OnceForm
from portal.station.sections import sections
from rma.models import Case
from rma.queries.station_sheet import sheet_of


@require_safe
@staff_page("receive")
def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show what to count, check, decide and ship for a case."""
    case = access.case_for(request, number, "receive")
    return page(request, case)


def page(
    request: HttpRequest,
    case: Case,
    refused: Mapping[str, OnceForm] | None = None,
) -> HttpResponse:
    """Return the sheet; a refused form stands in its place with what was typed."""
    sheet = sheet_of(case)
    context = {
        "sheet": sheet,
        "sections": sections(sheet, refused or {}),
        "form": _first(refused),
    }
    status = 422 if refused else 200
    return render(request, "station/sheet.html", context, status=status)


def _first(refused: Mapping[str, OnceForm] | None) -> OnceForm | None:
    return next(iter(refused.values()), None) if refused else None


def done(request: HttpRequest, number: str, text: str) -> HttpResponseRedirect:
    """Go back to the sheet and say what was done."""
    messages.success(request, text)
    return redirect("station:sheet", number)
