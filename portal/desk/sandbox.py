"""The sandbox in the hand: a parcel moved, a day passed, a failure chosen."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from portal import gate
from portal.desk import door, words
from portal.desk.returns import more
from rma.actions import rehearsing
from rma.queries import sandbox_desk
from shipping import failing

_MOST_TIMES = 20


class FailureForm(forms.Form):
    """Choose what goes wrong with the next orders."""

    scenario = forms.ChoiceField(
        label=gettext_lazy("What goes wrong"),
        choices=words.choices("scenario", *failing.offered()),
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    times = forms.IntegerField(
        label=gettext_lazy("How many labels"),
        min_value=1,
        max_value=_MOST_TIMES,
        initial=1,
        error_messages={"required": gettext_lazy("Type how many.")},
    )


@require_safe
@gate.staff_page("label")
def sandbox(request: HttpRequest) -> HttpResponse:
    """Show what moves, what is chosen to fail, and the buttons."""
    _only_the_sandbox()
    return _page(request, FailureForm(label_suffix=""))


@require_POST
@gate.staff_page("label")
def move(request: HttpRequest, parcel_id: int) -> HttpResponse:
    """Move one parcel one step; a worker does it."""
    _only_the_sandbox()
    parcel = door.found(sandbox_desk.parcel(parcel_id))
    rehearsing.move_parcel(tracking_number=parcel.tracking_number, at=timezone.now())
    return _done(request, _("The parcel moves one step. Look again in a moment."))


@require_POST
@gate.staff_page("label")
def pass_a_day(request: HttpRequest) -> HttpResponse:
    """Have all parcels a day further; a worker does it."""
    _only_the_sandbox()
    rehearsing.pass_a_day(at=timezone.now())
    return _done(request, _("All parcels go a day further. Look again in a moment."))


@require_POST
@gate.staff_page("label")
def choose(request: HttpRequest) -> HttpResponse:
    """Choose what goes wrong with the next orders."""
    _only_the_sandbox()
    form = FailureForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _page(request, form)
    told = form.cleaned_data
    rehearsing.choose_failure(
        scenario=told["scenario"], times=told["times"], at=timezone.now()
    )
    return _done(request, _("Chosen. It happens to the next labels ordered."))


@require_POST
@gate.staff_page("label")
def forget(request: HttpRequest) -> HttpResponse:
    """Have nothing fail any more."""
    _only_the_sandbox()
    rehearsing.forget_failures()
    return _done(request, _("Nothing fails any more."))


def _only_the_sandbox() -> None:
    if settings.SHIPPING_CARRIER != "sandbox":
        raise Http404


def _page(request: HttpRequest, form: FailureForm) -> HttpResponse:
    page = sandbox_desk.parcels_on_their_way(request.GET.get("after", ""))
    context = {
        "form": form,
        "parcels": page.rows,
        "failures": sandbox_desk.failures_to_come(),
        "next": more(request, page.next),
    }
    status = 422 if form.errors else 200
    return door.page(request, "desk/sandbox.html", context, status)


def _done(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("desk:sandbox")
