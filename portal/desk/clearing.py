"""The proof that a return was exported, kept at the desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import clearing as asked
from portal import gate
from portal.desk import act, door
from portal.desk.act import ActForm, Asking
from portal.desk.case import case_of, url_of
from rma.actions import clearing
from rma.queries import boxes


class ExportForm(asked.ExportForm, ActForm):
    """Ask for the number under which the export was declared, at the desk."""


@require_http_methods(["GET", "POST"])
@gate.staff_page("label")
def export(request: HttpRequest, number: str) -> HttpResponse:
    """Keep the number of the export declaration, where a border is crossed."""
    case = case_of(number)
    if not boxes.cross_a_border(case):
        messages.info(request, _("No box of it crosses a customs border."))
        return redirect("desk:case", case.number)
    form = act.bound(ExportForm, request, case=case)
    asking = Asking(
        title=_("Keep the export number"),
        button=_("Keep it"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        lead=_(
            "The papers of what leaves from now on name it, so that relief from duty"
            " can be asked for when the goods come back."
        ),
    )

    def deed() -> None:
        clearing.keep_export_proof(
            case=case.ref,
            proof=form.cleaned_data["proof"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Kept."))
