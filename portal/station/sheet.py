"""The work sheet of one case, and how its buttons answer."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from portal import access, act
from portal.once import OnceForm
from portal.station import page_words
from portal.station.difference_form import DIFFERENCES, SETTLED_BY
from portal.station.guard import station_page
from portal.station.refusals import AT_THE_STATION
from portal.station.sections import sections
from rma.models import Case, Discrepancy
from rma.queries.sheet_line import SheetLine
from rma.queries.station_sheet import sheet_of
from rma.rules import discrepancies
from rma.rules.words import CaseStatus, DiscrepancyKind


@require_safe
@station_page("receive")
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
    may = [act for act in access.ACTS if access.may_here(request, act)]
    context = {
        "sheet": sheet,
        "sections": sections(sheet, refused or {}, may),
        "may": may,
        "commands": page_words.command_codes(),
        "pictures": [each for each in sheet.photos if each.is_picture],
        "is_expired": case.status == CaseStatus.EXPIRED,
        "form": _first(refused),
        "differences": [_shown(each) for each in sheet.discrepancies],
    }
    status = 422 if refused else 200
    return render(request, "station/sheet.html", context, status=status)


def line_here(
    request: HttpRequest, number: str, line_id: int, may: str
) -> tuple[Case, SheetLine]:
    """
    Return a case one may do something to, and a line of it as its sheet shows it.

    Raises Http404 for what is not there, or not theirs.
    """
    case = access.case_for(request, number, may)
    for line in sheet_of(case).lines:
        if line.id == line_id:
            return case, line
    raise Http404


def acted(
    request: HttpRequest,
    case: Case,
    form: OnceForm,
    deed: Callable[[], object],
    *,
    done: str,
) -> HttpResponse:
    """Do one step and go back to the sheet; a refused form stands in its place."""
    if not act.tried(form, deed, AT_THE_STATION):
        return page(request, case, {form.prefix or "": form})
    messages.success(request, done)
    return redirect("station:sheet", case.number)


def _shown(found: Discrepancy) -> dict[str, str]:
    """Return a difference in words, with who settles it."""
    kind = DiscrepancyKind(found.kind)
    owner = discrepancies.owner_of(kind)
    about = [_instead(found.line.serial if found.line else "", found.serial)]
    following = str(SETTLED_BY[owner])
    if found.asked_at:
        following = gettext("The customer is asked. Keep it apart until they answer.")
    return {
        "tone": "bad" if kind is DiscrepancyKind.BATTERY else "warn",
        "title": str(DIFFERENCES[kind]),
        "note": " · ".join(each for each in [*about, found.note] if each),
        "next": following,
    }


def _instead(announced: str, came: str) -> str:
    if announced and came:
        told = {"announced": announced, "came": came}
        return gettext("%(came)s came instead of %(announced)s") % told
    return announced or came


def _first(refused: Mapping[str, OnceForm] | None) -> OnceForm | None:
    return next(iter(refused.values()), None) if refused else None
