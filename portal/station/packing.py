"""The way out: what leaves today, picked, scanned, labelled, and handed over."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal import access, act
from portal.once import OnceForm
from portal.station.guard import station_page
from portal.station.refusals import AT_THE_STATION
from portal.station.shipping_forms import PackForm
from rma.actions import dispatching
from rma.actions import packing as checking
from rma.queries import inside_labels, pick_list
from rma.queries.pick_list import PickRow
from rma.rules import picking


class LabelForm(OnceForm):
    """Ask for the label on the box."""

    label = forms.CharField(
        label=gettext_lazy("Scan the label on the box"),
        max_length=400,
        widget=forms.TextInput(
            attrs={"class": "code-entry", "autocomplete": "off", "data-scan": "send"}
        ),
        error_messages={"required": gettext_lazy("Scan the label on the box.")},
    )


@require_safe
@station_page("dispatch")
def out(request: HttpRequest) -> HttpResponse:
    """Show what must leave today, shelf by shelf, and what waits for the carrier."""
    return _list(request, OnceForm(), 200)


def _list(request: HttpRequest, form: OnceForm, status: int) -> HttpResponse:
    site, now = access.site_here(request), timezone.now()
    found = pick_list.pick_list(site, now)
    zone, cut_off = site.time_zone, site.collects_at
    context = {
        "site": site,
        "list": found,
        "groups": [
            (_("Late"), "late", found.late),
            (_("Today"), "today", found.today),
            (_("On later days"), "later", found.later),
        ],
        "is_past": picking.is_past(cut_off, at=now, zone=zone),
        "form": form,
    }
    return render(request, "station/out.html", context, status=status)


@require_http_methods(["GET", "POST"])
@station_page("dispatch")
def pack(request: HttpRequest, dispatch_id: int) -> HttpResponse:
    """Scan the unit that leaves; its serial is bound and its label ordered."""
    row = _row(request, dispatch_id)
    if request.method == "GET" or row.state is not picking.PickState.TO_PICK:
        return _page(request, row, PackForm(row=row))
    form = PackForm(request.POST, row=row)
    case = access.case_for(request, row.number, "dispatch")

    def deed() -> None:
        dispatching.ship_unit(
            case=case.ref,
            dispatch_id=dispatch_id,
            serials=form.serials(),
            has_no_serials=form.cleaned_data.get("has_no_serials", False),
            is_makers_own=form.cleaned_data.get("is_makers_own", False),
            return_label_inside=form.cleaned_data.get("return_label_inside", False),
            **act.signed(request, form),
        )

    if act.tried(form, deed, AT_THE_STATION):
        messages.success(request, _("Bound. Its label is being made."))
        return redirect("station:pack", dispatch_id)
    return _page(request, row, form)


@require_POST
@station_page("dispatch")
def check_label(request: HttpRequest, dispatch_id: int) -> HttpResponse:
    """Compare the label on the box with the one it must have."""
    row = _row(request, dispatch_id)
    case = access.case_for(request, row.number, "dispatch")
    form = LabelForm(request.POST)

    def deed() -> None:
        checking.check_label(
            case=case.ref,
            dispatch_id=dispatch_id,
            scanned=form.cleaned_data["label"],
            **act.signed(request, form),
        )

    if act.tried(form, deed, AT_THE_STATION):
        messages.success(request, _("The right label. The box waits for the carrier."))
        return redirect("station:out")
    return _page(request, row, form)


@require_POST
@station_page("dispatch")
def hand_over(request: HttpRequest, dispatch_id: int) -> HttpResponse:
    """Note that the carrier took one box."""
    form = OnceForm(request.POST)
    rows = (_row(request, dispatch_id),)
    return _taken(request, form, rows)


@require_POST
@station_page("dispatch")
def taken(request: HttpRequest) -> HttpResponse:
    """Note that the carrier took every box whose label was checked."""
    form = OnceForm(request.POST)
    found = pick_list.pick_list(access.site_here(request), timezone.now())
    return _taken(request, form, found.ready)


def _taken(
    request: HttpRequest, form: OnceForm, rows: tuple[PickRow, ...]
) -> HttpResponse:
    def deed() -> None:
        # Each box is its own fact; one that left before changes nothing.
        for row in rows:
            dispatching.hand_over_parcel(
                case=access.case_for(request, row.number, "dispatch").ref,
                parcel_id=row.parcel_id or 0,
                by=access.actor(request),
                at=timezone.now(),
            )

    if act.tried(form, deed, AT_THE_STATION):
        count = len(rows)
        said = ngettext(
            "The carrier has %(count)s box.", "The carrier has %(count)s boxes.", count
        )
        messages.success(request, said % {"count": count})
        return redirect("station:out")
    return _list(request, form, 422)


def _row(request: HttpRequest, dispatch_id: int) -> PickRow:
    site = access.site_here(request)
    row = pick_list.pick_row(site, dispatch_id, timezone.now())
    return row if row is not None else access.nothing()


def _page(request: HttpRequest, row: PickRow, form: OnceForm) -> HttpResponse:
    """Return the page of one box; a refused form stands in its place."""
    to_check = row.state is picking.PickState.TO_CHECK
    context = {
        "row": row,
        "inside": inside_labels.labels_inside([row.planned_code]).get(
            row.planned_code, ()
        ),
        "form": form,
        "pack": form if isinstance(form, PackForm) else None,
        "check": (form if isinstance(form, LabelForm) else LabelForm())
        if to_check
        else None,
        "once": OnceForm(),
    }
    status = 422 if form.errors else 200
    return render(request, "station/pack.html", context, status=status)
