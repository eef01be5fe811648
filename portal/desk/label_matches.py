"""What does not agree about labels: each has an owner, a next step, and an end."""

from collections.abc import Callable

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
from portal.desk import act, door, label_words, match_words
from portal.desk.act import ActForm, Asking, ReasonForm
from portal.desk.returns import more
from rma.actions import label_money
from rma.queries import label_matches
from rma.queries.label_matches import MatchPage


class FilterForm(forms.Form):
    """Choose which differences are listed."""

    state = forms.ChoiceField(
        label=gettext_lazy("Which"),
        choices=[
            ("", gettext_lazy("All that are open")),
            ("mine", gettext_lazy("Mine")),
            ("nobody", gettext_lazy("Nobody’s yet")),
            ("closed", gettext_lazy("Closed")),
        ],
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What does not agree"),
        choices=[("", gettext_lazy("Anything")), *label_words.MATCHES.items()],
        required=False,
    )


@require_safe
@gate.staff_page()
def matches(request: HttpRequest) -> HttpResponse:
    """List what the nightly match left for a person, the oldest first."""
    form = FilterForm(request.GET, label_suffix="")
    form.full_clean()
    told = form.cleaned_data
    page = label_matches.page_of_matches(
        kind=told.get("kind", ""),
        state=told.get("state", ""),
        mine=door.actor(request).label,
        after=request.GET.get("after", ""),
    )
    context = {
        "filters": form,
        "matches": [
            {
                "row": row,
                "named": match_words.named(row),
                "found": match_words.said(row),
            }
            for row in page.rows
        ],
        "next": more(request, page.next),
        "is_filtered": any(told.values()),
    }
    return door.page(request, "desk/matches.html", context)


@require_safe
@gate.staff_page()
def match(request: HttpRequest, difference_id: int) -> HttpResponse:
    """Show one difference: what was found, what to do, and how it may end."""
    page = _found(difference_id)
    context = {
        "page": page,
        "row": page.row,
        "kind": label_words.MATCHES[page.row.kind],
        "found": match_words.said(page.row),
        "to_do": label_words.TO_DO[page.row.kind],
        "is_mine": page.row.owner == door.actor(request).label,
    }
    return door.page(request, "desk/match.html", context)


@require_POST
@gate.staff_page("label")
def take(request: HttpRequest, difference_id: int) -> HttpResponse:
    """Make a difference one's own."""
    _found(difference_id)

    def deed() -> object:
        return label_money.take_difference(
            difference_id=difference_id, by=door.actor(request), at=timezone.now()
        )

    return _pressed(request, difference_id, deed, _("It is yours now."))


@require_POST
@gate.staff_page("label")
def ask_again(request: HttpRequest, difference_id: int) -> HttpResponse:
    """Have the carrier asked once more for the money of a label."""
    refund = door.found(_found(difference_id).refund)

    def deed() -> object:
        return label_money.ask_refund_again(
            refund_id=refund.pk, by=door.actor(request), at=timezone.now()
        )

    return _pressed(request, difference_id, deed, _("The carrier is asked again."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("mend")
def give_up(request: HttpRequest, difference_id: int) -> HttpResponse:
    """Give up the money of a label that the carrier keeps."""
    page = _found(difference_id)
    refund = door.found(page.refund)
    form = act.bound(ReasonForm, request)
    warning = _("The money is lost. The box may have another label then.")
    asking = _asking(page, _("Give the money up"), _("Give it up"), warning)

    def deed() -> None:
        label_money.give_up_refund(
            refund_id=refund.pk,
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Given up."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("label")
def close(request: HttpRequest, difference_id: int) -> HttpResponse:
    """Close a difference with its explanation."""
    page = _found(difference_id)
    form = act.bound(ReasonForm, request)
    asking = _asking(page, _("Close this difference"), _("Close it"))

    def deed() -> None:
        label_money.close_difference(
            difference_id=difference_id,
            reason=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Closed."))


def _found(difference_id: int) -> MatchPage:
    return door.found(label_matches.match_page(difference_id))


def _asking(page: MatchPage, title: str, button: str, warning: str = "") -> Asking:
    row = page.row
    return Asking(
        title=title,
        button=button,
        back=reverse("desk:match", args=[row.pk]),
        back_text=str(label_words.MATCHES[row.kind]),
        warning=warning,
        is_final=bool(warning),
        facts=[
            {"label": _("Which"), "value": match_words.named(row)},
            {"label": _("What was found"), "value": match_words.said(row) or "–"},
        ],
    )


def _pressed(
    request: HttpRequest,
    difference_id: int,
    deed: Callable[[], object],
    done: str,
) -> HttpResponse:
    form = ActForm(request.POST)
    if act.tried(form, deed):
        messages.success(request, done)
    else:
        for problem in form.non_field_errors():
            messages.error(request, str(problem))
    return redirect("desk:match", difference_id)
