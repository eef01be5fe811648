"""Parcels that customers send with a carrier of their own: numbers typed, corrected."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.act import Refusals, tried
from portal.customer import granted, words
from portal.once import OnceForm
from rma.actions import announcing
from rma.models import Case
from rma.queries import own_parcels
from rma.rules.actors import Actor, ActorKind
from shipping import recognising

REFUSALS = Refusals(
    {
        announcing.NotTheirCarrier: (
            "",
            _("This return travels with our label, so there is no number to type."),
        ),
        announcing.NoNumber: (
            "number",
            _("A tracking number has letters and digits. It is on your receipt."),
        ),
        announcing.CarrierUnclear: (
            "mover",
            _("We can't tell the carrier from this number. Choose it."),
        ),
        announcing.AnnouncedBefore: ("number", _("We follow this number already.")),
        announcing.TooManyParcels: ("", _("That are too many parcels. Write to us.")),
        announcing.NoSuchParcel: ("", _("That number was changed in the meantime.")),
    }
)


class NumberForm(OnceForm):
    """Take a tracking number, and whose it is where the number does not say."""

    number = forms.CharField(
        label=_("Tracking number"),
        help_text=_("It is on the receipt, with spaces or without."),
        max_length=60,
        error_messages={"required": _("Type the number.")},
    )
    mover = forms.ChoiceField(
        label=_("Carrier"),
        help_text=_("Leave it open: mostly the number says it."),
        required=False,
        choices=[
            ("", _("Find out from the number")),
            *recognising.MOVERS.items(),
            (recognising.OTHER, _("Another one")),
        ],
    )
    instead_of = forms.IntegerField(required=False, widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def parcels(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the numbers typed so far, and take one more or a corrected one."""
    wrong = request.GET.get("instead_of", "")
    first = {"instead_of": wrong if wrong.isdecimal() else None}
    form: Any = NumberForm(request.POST or None, auto_id="%s", initial=first)

    def deed() -> object:
        return announcing.announce_parcel(
            case=case.ref,
            number=form.cleaned_data["number"],
            mover=form.cleaned_data["mover"],
            instead_of=form.cleaned_data["instead_of"],
            by=_customer(case),
            at=timezone.now(),
            once=form.sent(request, f"case:{case.code}"),
        )

    if request.method == "POST" and tried(form, deed, REFUSALS):
        return redirect("customer:parcels", case.number)
    page = {"case": case, "form": form, "parcels": told(case), "wrong": wrong}
    status = 422 if form.errors else 200
    return render(request, "customer/parcels.html", page, status=status)


@require_POST
@never_cache
@granted.its_customer
def withdraw(request: HttpRequest, case: Case, parcel_id: int) -> HttpResponse:
    """Take a number away; one that is gone already is gone."""
    form = OnceForm(request.POST)

    def deed() -> object:
        return announcing.withdraw_parcel(
            case=case.ref, parcel_id=parcel_id, by=_customer(case), at=timezone.now()
        )

    tried(form, deed, REFUSALS)
    return redirect("customer:parcels", case.number)


def told(case: Case) -> list[dict[str, Any]]:
    """Return the numbers typed, each with its carrier and where it is."""
    return [
        {
            "id": parcel.pk,
            "number": parcel.tracking_number,
            "carrier": recognising.MOVERS.get(parcel.mover, gettext("Another carrier")),
            "state": words.PARCELS[parcel.state],
        }
        for parcel in own_parcels.announced(case)
    ]


def _customer(case: Case) -> Actor:
    return Actor(ActorKind.CUSTOMER, case.contact.name)
