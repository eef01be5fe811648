"""Customers closed and guests forgotten: what goes, stays, and is in the way."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal import act as acting
from portal import gate
from portal.act import Refusals
from portal.desk import act, door
from portal.desk.act import Asking
from rma.actions import closing, forgetting_guests
from rma.actions.use_case import KeyReused
from rma.queries import account_pages, customer_list
from rma.steps import owing

_OPEN: dict[str, Any] = {
    "returns": gettext_lazy("returns under way"),
    "swaps": gettext_lazy("an old unit that is still owed"),
    "loaners": gettext_lazy("a loaner that is still out"),
    "credits": gettext_lazy("a credit without the number of accounting"),
}


def _named(refusal: Exception) -> dict[str, Any]:
    """Return what is open, in words."""
    codes = str(refusal).split(", ")
    return {"what": ", ".join(str(_OPEN.get(code, "")) for code in codes)}


_REFUSALS = Refusals(
    {
        owing.StillOwed: ("", gettext_lazy("Not yet. Still open: {what}.")),
        forgetting_guests.NoGuest: (
            "",
            gettext_lazy("They sign in, or were forgotten already."),
        ),
        closing.ClosedBefore: ("", gettext_lazy("This account is closed already.")),
        KeyReused: (
            "",
            gettext_lazy("This form was sent before with other words. Open it again."),
        ),
    },
    _named,
)


@require_http_methods(["GET", "POST"])
@gate.staff_page("set up")
def close_now(request: HttpRequest, account_id: int) -> HttpResponse:
    """Close a customer's account on a page that says what goes and what stays."""
    account = door.found(customer_list.customer(account_id))
    form = act.bound(act.ReasonForm, request)
    back = reverse("desk:customer", args=[account.pk])

    def deed() -> None:
        closing.close_now(
            account_id=account.pk,
            why=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    if request.method == "POST" and acting.tried(form, deed, _REFUSALS):
        messages.success(request, _("Closed. Nobody of it is named any more."))
        return redirect(back)
    asking = Asking(
        title=_("Close this account"),
        button=_("Close it and delete what names people"),
        back=back,
        back_text=account.name,
        lead=_(
            "Nobody of it gets in any more. Names, addresses, letters, photos and own "
            "words are deleted for good. Credits, the history of returns, and units "
            "with their warranty stay, without a name."
        ),
        is_final=True,
    )
    status = 422 if form.errors else 200
    return door.page(request, "desk/act.html", {"form": form, "asking": asking}, status)


@require_http_methods(["GET", "POST"])
@gate.staff_page("set up")
def forget(request: HttpRequest, account_id: int, contact_id: int) -> HttpResponse:
    """Forget a guest of a customer on a page that says what goes and what stays."""
    account = door.found(customer_list.customer(account_id))
    guest = door.found(account_pages.guest(account.pk, contact_id))
    form = act.bound(act.ReasonForm, request)
    back = reverse("desk:customer", args=[account.pk])

    def deed() -> None:
        forgetting_guests.forget_guest(
            contact_id=guest.pk,
            why=form.cleaned_data["reason"],
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    if request.method == "POST" and acting.tried(form, deed, _REFUSALS):
        messages.success(request, _("Forgotten. Our last letter tells them so."))
        return redirect(back)
    asking = Asking(
        title=_("Forget %(name)s") % {"name": guest.name},
        button=_("Delete what names them"),
        back=back,
        back_text=account.name,
        lead=_(
            "Name, addresses, letters, photos and own words of this guest are deleted "
            "for good. The history of their returns, credits, and units with their "
            "warranty stay, without a name. Do not name them in your reason: it stays."
        ),
        is_final=True,
    )
    status = 422 if form.errors else 200
    return door.page(request, "desk/act.html", {"form": form, "asking": asking}, status)
