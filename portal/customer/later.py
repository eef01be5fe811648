"""A return begun here and gone on with somewhere else: by a mailed link."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.customer import drafts
from portal.customer.drafts import DraftReturn
from portal.customer.item import desk_of
from portal.customer.link_form import TrackForm
from portal.limits import is_too_often
from rma.actions import drafting, tracing
from rma.queries import signed_links


class LaterForm(forms.Form):
    """Ask where the link goes."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("Type an e-mail address like name@example.com."),
        },
    )


@require_http_methods(["GET", "POST"])
def later(request: HttpRequest) -> HttpResponse:
    """Mail a link to the draft, for another day or another device."""
    desk = desk_of(request)
    if desk is None:
        return redirect("customer:start")
    known = desk.draft.contact.get("email") or (
        desk.contact.email if desk.contact else ""
    )
    form = LaterForm(request.POST or None, initial={"email": known}, auto_id="%s")
    if form.is_valid() and is_too_often(request, "track"):
        form.add_error(None, _("That was often. Wait a minute, then try again."))
    if form.is_valid():
        tracing.ask_for_draft_link(
            draft_id=desk.row.pk,
            email=form.cleaned_data["email"],
            language=get_language() or "",
        )
        page = {"email": form.cleaned_data["email"]}
        return render(request, "customer/later_mailed.html", page)
    status = 422 if form.errors else 200
    return render(request, "customer/later.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def go_on(request: HttpRequest, token: str) -> HttpResponse:
    """
    Say what the mailed link would bring here, and bring it on request.

    Looking changes nothing: programs that read mail follow links, too.
    """
    row = signed_links.draft_named(token)
    if row is None:
        page: dict[str, object] = {"form": TrackForm(auto_id="%s")}
        return render(request, "customer/link_gone.html", page, status=404)
    if request.method != "POST":
        page = {"units": len(row.data.get("lines", ()))}
        return render(request, "customer/go_on.html", page)
    secret = DraftReturn.begun().secret
    drafting.move_draft(
        draft_id=row.pk,
        was=row.secret_hash,
        secret_hash=drafts.hash_of(secret),
        at=timezone.now(),
    )
    draft = DraftReturn.from_data(secret, row.data)
    response = redirect(place_of(draft))
    drafts.carry(response, draft)
    return response


def place_of(draft: DraftReturn) -> str:
    """Return the page on which a draft goes on."""
    if draft.is_chosen:
        return "customer:check"
    return "customer:remedy" if draft.is_told else "customer:item"
