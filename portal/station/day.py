"""The day at the dock: done, waiting, oldest, differences, and what can be undone."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from portal import access, act
from portal.once import OnceForm
from portal.station.deciding_forms import PLACES
from portal.station.difference_form import DIFFERENCES
from portal.station.forms import FINDINGS
from portal.station.guard import station_page
from portal.station.refusals import AT_THE_STATION
from rma.actions import undoing
from rma.queries.station_day import Undoable, station_day
from rma.rules.deeds import Deed
from rma.rules.words import DiscrepancyKind, DispositionKind, Finding

_COUNTS = {
    "received": gettext_lazy("Taken in"),
    "inspected": gettext_lazy("Checked"),
    "decided": gettext_lazy("Place decided"),
    "shipped": gettext_lazy("Packed"),
    "to_check": gettext_lazy("To check"),
    "to_decide": gettext_lazy("In quarantine: nothing decided"),
    "to_ship": gettext_lazy("To ship"),
    "mysteries": gettext_lazy("Mystery parcels"),
}


@require_safe
@station_page("receive")
def day(request: HttpRequest) -> HttpResponse:
    """Show the day of this site."""
    return _page(request, OnceForm(), status=200)


def _page(request: HttpRequest, form: OnceForm, status: int) -> HttpResponse:
    site = access.site_here(request)
    now = timezone.now()
    midnight = timezone.localtime(now, ZoneInfo(site.time_zone)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    found = station_day(now, midnight, site.pk, access.actor(request).label[:120])
    context = {
        "site": site,
        "day": found,
        "done": [(_COUNTS[each.kind], each) for each in found.done],
        "waiting": [(_COUNTS[each.kind], each) for each in found.waiting],
        "differences": [
            (DIFFERENCES[DiscrepancyKind(each.kind)], each)
            for each in found.differences
        ],
        "undoable": [(_said(each), each, OnceForm()) for each in found.undoable],
        "form": form,
    }
    return render(request, "station/day.html", context, status=status)


def _said(row: Undoable) -> str:
    if row.deed is Deed.RECEIPT:
        return _("Taken in")
    if row.deed is Deed.INSPECTION:
        return str(FINDINGS[Finding(row.what)])
    return str(PLACES[DispositionKind(row.what)])


@require_POST
@station_page("receive")
def undo(request: HttpRequest, number: str, deed: str, row_id: int) -> HttpResponse:
    """Take one deed back, unless something followed from it."""
    case = access.case_for(request, number, "receive")
    form = OnceForm(request.POST)

    def take_back() -> None:
        undoing.undo(
            case=case.ref,
            deed=Deed(deed),
            row_id=row_id,
            by=access.actor(request),
            at=timezone.now(),
            once=form.sent(request, access.principal(request)),
        )

    if deed not in set(Deed):
        return access.nothing()
    if act.tried(form, take_back, AT_THE_STATION):
        messages.success(request, _("Taken back. The history keeps both."))
        return redirect("station:day")
    return _page(request, form, status=422)
