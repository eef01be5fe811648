"""How a return gets to us, changed at the desk for its customer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import gate, handing
from portal.desk import act, door
from portal.desk.act import ActForm, Asking
from portal.desk.case import case_of, url_of
from rma.actions import handing_over
from rma.queries import hand_over


class HandOverForm(handing.HandOverForm, ActForm):
    """Ask how the return gets to us, at the desk."""


@require_http_methods(["GET", "POST"])
@gate.staff_page("label")
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Change how it is handed over, as long as nothing has left."""
    case = case_of(number)
    at = timezone.now()
    offer = hand_over.offered(case, at)
    if offer is None:
        messages.info(request, _("A box has left, or there is none to send."))
        return redirect("desk:case", case.number)
    form = act.bound(HandOverForm, request, offer=offer, case=case)
    asking = Asking(
        title=_("Change how it gets to us"),
        button=_("Change it"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        lead=_("A label that was ordered is given back and ordered anew."),
    )

    def deed() -> None:
        handing_over.change_hand_over(
            case=case.ref,
            by=door.actor(request),
            at=at,
            once=form.sent(request),
            **form.wanted,
        )

    return act.answer(request, form, asking, deed, done=_("Changed."))
