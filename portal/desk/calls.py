"""Customers who wait for a call: the list by time, and one call done."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from portal import gate
from portal.desk import act, door
from portal.desk.act import ActForm
from portal.desk.case import case_of
from portal.desk.returns import more
from portal.once import fresh
from rma.actions import asking
from rma.queries import calls_due
from rma.queries.calls_due import WantedCalls


class FilterForm(forms.Form):
    """Choose which calls are listed."""

    due = forms.ChoiceField(
        label=gettext_lazy("Due"),
        choices=[
            ("", gettext_lazy("Any day")),
            ("late", gettext_lazy("Overdue")),
            ("day", gettext_lazy("Within a day")),
        ],
        required=False,
    )
    mine = forms.ChoiceField(
        label=gettext_lazy("Whose return"),
        choices=[("", gettext_lazy("Everybody’s")), ("1", gettext_lazy("Mine"))],
        required=False,
    )


@require_safe
@gate.staff_page()
def calls(request: HttpRequest) -> HttpResponse:
    """List the calls that are due, the longest due first."""
    at = timezone.now()
    form = FilterForm(request.GET, label_suffix="")
    form.full_clean()
    told: dict[str, Any] = form.cleaned_data
    rows, after = calls_due.calls_due(_wanted(request, told, at), at)
    context = {
        "filters": form,
        "calls": [{"call": each, "once": fresh()} for each in rows],
        "next": more(request, after),
        "is_filtered": any(told.values()),
    }
    return door.page(request, "desk/calls.html", context)


def _wanted(request: HttpRequest, told: dict[str, Any], at: datetime) -> WantedCalls:
    return WantedCalls(
        is_late=told.get("due") == "late",
        until=at + timedelta(days=1) if told.get("due") == "day" else None,
        owner_id=door.member(request).pk if told.get("mine") else None,
        after=request.GET.get("after", ""),
    )


@require_POST
@gate.staff_page("approve")
def called(request: HttpRequest, number: str) -> HttpResponse:
    """Write that a customer was called: by one press, and the promise is kept."""
    case = case_of(number)
    form = ActForm(request.POST)

    def deed() -> None:
        asking.note_call(
            case=case.ref,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    if act.tried(form, deed):
        done = _("Kept: the customer of %(number)s was called.") % {"number": number}
        messages.success(request, done)
    else:
        why = " ".join(str(each) for each in form.non_field_errors())
        messages.error(request, why)
    return redirect("desk:calls")
