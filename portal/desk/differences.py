"""Differences found at the dock, settled with what was done about them."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal import gate
from portal.desk import act, door
from portal.desk.act import ActForm, Asking
from portal.desk.case import case_of, url_of
from rma.actions import receiving


class SettleForm(ActForm):
    """Ask what was done about it."""

    outcome = forms.CharField(
        label=gettext_lazy("What was done about it"),
        help_text=gettext_lazy("Agreed with the customer, booked, sent back."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write what was done.")},
    )


@require_http_methods(["GET", "POST"])
@gate.staff_page("settle")
def settle(request: HttpRequest, number: str, difference_id: int) -> HttpResponse:
    """Write what was done about a difference."""
    case = case_of(number)
    form = act.bound(SettleForm, request)
    asking = Asking(
        title=_("Settle a difference"),
        button=_("Settle it"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
    )

    def deed() -> None:
        receiving.settle_discrepancy(
            case=case.ref,
            discrepancy_id=difference_id,
            outcome=form.cleaned_data["outcome"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asking, deed, done=_("Settled."))
