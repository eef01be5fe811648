"""The day at the dock: done, waiting, oldest, differences, and what can be undone."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from portal import access, act
from portal.once import OnceForm
from portal.station.deciding_forms import PLACES
from portal.station.difference_form import DIFFERENCES
from portal.station.forms import FINDINGS
from portal.station.guard import station_page
from portal.station.refusals import AT_THE_STATION
from rma.actions import undoing
from rma.queries import dock_lists
from rma.queries.dock_lists import Kind, Waits
from rma.queries.station_day import Count, Undoable, station_day
from rma.rules import discrepancies
from rma.rules.deeds import Deed
from rma.rules.words import DiscrepancyKind, DispositionKind, Finding, Role

_COUNTS = {
    "received": gettext_lazy("Taken in"),
    "inspected": gettext_lazy("Checked"),
    "decided": gettext_lazy("Place decided"),
    "put_away": gettext_lazy("Put away"),
    "shipped": gettext_lazy("Packed"),
    "parked": gettext_lazy("Mystery parcels parked"),
    "to_open": gettext_lazy("To open"),
    "to_check": gettext_lazy("To check"),
    "to_decide": gettext_lazy("In quarantine: nothing decided"),
    "to_put_away": gettext_lazy("To put away"),
    "differences": gettext_lazy("Differences nobody settled"),
    "to_ship": gettext_lazy("To ship"),
    "mysteries": gettext_lazy("Mystery parcels"),
}
_WHOSE = {
    Role.SUPPORT: gettext_lazy("Support settles it"),
    Role.WAREHOUSE: gettext_lazy("The warehouse settles it"),
    Role.LEAD: gettext_lazy("A lead settles it"),
}


class Row:
    """Show one thing that waits, in words."""

    def __init__(self, row: Waits) -> None:
        """Say what it is, how long it waits and, of a difference, who settles it."""
        self.number, self.serial, self.is_old = row.number, row.serial, row.is_old
        self.since = row.since
        kind = DiscrepancyKind(row.what) if row.what else None
        self.title = str(DIFFERENCES[kind]) if kind else row.name
        self.name = row.name if kind else ""
        self.whose = str(_WHOSE[discrepancies.owner_of(kind)]) if kind else ""
        self.age = _age(row.days)


def _age(days: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


@require_safe
@station_page("receive")
def day(request: HttpRequest) -> HttpResponse:
    """Show the day of this site."""
    return _page(request, OnceForm(), status=200)


@require_safe
@station_page("receive")
def waiting(request: HttpRequest, waits: str) -> HttpResponse:
    """Show all that waits of one kind at this site, the oldest first."""
    if waits not in set(Kind):
        raise Http404
    site = access.site_here(request)
    found = dock_lists.page(
        Kind(waits), site.pk, at=timezone.now(), after=request.GET.get("after", "")
    )
    context = {
        "site": site,
        "title": _COUNTS[waits],
        "rows": [Row(each) for each in found.rows],
        "next": found.next,
    }
    return render(request, "station/waiting.html", context)


def _page(request: HttpRequest, form: OnceForm, status: int) -> HttpResponse:
    site = access.site_here(request)
    now = timezone.now()
    found = station_day(
        now, _midnight(now, site.time_zone), site.pk, access.actor(request).label[:120]
    )
    counts = {each.kind: each.count for each in found.waiting}
    pages = {
        Kind.DIFFERENCES: found.differences,
        Kind.TO_DECIDE: found.undecided,
        Kind.TO_PUT_AWAY: found.to_put_away,
    }
    context = {
        "site": site,
        "done": [(_COUNTS[each.kind], each) for each in found.done],
        "waiting": [_waits(each) for each in found.waiting],
        "lists": [
            {
                "kind": kind.value,
                "title": _COUNTS[kind],
                "rows": [Row(each) for each in page.rows],
                "more": counts[kind] if page.next else 0,
            }
            for kind, page in pages.items()
            if page.rows
        ],
        "undoable": [(_said(each), each, OnceForm()) for each in found.undoable],
        "form": form,
    }
    return render(request, "station/day.html", context, status=status)


def _midnight(now: datetime, zone: str) -> datetime:
    local = timezone.localtime(now, ZoneInfo(zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _waits(count: Count) -> dict[str, Any]:
    """Return a count with its name, and where all of it is listed."""
    return {
        "name": _COUNTS[count.kind],
        "row": count,
        "is_listed": count.kind in set(Kind) and count.count > 0,
    }


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
            **act.signed(request, form),
        )

    if deed not in set(Deed):
        return access.nothing()
    if act.tried(form, take_back, AT_THE_STATION):
        messages.success(request, _("Taken back. The history keeps both."))
        return redirect("station:day")
    return _page(request, form, status=422)
