"""What we keep about whoever reads a mailbox: opened by a mailed link, no account."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.signing import BadSignature, dumps, loads
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import handed_out
from portal.limits import is_too_often
from portal.once import OnceForm
from rma.actions import exporting, forgetting_guests, tracing
from rma.queries import mailbox

COOKIE = "mailbox"
_SALT = "portal.customer.mailbox"
# As long as somebody sits before it; a new link is one letter away.
_AN_HOUR = 3600

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, str, P], HttpResponse]
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]


class MailboxForm(forms.Form):
    """Ask for the address whose data somebody wants to see."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We mail a link to it; only who reads it can go on."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Type the e-mail address we write to."),
            "invalid": gettext_lazy("Type an e-mail address like name@example.com."),
        },
    )


class ForgetForm(OnceForm):
    """Ask for the tick without which nobody is forgotten."""

    is_sure = forms.BooleanField(
        label=gettext_lazy("I have read what is kept. Delete what names me."),
        error_messages={
            "required": gettext_lazy("Tick that you have read what is kept.")
        },
    )


def grant(response: HttpResponse, email: str) -> None:
    """Let this browser see what belongs to a mailbox, for an hour."""
    response.set_cookie(
        COOKIE,
        dumps(email, salt=_SALT),
        max_age=_AN_HOUR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def its_reader(view: View[P]) -> Page[P]:
    """Let whoever came by a mailed link in; anybody else is asked for an address."""

    @wraps(view)
    def answer(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        try:
            email = loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_AN_HOUR)
        except BadSignature:
            return redirect("customer:your_data")
        response = view(request, str(email), *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return answer


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Mail the link to what we keep; the answer never says whether we know somebody."""
    form = MailboxForm(request.POST or None, auto_id="%s", label_suffix="")
    status = 200
    if form.is_valid() and is_too_often(request, "track"):
        form.add_error(None, _("That was often. Wait a minute, then try again."))
        status = 429
    if form.is_valid():
        email = form.cleaned_data["email"]
        tracing.ask_for_data_link(email=email, language=get_language() or "")
        return render(request, "customer/your_data_mailed.html", {"email": email})
    status = 422 if form.errors and status == 200 else status
    return render(request, "customer/your_data_ask.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@its_reader
def mine(request: HttpRequest, email: str) -> HttpResponse:
    """Show the copies made of a mailbox's data, and take the wish for one."""
    at = timezone.now()
    if request.method == "POST":
        exporting.ask_for_mailbox_data(email=email, at=at)
        return redirect("customer:your_data_mine")
    look = mailbox.look_into(email)
    rows = [
        {"export": each, "is_there": each.can_be_fetched(at)} for each in look.copies
    ]
    context = {"email": email, "look": look, "rows": rows}
    return render(request, "customer/your_data.html", context)


@require_http_methods(["GET", "HEAD"])
@its_reader
def fetch(request: HttpRequest, email: str, export_id: int) -> HttpResponse:
    """Hand a copy out to whoever reads its mailbox, while it is kept."""
    export = mailbox.copy(email, export_id)
    if export is None or not export.can_be_fetched(timezone.now()):
        raise Http404
    return handed_out.copy_of_data(export)


@require_http_methods(["GET", "POST"])
@its_reader
def forget(request: HttpRequest, email: str) -> HttpResponse:
    """Say what goes and what is kept and why; take the wish to be forgotten."""
    look = mailbox.look_into(email)
    if not look.has_guest:
        raise Http404
    form = ForgetForm(request.POST or None, auto_id="%s")
    if request.method == "POST" and form.is_valid():
        forgetting_guests.ask_to_be_forgotten(email=email, at=timezone.now())
        messages.success(request, _("We were told. It is done within a month."))
        return redirect("customer:your_data_mine")
    status = 422 if form.errors else 200
    context = {"form": form, "email": email}
    return render(request, "customer/your_data_forget.html", context, status=status)
