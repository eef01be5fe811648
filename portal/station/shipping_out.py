"""Sending a unit to the customer: its serial bound, its label printed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import access
from portal.gate import staff_page
from portal.once import OnceForm
from portal.station import sheet
from portal.station.forms import ShipForm
from rma.actions import dispatching
from rma.models import Case
from rma.queries.station_sheet import SheetDispatch, sheet_of


def _dispatch(case: Case, dispatch_id: int) -> SheetDispatch:
    for dispatch in sheet_of(case).dispatches:
        if dispatch.id == dispatch_id:
            return dispatch
    raise Http404


@require_POST
@staff_page("dispatch")
def ship(request: HttpRequest, number: str, dispatch_id: int) -> HttpResponse:
    """Bind the serial to the case and order the label for the box."""
    case = access.case_for(request, number, "dispatch")
    name = f"ship-{dispatch_id}"
    form = ShipForm(request.POST, dispatch=_dispatch(case, dispatch_id), prefix=name)
    if form.is_valid():
        _send(request, case, dispatch_id, form)
    if form.errors:
        return sheet.page(request, case, {name: form})
    return sheet.done(request, number, _("Packed. Its label is being made."))


def _send(request: HttpRequest, case: Case, dispatch_id: int, form: ShipForm) -> None:
    try:
        dispatching.ship_unit(
            case=case.ref,
            dispatch_id=dispatch_id,
            serial=form.cleaned_data["serial"],
            return_label_inside=form.cleaned_data.get("return_label_inside", False),
            by=access.actor(request),
            at=timezone.now(),
            once=form.once(access.principal(request)),
        )
    except dispatching.SerialMissing:
        form.add_error("serial", _("Scan the serial number of the new unit."))
    except dispatching.SerialTaken:
        form.add_error("serial", _("This unit was sold or sent before."))
    except dispatching.SerialMismatch as refusal:
        form.add_error(
            "serial",
            _("This is another unit: %s must go back.") % refusal.expected,
        )
    except dispatching.LabelNotInside:
        form.add_error(
            "return_label_inside", _("Put the return label into the box first.")
        )
    except dispatching.NothingToShip:
        form.add_error(None, _("This was sent already."))


@require_POST
@staff_page("dispatch")
def hand_over(request: HttpRequest, number: str, parcel_id: int) -> HttpResponse:
    """Note that the carrier took a box."""
    case = access.case_for(request, number, "dispatch")
    form = OnceForm(request.POST, prefix=f"hand-{parcel_id}")
    if form.is_valid():
        try:
            dispatching.hand_over_parcel(
                case=case.ref,
                parcel_id=parcel_id,
                by=access.actor(request),
                at=timezone.now(),
                once=form.once(access.principal(request)),
            )
        except dispatching.NothingToShip:
            form.add_error(None, _("Its label is not ready yet."))
    if form.errors:
        return sheet.page(request, case, {"hand over": form})
    return sheet.done(request, number, _("The carrier has it."))


@require_safe
@staff_page("receive")
def label(request: HttpRequest, number: str, purchase_id: int) -> HttpResponse:
    """Return the carrier's label of a box that leaves."""
    case = access.case_for(request, number, "receive")
    content = access.label_bytes(case, purchase_id)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{case.number}-label.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
