"""Units found by their order: asked for with an address, mailed as a link."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from portal.customer import drafts
from portal.customer.drafts import DraftReturn
from portal.customer.limits import is_too_often
from portal.customer.link_form import TrackForm
from rma.actions import tracing
from rma.queries import draft_page, order_token


class OrderForm(forms.Form):
    """Ask for an order and its e-mail address, to mail its units as a link."""

    order = forms.CharField(label=_("Order number"), max_length=60)
    email = forms.EmailField(
        label=_("E-mail address of the order"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Type the e-mail address you ordered with."),
            "invalid": _("Type an e-mail address like name@example.com."),
        },
    )


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Mail a link to the units of an order; the answer never says whether it exists."""
    form = OrderForm(request.POST, auto_id="%s")
    if form.is_valid() and is_too_often(request, "track"):
        form.add_error(None, _("That was often. Wait a minute, then try again."))
    if not form.is_valid():
        page = {"form": form}
        return render(request, "customer/order.html", page, status=422)
    tracing.ask_for_order_link(
        order=form.cleaned_data["order"],
        email=form.cleaned_data["email"],
        language=get_language() or "",
    )
    page = {"email": form.cleaned_data["email"]}
    return render(request, "customer/mailed.html", page)


@require_safe
def by_token(request: HttpRequest, token: str) -> HttpResponse:
    """Begin a return with the units of the order that the mailed link names."""
    named = order_token.read(token)
    if named is None:
        page = {"form": TrackForm(auto_id="%s")}
        return render(request, "customer/link_gone.html", page, status=404)
    draft = DraftReturn.begun()
    for unit in draft_page.units_of_order(named.order, account_id=named.account_id):
        draft.add(unit.serial)
    drafts.keep(draft, timezone.now())
    response = redirect("customer:item")
    drafts.carry(response, draft)
    return response
