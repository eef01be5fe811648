"""What a customer may do on a return: answer, cancel, ask for more time."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.customer import granted, unit_rows
from portal.once import OnceForm
from rma.actions import advancing, approval, cancelling
from rma.models import Case
from rma.queries.tracking_page import tracking_page
from rma.rules.actors import Actor, ActorKind

_TOO_LATE = {
    "on_the_way": _("The carrier has your parcel already, so it can't be called off."),
    "received": _("Your parcel is here already, so it can't be called off."),
    "resolved": _("We have begun to put it right, so it can't be called off."),
    "closed": _("This return has ended already."),
}


class WishForm(OnceForm):
    """Take a wish on a return: sent again with other words, the first one stands."""

    counts_words = False


class AnswerForm(WishForm):
    """Take an answer in own words."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Type your answer.")},
    )


class CancelForm(WishForm):
    """Take a reason, where somebody wants to give one."""

    reason = forms.CharField(
        label=_("Why do you cancel?"), max_length=300, required=False
    )


class MoreTimeForm(WishForm):
    """Take why more time is needed."""

    why = forms.CharField(
        label=_("Why do you need more time, and until when?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tell us until when, and why.")},
    )


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def answer(request: HttpRequest, case: Case) -> HttpResponse:
    """Take the answer to what we asked."""
    questions = tracking_page(case).questions
    form = AnswerForm(request.POST or None, auto_id="%s")
    if not questions:
        return redirect("customer:case", case.number)
    if form.is_valid():
        try:
            approval.give_information(
                case=case.ref,
                answer=form.cleaned_data["answer"],
                by=_customer(case),
                at=timezone.now(),
                once=form.sent(request, f"case:{case.code}"),
            )
        except approval.NothingAskedYet:
            return redirect("customer:case", case.number)
        return redirect("customer:case", case.number)
    page = {"case": case, "questions": questions}
    return _asked(request, "customer/answer.html", form, page)


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def cancel(request: HttpRequest, case: Case) -> HttpResponse:
    """Cancel a return on a page that says first what that means."""
    form = CancelForm(request.POST or None, auto_id="%s")
    if form.is_valid() and request.method == "POST":
        try:
            cancelling.cancel_return(
                case=case.ref,
                reason=form.cleaned_data["reason"],
                by=_customer(case),
                at=timezone.now(),
                once=form.sent(request, f"case:{case.code}"),
            )
            return redirect("customer:case", case.number)
        except cancelling.TooLate as refusal:
            form.add_error(None, _TOO_LATE.get(str(refusal), _TOO_LATE["closed"]))
    lines = tracking_page(case).dossier.lines
    page = {"case": case, "units": [unit_rows.row_of(line) for line in lines]}
    return _asked(request, "customer/cancel.html", form, page)


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def more_time(request: HttpRequest, case: Case) -> HttpResponse:
    """Take the wish to send the old unit back later."""
    swap = tracking_page(case).swap
    form = MoreTimeForm(request.POST or None, auto_id="%s")
    if swap is None:
        return redirect("customer:case", case.number)
    if form.is_valid():
        try:
            advancing.ask_for_more_time(
                case=case.ref,
                why=form.cleaned_data["why"],
                by=_customer(case),
                at=timezone.now(),
                once=form.sent(request, f"case:{case.code}"),
            )
        except advancing.NoSwapOut:
            return redirect("customer:case", case.number)
        return render(request, "customer/more_time_asked.html", {"case": case})
    page = {"case": case, "swap": swap}
    return _asked(request, "customer/more_time.html", form, page)


def _asked(
    request: HttpRequest, template: str, form: forms.Form, page: dict[str, object]
) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, page | {"form": form}, status=status)


def _customer(case: Case) -> Actor:
    return Actor(ActorKind.CUSTOMER, case.contact.name)
