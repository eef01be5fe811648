"""Dates given to customers: the list by date, and one moved with a reason."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal import gate
from portal.desk import act, door, words
from portal.desk.act import Asking, ReasonForm
from portal.desk.case import case_of, url_of
from portal.desk.fields import DayField
from portal.desk.returns import more
from rma.actions import promising
from rma.queries import desk_lists


class FilterForm(forms.Form):
    """Choose whose dates are listed, and how near."""

    who = forms.ChoiceField(
        label=gettext_lazy("Who owes it"),
        choices=[
            ("", gettext_lazy("We, the carrier, the maker")),
            *words.choices("party"),
        ],
        required=False,
    )
    within = forms.ChoiceField(
        label=gettext_lazy("Due"),
        choices=[
            ("", gettext_lazy("Any day")),
            ("0", gettext_lazy("Passed already")),
            ("1", gettext_lazy("Within a day")),
            ("7", gettext_lazy("Within a week")),
        ],
        required=False,
    )
    mine = forms.ChoiceField(
        label=gettext_lazy("Whose return"),
        choices=[("", gettext_lazy("Everybody’s")), ("1", gettext_lazy("Mine"))],
        required=False,
    )


class MoveForm(ReasonForm):
    """Ask for the new day and the reason that the customer reads."""

    due_on = DayField(label=gettext_lazy("New day"))
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("The customer reads this."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why, in plain words.")},
    )
    field_order = ["due_on", "reason"]


@require_safe
@gate.staff_page()
def promises(request: HttpRequest) -> HttpResponse:
    """List dates that are open, the soonest first."""
    form = FilterForm(request.GET, label_suffix="")
    form.full_clean()
    told: dict[str, Any] = form.cleaned_data
    rows, after = desk_lists.promises(
        at=timezone.now(),
        who=told.get("who", ""),
        within_days=int(told["within"]) if told.get("within") else None,
        mine=door.member(request).pk if told.get("mine") else None,
        after=request.GET.get("after", ""),
    )
    context = {
        "filters": form,
        "promises": rows,
        "next": more(request, after),
        "is_filtered": any(told.values()),
    }
    return door.page(request, "desk/promises.html", context)


@require_http_methods(["GET", "POST"])
@gate.staff_page("promise")
def move(request: HttpRequest, number: str, promise_id: int) -> HttpResponse:
    """Give one date another day; later steps move along and the customer is told."""
    case = case_of(number)
    promise = door.found(desk_lists.promise_of(case.pk, promise_id))
    calendar = case.site.calendar
    form = act.bound(
        MoveForm,
        request,
        initial={"due_on": calendar.after(calendar.local_day(promise.due_at), 1)},
    )
    day = calendar.local_day(promise.due_at)
    asking = Asking(
        title=_("Move a date"),
        button=_("Give the new date"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        lead=_("%(step)s, so far by %(day)s. Later steps move along.")
        % {"step": words.named("step", promise.step), "day": f"{day:%d.%m.%Y}"},
    )

    def deed() -> None:
        promising.move_promise(
            case=case.ref,
            promise_id=promise.pk,
            due_at=calendar.end_of(form.cleaned_data["due_on"]),
            why=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(
        request, form, asking, deed, done=_("Moved; the customer is told.")
    )
