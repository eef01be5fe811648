"""Counting what is in the box, and naming what differs."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from portal import access
from portal.gate import staff_page
from portal.station import sheet
from portal.station.forms import DifferenceForm, ReceiveForm
from rma.actions import receiving
from rma.actions.receiving import Arrival
from rma.queries.station_sheet import sheet_of
from rma.rules.words import DiscrepancyKind


@require_POST
@staff_page("receive")
def receive(request: HttpRequest, number: str) -> HttpResponse:
    """Take in what was counted; what is missing stays expected."""
    case = access.case_for(request, number, "receive")
    lines = sheet_of(case).lines
    form = ReceiveForm(request.POST, lines=lines, prefix="receive")
    if not form.is_valid():
        return sheet.page(request, case, {"receive": form})
    counts = {line: count for line, count in form.counts().items() if count}
    try:
        receiving.receive_units(
            case=case.ref,
            arrivals=tuple(
                Arrival(line_id=line, quantity=count) for line, count in counts.items()
            ),
            by=access.actor(request),
            at=timezone.now(),
            once=form.once(access.principal(request)),
        )
    except receiving.NotExpected as refusal:
        form.add_error(
            None,
            _("Only %(room)s of %(named)s may still come in.")
            % {"room": refusal.room, "named": refusal.named},
        )
        return sheet.page(request, case, {"receive": form})
    total = sum(counts.values())
    said = ngettext("%(count)s unit is in.", "%(count)s units are in.", total)
    return sheet.done(request, number, said % {"count": total})


@require_POST
@staff_page("receive")
def difference(request: HttpRequest, number: str) -> HttpResponse:
    """Write how the box differs; support settles it."""
    case = access.case_for(request, number, "receive")
    form = DifferenceForm(request.POST, prefix="difference")
    if not form.is_valid():
        return sheet.page(request, case, {"difference": form})
    receiving.note_discrepancy(
        case=case.ref,
        kind=DiscrepancyKind(form.cleaned_data["kind"]),
        quantity=form.cleaned_data["quantity"],
        serial=form.cleaned_data["serial"],
        note=form.cleaned_data["note"],
        by=access.actor(request),
        at=timezone.now(),
        once=form.once(access.principal(request)),
    )
    return sheet.done(request, number, _("Written down. Support settles it."))
