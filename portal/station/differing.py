"""Writing down how a box differs from what was announced."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import access, act
from portal.station import sheet
from portal.station.difference_form import DifferenceForm
from portal.station.guard import station_page
from rma.actions import differing
from rma.actions.differing import Difference
from rma.queries.station_sheet import sheet_of
from rma.rules.words import DiscrepancyKind


@require_POST
@station_page("receive")
def difference(request: HttpRequest, number: str) -> HttpResponse:
    """Write how the box differs; the one whose it is settles it."""
    case = access.case_for(request, number, "receive")
    lines = sheet_of(case).lines
    form = DifferenceForm(request.POST, lines=lines, prefix="difference")

    def deed() -> None:
        told = form.cleaned_data
        differing.note_discrepancy(
            case=case.ref,
            difference=Difference(
                kind=DiscrepancyKind(told["kind"]),
                line_id=form.line_id(),
                quantity=told["quantity"],
                serial=told["serial"],
                note=told["note"],
            ),
            **act.signed(request, form),
        )

    done = _("Written down, with who settles it.")
    return sheet.acted(request, case, form, deed, done=done)
