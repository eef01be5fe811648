"""How a return gets to us: chosen anew by its customer until it is handed over."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal import act, handing
from portal.act import Refusals
from portal.customer import granted
from portal.handing import HandOverForm
from rma.actions import handing_over
from rma.documents import invoice
from rma.models import Case
from rma.queries import hand_over, label_papers
from rma.queries.tracking_page import TrackingPage
from rma.rules import numbers
from rma.rules.actors import Actor, ActorKind
from rma.rules.kits import KitState
from rma.rules.words import HandOver
from shipping import documents
from shipping.words import DocumentKind, LabelStatus, PickupState

_PICKUPS: dict[str, Any] = {
    PickupState.WANTED: gettext_lazy("We ask the carrier as soon as the label is made"),
    PickupState.SENDING: gettext_lazy("The carrier has not answered yet"),
    PickupState.CONFIRMED: gettext_lazy("The driver comes"),
    PickupState.REFUSED: gettext_lazy("The carrier can't come then"),
    PickupState.UNCLEAR: gettext_lazy("We call the carrier to make sure of it"),
}
_KITS: dict[str, Any] = {
    KitState.PLANNED.value: gettext_lazy(
        "We pack an empty box for you, with the label for the way back inside."
    ),
    KitState.SHIPPED.value: gettext_lazy(
        "It is on its way. Your days to send it count from the day it arrives."
    ),
    KitState.DELIVERED.value: gettext_lazy(
        "It was delivered. Pack it, stick the label from inside on it, hand it over."
    ),
}
_KINDS = {
    "counter-code": DocumentKind.COUNTER_CODE,
    "customs": DocumentKind.CUSTOMS,
}
_REFUSALS = Refusals(handing.REFUSALS)


def card_of(case: Case, page: TrackingPage) -> dict[str, Any]:
    """Return what the page says of a pickup, or shows for the counter."""
    beside = page.beside
    is_pickup = case.hand_over == HandOver.PICKUP
    pickup = beside.pickup if is_pickup else None
    is_counter = case.hand_over == HandOver.COUNTER_CODE
    told = {box.shown_code: box.tracking_number for box in page.inbound}
    return {
        "is_pickup": is_pickup,
        "pickup": pickup,
        # A driver who was refused, or for whom no hour was chosen, is not on the way.
        "wants_hour": is_pickup
        and case.label_status == LabelStatus.READY
        and (not pickup or pickup.state == PickupState.REFUSED),
        "pickup_says": _PICKUPS[pickup.state] if pickup else "",
        "is_box": bool(case.kit_state),
        "kit_says": _KITS.get(case.kit_state, ""),
        "may_change": case.kit_state in ("", KitState.PLANNED),
        "is_counter": is_counter,
        "invoices": _invoices(case, page),
        "is_abroad": case.crosses_a_border or any(b.is_declared for b in page.inbound),
        "codes": [
            {
                "code": each.code,
                "is_picture": each.media_type == label_papers.PICTURE,
                "number": told.get(each.code, ""),
            }
            for each in beside.labels
            if is_counter and each.kind == DocumentKind.COUNTER_CODE
        ],
    }


def _invoices(case: Case, page: TrackingPage) -> list[dict[str, str]]:
    """Return where the customs invoice of each box is: the carrier's, else ours."""
    number = case.number
    ours = {
        numbers.shown(paper.box): reverse("customer:paper", args=[number, invoice.KIND])
        + f"?box={paper.box}"
        for paper in page.dossier.papers_of(invoice.KIND)
    }
    theirs = {
        each.code: reverse("customer:customs", args=[number, each.code])
        for each in page.beside.labels
        if each.kind == DocumentKind.CUSTOMS
    }
    found = ours | theirs
    here = [box.shown_code for box in page.inbound if box.shown_code in found]
    return [{"code": code, "url": found[code]} for code in here]


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def change(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask how the return gets to us, while nothing has left."""
    at = timezone.now()
    offer = hand_over.offered(case, at)
    if offer is None:
        return redirect("customer:case", case.number)
    form = HandOverForm(request.POST or None, offer=offer, case=case, auto_id="%s")

    def deed() -> None:
        handing_over.change_hand_over(
            case=case.ref,
            by=Actor(ActorKind.CUSTOMER, case.contact.name),
            at=at,
            once=form.sent(request, f"case:{case.code}"),
            **form.wanted,
        )

    if request.method == "POST" and act.tried(form, deed, _REFUSALS):
        return redirect("customer:case", case.number)
    page = {
        "case": case,
        "form": form,
        "title": _("Change how it gets to us"),
        "lead": _("Choose until the parcel is handed over. An old label is void then."),
    }
    status = 422 if form.errors else 200
    return render(request, "customer/act.html", page, status=status)


@require_safe
@never_cache
@granted.its_customer
def beside(request: HttpRequest, case: Case, kind: str, code: str) -> HttpResponse:
    """Hand out the code that the counter reads, or what customs want to see."""
    papers = label_papers.beside_labels(case, _KINDS[kind], code)
    if not papers:
        raise Http404
    found = papers[-1]
    response = HttpResponse(documents.read_beside(found), content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
