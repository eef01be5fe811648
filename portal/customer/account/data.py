"""One's data: a copy to take along, and an account to close."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from portal import access, handed_out
from portal.customer.account import door
from portal.once import OnceForm
from rma.actions import closing, exporting
from rma.models import Contact
from rma.queries import account_pages


class ClosingForm(OnceForm):
    """Ask for the tick without which nobody closes an account."""

    is_sure = forms.BooleanField(
        label=gettext_lazy("I have read what is kept. Close the account."),
        error_messages={
            "required": gettext_lazy("Tick that you have read what is kept.")
        },
    )
    why = forms.CharField(
        label=gettext_lazy("Why? It helps us to do better"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_http_methods(["GET", "POST"])
@door.member_page()
def data(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Show the copies somebody asked for, and take the wish for one."""
    at = timezone.now()
    if request.method == "POST":
        is_whole = "all" in request.POST
        if is_whole and not access.member_may(contact, "take all data"):
            raise PermissionDenied
        exporting.ask_for_data(
            contact_id=contact.pk, is_whole=is_whole, by=door.actor(contact), at=at
        )
        return redirect("customer:account_data")
    mine = account_pages.exports(contact)
    rows = [{"export": each, "is_there": each.can_be_fetched(at)} for each in mine]
    context = {"rows": rows, "is_busy": any(not each.ready_at for each in mine)}
    return door.page(request, contact, "customer/account/data.html", context)


@require_http_methods(["GET", "HEAD"])
@door.member_page()
def fetch(request: HttpRequest, contact: Contact, export_id: int) -> HttpResponse:
    """Hand a copy out to whoever asked for it, while it is kept."""
    export = door.found(account_pages.export(contact, export_id))
    if not export.can_be_fetched(timezone.now()):
        raise Http404
    if export.is_whole and not access.member_may(contact, "take all data"):
        raise PermissionDenied
    return handed_out.copy_of_data(export)


@require_http_methods(["GET", "POST"])
@door.member_page("close")
def close(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Say what closing means and what is kept and why; take the wish."""
    form = ClosingForm(request.POST or None, auto_id="%s")
    if request.method == "POST" and form.is_valid():
        closing.ask_to_close(
            account_id=contact.account_id,
            why=form.cleaned_data["why"],
            by=door.actor(contact),
            at=timezone.now(),
            once=door.sent(form, request),
        )
        messages.success(request, _("We were told. A person answers you."))
        return redirect("customer:account_data")
    status = 422 if form.errors else 200
    template = "customer/account/close.html"
    return door.page(request, contact, template, {"form": form}, status)


@require_POST
@door.member_page("close")
def stay(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Take the wish to close back."""
    closing.take_back(
        account_id=contact.account_id, by=door.actor(contact), at=timezone.now()
    )
    messages.success(request, _("The account stays open."))
    return redirect("customer:account_data")
