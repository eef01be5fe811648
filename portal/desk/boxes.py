"""Boxes of a return packed anew: one more, one less, or another return's shared."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import gate, travelling
from portal.desk import act, door
from portal.desk.act import ActForm, Asking
from portal.desk.case import case_of, url_of
from rma.actions import boxing
from rma.models import Case
from rma.queries import boxes, desk_papers, riders
from rma.rules import numbers


class BoxForm(travelling.BoxForm, ActForm):
    """Ask what goes into the new box, at the desk."""


class ShareForm(travelling.ShareForm, ActForm):
    """Ask into which box this return goes, at the desk."""


@require_http_methods(["GET", "POST"])
@gate.staff_page("label")
def add(request: HttpRequest, number: str) -> HttpResponse:
    """Put some units into a box of their own, with a label of its own."""
    case = case_of(number)
    shares = boxes.still_packed(case)
    if not shares:
        return redirect("desk:case", case.number)
    form = act.bound(BoxForm, request, shares=shares)
    lead = _("Each box gets its own label and is followed by itself.")
    asking = _asking(case, _("Add a box"), lead)

    def deed() -> None:
        boxing.add_box(
            case=case.ref,
            contents=form.contents(),
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("The box is on the return."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("label")
def remove(request: HttpRequest, number: str, parcel_id: int) -> HttpResponse:
    """Call one box off; what it was to hold goes into another."""
    case = case_of(number)
    parcel = door.found(desk_papers.box_of(case, parcel_id))
    form = act.bound(ActForm, request)
    title = _("Remove box %(box)s") % {"box": numbers.shown(parcel.code)}
    lead = _("Its label is given back. What it was to hold goes into another box.")
    asking = _asking(case, title, lead, is_final=True)

    def deed() -> None:
        boxing.remove_box(
            case=case.ref,
            parcel_id=parcel_id,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("The box is called off."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("label")
def share(request: HttpRequest, number: str) -> HttpResponse:
    """Put this return into a box of another of the same customer."""
    case = case_of(number)
    others = riders.sharable_boxes(case)
    if not others:
        said = _("No other return of this customer has a box that goes the same way.")
        messages.info(request, said)
        return redirect("desk:case", case.number)
    form = act.bound(ShareForm, request, boxes=others)
    lead = _("Its own label is given back: both returns travel under the other one's.")
    asking = _asking(case, _("Use a box of another return"), lead, is_final=True)

    def deed() -> None:
        boxing.share_box(
            case=case.ref,
            parcel_id=form.cleaned_data["box"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("They travel together now."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("label")
def leave(request: HttpRequest, number: str) -> HttpResponse:
    """Take this return out of another's box: it gets its own label."""
    case = case_of(number)
    form = act.bound(ActForm, request)
    lead = _("It gets a box and a label of its own.")
    asking = _asking(case, _("Take it out of the shared box"), lead)

    def deed() -> None:
        boxing.leave_box(
            case=case.ref,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("It has its own box again."))


def _asking(case: Case, title: str, lead: str, *, is_final: bool = False) -> Asking:
    return Asking(
        title=title,
        button=title,
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        lead=lead,
        is_final=is_final,
    )
