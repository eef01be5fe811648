"""A company's addresses: where its units are and parcels leave from."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from typing_extensions import override

from portal import account_words as words
from portal import act, places
from portal.customer.account import door
from portal.once import OnceForm
from rma.actions import belonging
from rma.documents import countries
from rma.models import AccountSite, Contact
from rma.queries import account_pages

_NAMES = (
    "name",
    "attention",
    "street1",
    "street2",
    "postal_code",
    "city",
    "state",
    "country",
    "phone",
)


class SiteForm(OnceForm):
    """Ask for an address and the name that people of the company use for it."""

    name = forms.CharField(
        label=gettext_lazy("What you call it"),
        max_length=80,
        help_text=gettext_lazy("Like “Warehouse Hamburg”."),
        error_messages={"required": gettext_lazy("Give the address a name.")},
    )
    attention = forms.CharField(
        label=gettext_lazy("Person there"), max_length=120, required=False
    )
    street1 = forms.CharField(
        label=gettext_lazy("Street and number"),
        max_length=160,
        error_messages={"required": gettext_lazy("Type the street and number.")},
    )
    street2 = forms.CharField(
        label=gettext_lazy("Building, floor"), max_length=160, required=False
    )
    postal_code = forms.CharField(
        label=gettext_lazy("Postal code"),
        max_length=20,
        error_messages={"required": gettext_lazy("Type the postal code.")},
    )
    city = forms.CharField(
        label=gettext_lazy("City"),
        max_length=100,
        error_messages={"required": gettext_lazy("Type the city.")},
    )
    state = forms.CharField(
        label=gettext_lazy("State or region"), max_length=60, required=False
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        choices=countries.choices,
        widget=forms.Select(attrs={"translate": "no", "autocomplete": "country"}),
        error_messages={"required": gettext_lazy("Choose the country.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )

    @override
    def clean(self) -> dict[str, Any]:
        """Want a state where one is needed, and the code as its country writes it."""
        told = super().clean() or {}
        places.look_at_place(self, told, str(told.get("country") or ""))
        return told


@require_safe
@door.member_page()
def sites(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Show the company's addresses."""
    rows = [
        {"site": site, "country": countries.name_of(site.country)}
        for site in account_pages.sites(contact.account_id)
    ]
    context = {"sites": rows}
    return door.page(request, contact, "customer/account/sites.html", context)


@require_http_methods(["GET", "POST"])
@door.member_page("manage sites")
def site(
    request: HttpRequest, contact: Contact, site_id: int | None = None
) -> HttpResponse:
    """Write an address down, a new one or one that is there."""
    row = None
    if site_id is not None:
        row = door.found(account_pages.site(contact.account_id, site_id))
    form = SiteForm(request.POST or None, initial=_initial(row, contact), auto_id="%s")

    def deed() -> None:
        belonging.keep_site(
            account_id=contact.account_id,
            site_id=site_id,
            values={name: form.cleaned_data[name] for name in _NAMES},
            by=door.actor(contact),
            at=timezone.now(),
            once=door.sent(form, request),
        )

    if request.method == "POST" and act.tried(form, deed, words.REFUSALS):
        messages.success(request, _("The address is kept."))
        return redirect("customer:account_sites")
    asking = {
        "title": row.name if row else _("Add an address"),
        "button": _("Keep this address"),
    }
    context = {"form": form, "asking": asking, "back": "customer:account_sites"}
    status = 422 if form.errors else 200
    return door.page(request, contact, "customer/account/edit.html", context, status)


def _initial(row: AccountSite | None, contact: Contact) -> dict[str, str]:
    if row is None:
        return {"country": contact.account.country or "DE"}
    return {name: getattr(row, name) for name in _NAMES}


@require_POST
@door.member_page("manage sites")
def drop(request: HttpRequest, contact: Contact, site_id: int) -> HttpResponse:
    """Take an address off the list."""
    door.found(account_pages.site(contact.account_id, site_id))
    belonging.drop_site(
        account_id=contact.account_id,
        site_id=site_id,
        by=door.actor(contact),
        at=timezone.now(),
    )
    messages.success(request, _("Taken off the list."))
    return redirect("customer:account_sites")
