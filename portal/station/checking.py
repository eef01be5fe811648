"""Checking a unit, deciding its place, and deciding what the customer gets."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import access
from portal.gate import staff_page
from portal.station import sheet
from portal.station.forms import DecideForm, InspectForm, ResolveForm
from rma.actions import inspecting, resolving
from rma.models import Case
from rma.queries.station_sheet import SheetLine, sheet_of
from rma.rules.words import DispositionKind, Finding, Grade, ResolutionKind


def _line(case: Case, line_id: int) -> SheetLine:
    for line in sheet_of(case).lines:
        if line.id == line_id:
            return line
    raise Http404


@require_POST
@staff_page("inspect")
def inspect(request: HttpRequest, number: str, line_id: int) -> HttpResponse:
    """Keep what was found."""
    case = access.case_for(request, number, "inspect")
    name = f"inspect-{line_id}"
    form = InspectForm(request.POST, line=_line(case, line_id), prefix=name)
    if not form.is_valid():
        return sheet.page(request, case, {name: form})
    grade = form.cleaned_data["grade"]
    try:
        inspecting.inspect_units(
            case=case.ref,
            line_id=line_id,
            quantity=form.cleaned_data.get("quantity") or 1,
            outcome=Finding(form.cleaned_data["outcome"]),
            grade=Grade(grade) if grade else None,
            notes=form.cleaned_data["notes"],
            checks=form.checks(),
            by=access.actor(request),
            at=timezone.now(),
            once=form.once(access.principal(request)),
        )
    except inspecting.NotReceived as refusal:
        form.add_error(None, _("Only %(here)s are here.") % {"here": refusal.here})
        return sheet.page(request, case, {name: form})
    return sheet.done(request, number, _("The finding is kept."))


@require_POST
@staff_page("inspect")
def decide(request: HttpRequest, number: str, line_id: int) -> HttpResponse:
    """Keep what becomes of the unit."""
    case = access.case_for(request, number, "inspect")
    name = f"decide-{line_id}"
    line = _line(case, line_id)
    form = DecideForm(request.POST, prefix=name)
    if not form.is_valid():
        return sheet.page(request, case, {name: form})
    try:
        inspecting.decide_disposition(
            case=case.ref,
            line_id=line_id,
            quantity=max(line.to_dispose, 1),
            kind=DispositionKind(form.cleaned_data["kind"]),
            reason=form.cleaned_data["reason"],
            by=access.actor(request),
            at=timezone.now(),
            once=form.once(access.principal(request)),
        )
    except inspecting.NotReceived as refusal:
        form.add_error(None, _("Only %(here)s are here.") % {"here": refusal.here})
        return sheet.page(request, case, {name: form})
    return sheet.done(request, number, _("Its place is decided."))


@require_POST
@staff_page("resolve")
def resolve(request: HttpRequest, number: str, line_id: int) -> HttpResponse:
    """Keep what the customer gets; a parcel that follows stands below."""
    case = access.case_for(request, number, "resolve")
    name = f"resolve-{line_id}"
    line = _line(case, line_id)
    form = ResolveForm(request.POST, prefix=name)
    if not form.is_valid():
        return sheet.page(request, case, {name: form})
    try:
        resolving.resolve_units(
            case=case.ref,
            line_id=line_id,
            quantity=max(line.to_resolve, 1),
            kind=ResolutionKind(form.cleaned_data["kind"]),
            by=access.actor(request),
            at=timezone.now(),
            once=form.once(access.principal(request)),
        )
    except resolving.NothingToResolve:
        form.add_error("kind", _("This was decided already."))
    except resolving.AlreadyReplaced:
        form.add_error("kind", _("A replacement was sent in advance."))
    except resolving.CreditTooHigh as refusal:
        form.add_error("kind", _("At most %s may be credited.") % refusal.left)
    except resolving.NotHere:
        form.add_error("kind", _("The unit must be here first."))
    except resolving.NotApproved:
        form.add_error("kind", _("Support has not approved this yet."))
    if form.errors:
        return sheet.page(request, case, {name: form})
    return sheet.done(request, number, _("The customer is told."))
