"""Swaps in advance: which old units are out, until when, and more time given."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal import gate
from portal.desk import act, door
from portal.desk.act import Asking, ReasonForm
from portal.desk.case import case_of, url_of
from portal.desk.fields import DayField
from portal.desk.returns import more
from rma.actions import advancing
from rma.queries import desk_lists


class FilterForm(forms.Form):
    """Choose which swaps are listed."""

    state = forms.ChoiceField(
        label=gettext_lazy("Which"),
        choices=[
            ("", gettext_lazy("All that are out")),
            ("overdue", gettext_lazy("Overdue")),
            ("asked", gettext_lazy("More time asked for")),
            ("settled", gettext_lazy("Settled")),
        ],
        required=False,
    )


class ExtendForm(ReasonForm):
    """Ask until when, and why."""

    due_on = DayField(label=gettext_lazy("New day to be back with us"))
    field_order = ["due_on", "reason"]


@require_safe
@gate.staff_page()
def swaps(request: HttpRequest) -> HttpResponse:
    """List swaps whose old unit is out."""
    form = FilterForm(request.GET, label_suffix="")
    form.full_clean()
    now = timezone.now()
    state = form.cleaned_data.get("state", "")
    page = desk_lists.swap_page(state, request.GET.get("after", ""), now)
    context = {
        "filters": form,
        "swaps": page.rows,
        "today": timezone.localdate(),
        "next": more(request, page.next),
        "is_filtered": bool(state),
    }
    return door.page(request, "desk/swaps.html", context)


@require_http_methods(["GET", "POST"])
@gate.staff_page("promise")
def extend(request: HttpRequest, number: str) -> HttpResponse:
    """Give more time to send the old unit back."""
    case = case_of(number)
    form: Any = act.bound(ExtendForm, request)
    asking = Asking(
        title=_("Give more time for the old unit"),
        button=_("Give more time"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        lead=_("The first day stays known. %(name)s is told the new one.")
        % {"name": case.contact.name},
    )

    def deed() -> None:
        advancing.extend_due_back(
            case=case.ref,
            due_on=form.cleaned_data["due_on"],
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("More time given."))
