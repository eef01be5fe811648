"""Parcels of a return: labels shown and ordered again, a rehearsal's next step."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal import gate
from portal.desk import act, door
from portal.desk.act import ActForm, Asking
from portal.desk.case import case_of, url_of
from rma.actions import labelling, rehearsing
from rma.queries import desk_papers


@require_http_methods(["GET", "POST"])
@gate.staff_page("label")
def order_again(request: HttpRequest, number: str, parcel_id: int) -> HttpResponse:
    """Order a label anew after a refusal; it costs what a label costs."""
    case = case_of(number)
    form = act.bound(ActForm, request)
    sender = ", ".join(case.sender.lines())
    asking = Asking(
        title=_("Order the label again"),
        button=_("Order the label again"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        lead=_("The parcel starts at: %(address)s.") % {"address": sender},
        is_final=True,
    )

    def deed() -> None:
        labelling.order_again(
            case=case.ref,
            parcel_id=parcel_id,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("Ordered. The label is on the page in a few seconds.")
    return act.answer(request, form, asking, deed, done=done)


@require_POST
@gate.staff_page("label")
def move(request: HttpRequest, number: str, parcel_id: int) -> HttpResponse:
    """Move a sandbox parcel one step; a worker does it, this page waits for nobody."""
    if settings.SHIPPING_CARRIER != "sandbox":
        raise Http404
    case = case_of(number)
    parcel = door.found(desk_papers.parcel_of(case, parcel_id))
    rehearsing.move_parcel(tracking_number=parcel.tracking_number, at=timezone.now())
    messages.success(request, _("The parcel moves one step. Look again in a moment."))
    return redirect("desk:case", case.number)


@require_safe
@gate.staff_page()
def label(request: HttpRequest, number: str, purchase_id: int) -> HttpResponse:
    """Show a carrier's label."""
    case = case_of(number)
    return _file(door.found(desk_papers.label_of(case, purchase_id)))


@require_safe
@gate.staff_page()
def paper(request: HttpRequest, number: str, paper_id: int) -> HttpResponse:
    """Show one of our own documents."""
    case = case_of(number)
    return _file(door.found(desk_papers.paper_of(case, paper_id)))


def _file(found: desk_papers.Found) -> HttpResponse:
    response = HttpResponse(found.content, content_type=found.media_type)
    response["Content-Disposition"] = f'inline; filename="{found.name}"'
    return response
