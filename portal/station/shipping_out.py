"""Sending a unit to the customer: its serial bound, its label printed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import access, act
from portal.once import OnceForm
from portal.station import sheet
from portal.station.guard import station_page
from portal.station.shipping_forms import KitForm, ShipForm
from rma.actions import dispatching, packing_kits
from rma.models import Case
from rma.queries import desk_papers, documents
from rma.queries.station_sheet import SheetDispatch, sheet_of


def _dispatch(case: Case, dispatch_id: int) -> SheetDispatch:
    for dispatch in sheet_of(case).dispatches:
        if dispatch.id == dispatch_id:
            return dispatch
    raise Http404


@require_POST
@station_page("dispatch")
def ship(request: HttpRequest, number: str, dispatch_id: int) -> HttpResponse:
    """Bind the serial to the case and order the label for the box."""
    case = access.case_for(request, number, "dispatch")
    dispatch = _dispatch(case, dispatch_id)
    form = ShipForm(request.POST, dispatch=dispatch, prefix=f"ship-{dispatch_id}")

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

    done = _("Packed. Its label is being made.")
    return sheet.acted(request, case, form, deed, done=done)


@require_POST
@station_page("dispatch")
def ship_kit(request: HttpRequest, number: str, kit_id: int) -> HttpResponse:
    """Pack an empty box, the return label in it, and order its own label."""
    case = access.case_for(request, number, "dispatch")
    if kit_id not in [kit.id for kit in sheet_of(case).kits]:
        raise Http404
    form = KitForm(request.POST, prefix=f"kit-{kit_id}")

    def deed() -> None:
        packing_kits.ship_kit(
            case=case.ref,
            kit_id=kit_id,
            return_label_inside=form.cleaned_data["return_label_inside"],
            **act.signed(request, form),
        )

    done = _("Packed. Its label is being made.")
    return sheet.acted(request, case, form, deed, done=done)


@require_POST
@station_page("dispatch")
def hand_over(request: HttpRequest, number: str, parcel_id: int) -> HttpResponse:
    """Note that the carrier took a box."""
    case = access.case_for(request, number, "dispatch")
    form = OnceForm(request.POST, prefix=f"hand-{parcel_id}")

    def deed() -> None:
        dispatching.hand_over_parcel(
            case=case.ref,
            parcel_id=parcel_id,
            **act.signed(request, form),
        )

    return sheet.acted(request, case, form, deed, done=_("The carrier has it."))


@require_safe
@station_page("dispatch")
def label(request: HttpRequest, number: str, purchase_id: int) -> HttpResponse:
    """Return the carrier's label of a box that leaves."""
    case = access.case_for(request, number, "dispatch")
    found = desk_papers.label_of(case, purchase_id)
    if found is None:
        raise Http404
    return _file(found.content, found.media_type, found.name)


@require_safe
@station_page("dispatch")
def invoice(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Return the customs invoice of a box; where it is being made, the sheet again."""
    case = access.case_for(request, number, "dispatch")
    found = documents.invoice_of(case, code)
    if found is None:
        messages.info(request, _("The invoice is being made. Look again in a moment."))
        return redirect("station:sheet", case.number)
    return _file(found.read(), found.media_type, found.file_name)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
