"""Checking a unit, deciding its place, and deciding what the customer gets."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import act
from portal.station import sheet
from portal.station.deciding_forms import THEY_CHOOSE, DecideForm, ResolveForm
from portal.station.forms import InspectForm
from portal.station.guard import station_page
from rma.actions import choosing, disposing, inspecting, resolving
from rma.rules.words import DispositionKind, Finding, Grade, ResolutionKind


@require_POST
@station_page("inspect")
def inspect(request: HttpRequest, number: str, line_id: int) -> HttpResponse:
    """Keep what was found."""
    case, line = sheet.line_here(request, number, line_id, "inspect")
    form = InspectForm(request.POST, line=line, prefix=f"inspect-{line_id}")

    def deed() -> None:
        told = form.cleaned_data
        inspecting.inspect_units(
            case=case.ref,
            line_id=line_id,
            quantity=told.get("quantity") or 1,
            outcome=Finding(told["outcome"]),
            grade=Grade(told["grade"]) if told["grade"] else None,
            notes=told["notes"],
            cause=told["cause"],
            advice=told["advice"],
            advice_expect=told["advice_expect"],
            advice_otherwise=told["advice_otherwise"],
            checks=form.checks(),
            clues=form.traces(),
            **act.signed(request, form),
        )

    return sheet.acted(request, case, form, deed, done=_("The finding is kept."))


@require_POST
@station_page("dispose")
def decide(request: HttpRequest, number: str, line_id: int) -> HttpResponse:
    """Keep what becomes of the units; what was decided before is decided anew."""
    case, line = sheet.line_here(request, number, line_id, "dispose")
    form = DecideForm(request.POST, line=line, prefix=f"decide-{line_id}")

    def deed() -> None:
        disposing.decide_disposition(
            case=case.ref,
            line_id=line_id,
            quantity=line.to_dispose if line.to_dispose > 0 else max(line.disposed, 1),
            kind=DispositionKind(form.cleaned_data["kind"]),
            reason=form.cleaned_data["reason"],
            **act.signed(request, form),
        )

    return sheet.acted(request, case, form, deed, done=_("Its place is decided."))


@require_POST
@station_page("resolve")
def resolve(request: HttpRequest, number: str, line_id: int) -> HttpResponse:
    """Keep what the customer gets; a parcel that follows stands below."""
    case, line = sheet.line_here(request, number, line_id, "resolve")
    form = ResolveForm(request.POST, line=line, prefix=f"resolve-{line_id}")

    def deed() -> None:
        if form.cleaned_data["kind"] == THEY_CHOOSE:
            choosing.ask_customer(
                case=case.ref,
                line_id=line_id,
                **act.signed(request, form),
            )
            return
        resolving.resolve_units(
            case=case.ref,
            line_id=line_id,
            quantity=max(line.to_resolve, 1),
            kind=ResolutionKind(form.cleaned_data["kind"]),
            **act.signed(request, form),
        )

    return sheet.acted(request, case, form, deed, done=_("The customer is told."))
