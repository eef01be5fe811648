"""Parcels in trouble: the list by date, one whole, and everything done about it."""

from collections.abc import Callable
from typing import Any

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
from portal.desk import act, door, trouble_words
from portal.desk.act import ActForm, Asking
from portal.desk.fields import DayField
from portal.desk.returns import more
from rma.actions import mending
from rma.queries import trouble_desk
from rma.queries.trouble_desk import TroublePage
from rma.rules.troubles import Ending


class FilterForm(forms.Form):
    """Choose which parcels are listed."""

    state = forms.ChoiceField(
        label=gettext_lazy("Which"),
        choices=[
            ("", gettext_lazy("All that are open")),
            ("mine", gettext_lazy("Mine")),
            ("nobody", gettext_lazy("Nobody’s yet")),
            ("ended", gettext_lazy("Ended")),
        ],
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=[("", gettext_lazy("Anything")), *trouble_words.KINDS.items()],
        required=False,
    )


class PlanForm(ActForm):
    """Ask what we do next, and by when."""

    due_on = DayField(label=gettext_lazy("By which day"))
    plan = forms.CharField(
        label=gettext_lazy("What we do next"),
        help_text=gettext_lazy("The customer reads this."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say what we do next.")},
    )
    field_order = ["due_on", "plan"]


class EndForm(ActForm):
    """Ask how it ended."""

    ending = forms.ChoiceField(
        label=gettext_lazy("How it ends"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it ends.")},
    )
    claim_number = forms.CharField(
        label=gettext_lazy("The carrier’s number of the claim"),
        help_text=gettext_lazy("Only for a claim at the carrier."),
        max_length=60,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("What you found out"),
        help_text=gettext_lazy("The customer reads this. It may stay empty."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, endings: tuple[Ending, ...], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer only how this one may end."""
        super().__init__(*args, **kwargs)
        offered = [(each.value, trouble_words.ENDINGS[each.value]) for each in endings]
        self.fields["ending"].choices = offered  # type: ignore[attr-defined]


@require_safe
@gate.staff_page()
def exceptions(request: HttpRequest) -> HttpResponse:
    """List parcels in trouble, the most urgent first."""
    form = FilterForm(request.GET, label_suffix="")
    form.full_clean()
    told: dict[str, Any] = form.cleaned_data
    page = trouble_desk.page_of_troubles(
        kind=told.get("kind", ""),
        state=told.get("state", ""),
        mine=door.member(request).pk,
        after=request.GET.get("after", ""),
    )
    now = timezone.now()
    context = {
        "filters": form,
        "troubles": [(row, trouble_desk.is_late(row, now)) for row in page.rows],
        "kinds": trouble_words.KINDS,
        "next": more(request, page.next),
        "is_filtered": any(told.values()),
    }
    return door.page(request, "desk/exceptions.html", context)


@require_safe
@gate.staff_page()
def exception(request: HttpRequest, trouble_id: int) -> HttpResponse:
    """Show one parcel in trouble: what happened, what to do next, how it may end."""
    page = _found(trouble_id)
    context = {
        "page": page,
        "row": page.row,
        "kind": trouble_words.KINDS[page.row.kind],
        "steps": trouble_words.next_steps(page.row.kind, page.row.direction),
        "ending": trouble_words.ENDINGS.get(page.row.ending, ""),
        "is_late": trouble_desk.is_late(page.row, timezone.now()),
        "is_mine": page.row.owner_id == door.member(request).pk,
    }
    return door.page(request, "desk/exception.html", context)


@require_POST
@gate.staff_page("settle")
def take(request: HttpRequest, trouble_id: int) -> HttpResponse:
    """Take a trouble, or give it back."""
    page, me = _found(trouble_id), door.member(request)
    owner_id = None if page.row.owner_id == me.pk else me.pk

    def deed() -> object:
        return mending.take_trouble(
            trouble_id=trouble_id,
            owner_id=owner_id,
            by=door.actor(request),
            at=timezone.now(),
        )

    done = _("It is yours now.") if owner_id else _("It is nobody’s now.")
    return _pressed(request, trouble_id, deed, done)


@require_POST
@gate.staff_page("settle")
def ask(request: HttpRequest, trouble_id: int) -> HttpResponse:
    """Have the carrier asked now; a worker does it, this page waits for nobody."""
    _found(trouble_id)

    def deed() -> object:
        return mending.ask_the_carrier(
            trouble_id=trouble_id, by=door.actor(request), at=timezone.now()
        )

    done = _("The carrier is being asked. Look again in a moment.")
    return _pressed(request, trouble_id, deed, done)


@require_http_methods(["GET", "POST"])
@gate.staff_page("settle")
def plan(request: HttpRequest, trouble_id: int) -> HttpResponse:
    """Say what we do next and by when."""
    page = _found(trouble_id)
    calendar = page.row.case.site.calendar
    first = {"due_on": calendar.after(calendar.local_day(timezone.now()), 2)}
    form: Any = act.bound(PlanForm, request, initial=first)

    def deed() -> None:
        mending.plan_trouble(
            trouble_id=trouble_id,
            plan=form.cleaned_data["plan"],
            due_at=calendar.end_of(form.cleaned_data["due_on"]),
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    asking = _asking(page, _("Say what we do next"), _("Give the new date"))
    return act.answer(request, form, asking, deed, done=_("Planned."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("settle")
def end(request: HttpRequest, trouble_id: int) -> HttpResponse:
    """End a trouble; what it takes is ordered at once."""
    page = _found(trouble_id)
    first = {"ending": request.GET.get("ending", "")}
    form: Any = act.bound(EndForm, request, endings=page.endings, initial=first)

    def deed() -> None:
        mending.end_trouble(
            trouble_id=trouble_id,
            ending=Ending(form.cleaned_data["ending"]),
            note=form.cleaned_data["note"],
            claim_number=form.cleaned_data["claim_number"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    asking = _asking(page, _("End it"), _("End it"))
    is_credit = request.POST.get("ending") == Ending.CREDITED and page.lines
    number = page.row.case.number
    to = reverse("desk:resolve", args=[number, page.lines[0]]) if is_credit else ""
    return act.answer(
        request, form, asking, deed, done=_("Ended; the customer is told."), to=to
    )


def _found(trouble_id: int) -> TroublePage:
    return door.found(trouble_desk.trouble_page(trouble_id))


def _asking(page: TroublePage, title: str, button: str) -> Asking:
    row = page.row
    return Asking(
        title=title,
        button=button,
        back=reverse("desk:exception", args=[row.pk]),
        back_text=str(trouble_words.KINDS[row.kind]),
        number=row.case.number,
        lead=" ".join(
            str(step) for step in trouble_words.next_steps(row.kind, row.direction)
        ),
    )


def _pressed(
    request: HttpRequest,
    trouble_id: int,
    deed: Callable[[], object],
    done: str,
) -> HttpResponse:
    form = ActForm(request.POST)
    if act.tried(form, deed):
        messages.success(request, done)
    else:
        for problem in form.non_field_errors():
            messages.error(request, str(problem))
    return redirect("desk:exception", trouble_id)
