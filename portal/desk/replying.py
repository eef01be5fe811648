"""Answering what a customer asked about a return."""

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
from rma.actions import asking
from rma.queries.talk import talk_of


class ReplyForm(ActForm):
    """Ask for the answer; the customer reads it as it is."""

    words = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("It goes out as a letter, as you type it."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write the answer.")},
    )


@require_http_methods(["GET", "POST"])
@gate.staff_page("approve")
def reply(request: HttpRequest, number: str) -> HttpResponse:
    """Write to the customer, with what they asked last above it."""
    case = case_of(number)
    form = act.bound(ReplyForm, request)
    asked = [said.words for said in talk_of(case) if not said.is_ours]
    asked_now = Asking(
        title=_("Answer the customer"),
        button=_("Send the answer"),
        back=url_of(case),
        back_text=case.number,
        number=case.number,
        quote=asked[-1] if asked else "",
    )

    def deed() -> None:
        asking.answer_customer(
            case=case.ref,
            words=form.cleaned_data["words"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    return act.answer(request, form, asked_now, deed, done=_("Answered by letter."))
