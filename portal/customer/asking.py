"""What a customer asks or wishes to change: kept, and answered by a day."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.customer import granted
from portal.customer.acts import WishForm
from portal.limits import is_too_often
from rma.actions import asking
from rma.models import Case
from rma.queries.talk import talk_of
from rma.rules.actors import Actor, ActorKind

# What is wished most often, as the first words of the question.
_WISHES = {
    "remedy": _("I would like another remedy: "),
    "way": _("I would like to send it another way: "),
    "address": _("Please send it to another address: "),
    "from": _("The address I send it from is right like this: "),
}


class QuestionForm(WishForm):
    """Ask for the question, in own words."""

    words = forms.CharField(
        label=_("What do you want to know or change?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Type your question or your wish.")},
    )


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def ask(request: HttpRequest, case: Case) -> HttpResponse:
    """Show what was asked and answered, and take a question."""
    begun = _WISHES.get(request.GET.get("about", ""), "")
    form = QuestionForm(request.POST or None, initial={"words": begun}, auto_id="%s")
    if form.is_valid() and is_too_often(request, "ask", most=20):
        form.add_error(None, _("That was often. Wait a minute, then try again."))
    if form.is_valid():
        asking.ask_us(
            case=case.ref,
            words=form.cleaned_data["words"],
            by=Actor(ActorKind.CUSTOMER, case.contact.name),
            at=timezone.now(),
            once=form.sent(request, f"case:{case.code}"),
        )
        return redirect("customer:ask", case.number)
    page = {"case": case, "form": form, "talk": talk_of(case)}
    status = 422 if form.errors else 200
    return render(request, "customer/ask.html", page, status=status)
