"""Units found by their order: asked for with an address, mailed as a link."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.customer import drafts, gone
from portal.customer.drafts import DraftReturn
from portal.customer.gone import Next, Why
from portal.limits import is_too_often
from rma.actions import tracing
from rma.models import Unit
from rma.queries import draft_page, order_token

# In which a browser keeps which order's units it may see; no script reads it.
COOKIE = "order"
# It opens the list for a day; for a month its number needs not be typed again.
_A_MONTH = 30 * 24 * 3600


def grant(response: HttpResponse, *, order: str, account_id: int) -> None:
    """Let this browser see the units of an order for a day (see order_token)."""
    response.set_cookie(
        COOKIE,
        order_token.token_for(order=order, account_id=account_id),
        max_age=_A_MONTH,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


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


class UnitsForm(forms.Form):
    """Ask which units of the order come back."""

    units = forms.MultipleChoiceField(
        label=_("Which units is it about?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one unit.")},
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:  # noqa: ANN401
        """Offer the units; the only one is ticked already."""
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["units"].choices = [
            (unit.serial, f"{unit.product.name} · {unit.serial}") for unit in units
        ]
        if len(units) == 1:
            self.initial["units"] = [units[0].serial]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def units(request: HttpRequest) -> HttpResponse:
    """Show the units of the order this browser may see; begin a return on request."""
    kept = request.COOKIES.get(COOKIE, "")
    named = order_token.read(kept)
    if named is None:
        told = {"order": order_token.order_of(kept)}
        asked = OrderForm(initial=told, auto_id="%s")
        return gone.answer(request, Why.CLOSED, offer=Next.ORDER, form=asked)
    free, is_out = _units_of(named)
    sent = request.POST if request.method == "POST" else None
    form = UnitsForm(sent, units=free, auto_id="%s")
    if form.is_valid():
        return _begun(form.cleaned_data["units"])
    page = {"form": form, "order": named.order, "free": free, "is_out": is_out}
    status = 422 if form.errors else 200
    return render(request, "customer/ordered.html", page, status=status)


def _units_of(named: order_token.NamedOrder) -> tuple[list[Unit], list[Unit]]:
    """Return the units that may come back, and those on an open return already."""
    bought = draft_page.units_of_order(named.order, account_id=named.account_id)
    serials = [unit.serial for unit in bought]
    found = draft_page.units_with(serials, account_id=named.account_id).values()
    return (
        [each.unit for each in found if not each.is_out],
        [each.unit for each in found if each.is_out],
    )


def _begun(serials: list[str]) -> HttpResponse:
    draft = DraftReturn.begun()
    for serial in serials:
        draft.add(serial)
    drafts.keep(draft, timezone.now())
    response = redirect("customer:item")
    drafts.carry(response, draft)
    return response
