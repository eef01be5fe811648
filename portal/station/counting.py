"""Counting what is in the box."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from portal import access, act
from portal.station import sheet
from portal.station.forms import ReceiveForm
from portal.station.guard import station_page
from rma.actions import receiving
from rma.queries.station_sheet import sheet_of
from rma.steps.counting import Arrival


@require_POST
@station_page("receive")
def receive(request: HttpRequest, number: str) -> HttpResponse:
    """Take in what was counted; what is missing stays expected."""
    case = access.case_for(request, number, "receive")
    lines = sheet_of(case).lines
    form = ReceiveForm(request.POST, lines=lines, prefix="receive")
    total = sum(form.counts().values()) if form.is_valid() else 0

    def deed() -> None:
        receiving.receive_units(
            case=case.ref,
            arrivals=tuple(
                Arrival(line_id=line, quantity=count)
                for line, count in form.counts().items()
                if count
            ),
            **act.signed(request, form),
        )

    said = ngettext("%(count)s unit is in.", "%(count)s units are in.", total)
    done = said % {"count": total}
    return sheet.acted(request, case, form, deed, done=done)
