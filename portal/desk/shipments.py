"""One leg of a return: all that is known of it, and what can be done about it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from portal import gate
from portal.desk import act, door
from portal.desk.act import ActForm, Asking
from rma.actions import labelling, locating
from rma.queries import shipment_page
from rma.queries.shipment_page import BoxView


class WordForm(ActForm):
    """Ask how we know."""

    note = forms.CharField(
        label=gettext_lazy("How we know"),
        help_text=gettext_lazy("The carrier’s answer, or who saw it where."),
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say how we know.")},
    )


@require_safe
@gate.staff_page()
def shipment(request: HttpRequest, shipment_id: int) -> HttpResponse:
    """Show one leg: boxes, wishes, labels with every call, movements, costs."""
    page = door.found(shipment_page.shipment_page(shipment_id))
    return door.page(request, "desk/shipment.html", {"page": page})


@require_POST
@gate.staff_page("settle")
def ask(request: HttpRequest, shipment_id: int, parcel_id: int) -> HttpResponse:
    """Have the carrier asked now; a worker does it, this page waits for nobody."""
    door.found(shipment_page.box_of(shipment_id, parcel_id))
    locating.ask_about_parcel(
        parcel_id=parcel_id, by=door.actor(request), at=timezone.now()
    )
    messages.success(request, _("The carrier is being asked. Look again in a moment."))
    return redirect("desk:shipment", shipment_id)


@require_http_methods(["GET", "POST"])
@gate.staff_page("label")
def give_back(request: HttpRequest, shipment_id: int, parcel_id: int) -> HttpResponse:
    """Give the label of a box back to the carrier, after a look at what that means."""
    box = door.found(shipment_page.box_of(shipment_id, parcel_id))
    form = act.bound(ActForm, request)
    asking = asking_about(
        shipment_id,
        box,
        _("Give the label back"),
        _("Give the label back"),
        warning=_("Whoever has printed it must not use it any more; tell them."),
    )
    purchase_id = box.purchases[0].row.pk if box.purchases else 0

    def deed() -> None:
        if not purchase_id:
            raise labelling.NoLabelToGiveBack
        labelling.give_label_back(
            purchase_id=purchase_id,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("It goes back. A new one can be ordered once the carrier has it.")
    return act.answer(request, form, asking, deed, done=done)


@require_http_methods(["GET", "POST"])
@gate.staff_page("settle")
def lose(request: HttpRequest, shipment_id: int, parcel_id: int) -> HttpResponse:
    """Say that a parcel is lost, whatever the carrier still says."""
    box = door.found(shipment_page.box_of(shipment_id, parcel_id))
    form = act.bound(WordForm, request)
    asking = asking_about(
        shipment_id,
        box,
        _("This parcel is lost"),
        _("Mark it as lost"),
        warning=_("The customer is told at once, with the day by which we act."),
    )

    def deed() -> None:
        locating.report_lost(
            parcel_id=parcel_id,
            note=form.cleaned_data["note"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    done = _("Marked as lost. It stands among the parcels in trouble.")
    return act.answer(request, form, asking, deed, done=done)


@require_http_methods(["GET", "POST"])
@gate.staff_page("settle")
def find(request: HttpRequest, shipment_id: int, parcel_id: int) -> HttpResponse:
    """Say that a lost parcel turned up."""
    box = door.found(shipment_page.box_of(shipment_id, parcel_id))
    form = act.bound(WordForm, request)
    asking = asking_about(
        shipment_id,
        box,
        _("This parcel is found"),
        _("Mark it as found"),
        lead=_("It counts as on its way again, and its trouble ends."),
    )

    def deed() -> None:
        locating.report_found(
            parcel_id=parcel_id,
            note=form.cleaned_data["note"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Found; the customer knows."))


def asking_about(
    shipment_id: int,
    box: BoxView,
    title: str,
    button: str,
    *,
    lead: str = "",
    warning: str = "",
) -> Asking:
    """Return what the page of an act on one box says."""
    return Asking(
        title=title,
        button=button,
        back=reverse("desk:shipment", args=[shipment_id]),
        back_text=_("Shipment"),
        lead=lead,
        warning=warning,
        is_final=bool(warning),
        facts=[
            {"label": _("Box"), "value": box.shown_code},
            {"label": _("Number"), "value": box.row.tracking_number or "–"},
            {"label": _("What is in it"), "value": box.row.contents or "–"},
        ],
    )
