"""A return begun here and gone on with somewhere else: by a mailed link."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.customer import drafts, gone
from portal.customer.drafts import DraftReturn
from portal.customer.gone import Next, Why
from portal.customer.item import desk_of
from portal.limits import is_too_often
from rma.actions import drafting, tracing
from rma.queries import signed_links
from rma.queries.signed_links import DraftLink


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
        if not known:
            # Nothing is asked twice, and a new link finds its way.
            desk.draft.contact["email"] = form.cleaned_data["email"]
            drafts.keep(desk.draft, timezone.now())
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
    link = signed_links.draft_link(token)
    if link is None:
        return gone.answer(request)
    row = link.draft
    if not link.is_open:
        return _ended(request, link)
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


def _ended(request: HttpRequest, link: DraftLink) -> HttpResponse:
    """
    Say what became of a link to a draft, and mail a new one by a press.

    It goes to the address that stands in the draft, whoever presses. The browser that
    has the draft just goes on.
    """
    row = drafts.row_of(request)
    if link.number:
        return gone.answer(request, Why.SENT, number=link.number)
    if row is not None and row.pk == link.draft.pk:
        return redirect(place_of(DraftReturn.from_data("", row.data)))
    why = Why.USED if link.is_used else Why.TOO_OLD
    if not link.draft.email:
        return gone.answer(request, why, offer=Next.NOTHING)
    if request.method != "POST" or "new" not in request.POST:
        return gone.answer(request, why, offer=Next.RENEW)
    if is_too_often(request, "track"):
        return render(request, "429.html", status=429)
    tracing.ask_for_draft_link(
        draft_id=link.draft.pk,
        email=link.draft.email,
        language=get_language() or "",
    )
    return gone.renewed(request)


def place_of(draft: DraftReturn) -> str:
    """Return the page on which a draft goes on."""
    if draft.is_chosen:
        return "customer:check"
    return "customer:remedy" if draft.is_told else "customer:item"
