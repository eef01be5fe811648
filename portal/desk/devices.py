"""Devices, badges and shelves of the dock: offered, given and ended by a lead."""

import secrets
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal import gate
from portal.desk import act, door
from portal.desk.act import ActForm, Asking
from rma.actions import enrolling
from rma.documents import codes
from rma.queries import dock_setup, set_up
from rma.rules import numbers, scopes

_CODE = 8


class OfferForm(ActForm):
    """Ask what the device is called and where it stands."""

    name = forms.CharField(
        label=gettext_lazy("What the device is called"),
        max_length=80,
        help_text=gettext_lazy("Like “Dock 1, hand scanner”."),
        error_messages={"required": gettext_lazy("Give the device a name.")},
    )
    site = forms.ChoiceField(label=gettext_lazy("Where it stands"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the sites there are."""
        super().__init__(*args, **kwargs)
        places = [(str(site.pk), site.name) for site in set_up.sites()]
        self.fields["site"].choices = places  # type: ignore[attr-defined]


class ShelfForm(OfferForm):
    """Ask how the shelf is called and at which site it is."""

    field_order = ["name", "site"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Keep the name as short as its label."""
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Name of the shelf"),
            max_length=20,
            error_messages={"required": _("Give the shelf a name, like B2.")},
        )
        self.order_fields(self.field_order)


@require_safe
@gate.staff_page("enrol")
def devices(request: HttpRequest) -> HttpResponse:
    """Show the devices, who has a badge, and the shelves."""
    context = {
        "devices": dock_setup.devices(timezone.now()),
        "people": dock_setup.people(),
        "shelves": dock_setup.shelves(),
    }
    return door.page(request, "desk/devices.html", context)


@require_http_methods(["GET", "POST"])
@gate.staff_page("enrol")
def offer(request: HttpRequest) -> HttpResponse:
    """Offer a new device a code; it is shown once, on the page that answers."""
    form = act.bound(OfferForm, request)
    letters = "".join(secrets.choice(numbers.ALPHABET) for _place in range(_CODE))
    made = []

    def deed() -> None:
        device = enrolling.offer_device(
            name=form.cleaned_data["name"],
            site_id=int(form.cleaned_data["site"]),
            code_hash=scopes.hash_of(letters),
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )
        made.append(device)

    if request.method == "POST" and act.tried(form, deed):
        device = made[0]
        if device.code_hash != scopes.hash_of(letters):
            messages.info(request, _("This was done before. Its code was shown then."))
            return redirect("desk:devices")
        address = settings.RETURNWELL_URL + reverse("station:enrol")
        shown = {
            "title": device.name,
            "code": f"{letters[:4]} {letters[4:]}",
            "until": device.code_until,
            "address": address,
            "qr": codes.qr(address, title=_("Where the device is set up")),
        }
        return door.page(request, "desk/secret.html", shown)
    return _edit(request, form, _("Offer a device"), _("Make its code"))


@require_http_methods(["GET", "POST"])
@gate.staff_page("enrol")
def end(request: HttpRequest, device_id: int) -> HttpResponse:
    """End a device: lost, broken or replaced."""
    device = door.found(dock_setup.device(device_id))
    form = act.bound(ActForm, request)

    def deed() -> None:
        enrolling.revoke_device(
            device_id=device.pk, by=door.actor(request), at=timezone.now()
        )

    asking = Asking(
        title=_("End %(name)s") % {"name": device.name},
        button=_("End this device"),
        back="/desk/devices/",
        back_text=_("Devices"),
        lead=_("It can scan nothing from then on. To use it again, offer it anew."),
        is_final=True,
    )
    return act.answer(request, form, asking, deed, done=_("The device is ended."))


@require_http_methods(["GET", "POST"])
@gate.staff_page("enrol")
def pin(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give somebody a badge, or a new PIN; the PIN is shown once."""
    person = door.found(set_up.member(user_id))
    form = act.bound(ActForm, request)
    digits = f"{secrets.randbelow(10**6):06}"
    made = []

    def deed() -> None:
        badge = enrolling.give_badge(
            user_id=person.pk,
            code=numbers.mint(secrets.randbelow),
            pin=digits,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )
        made.append(badge)

    if request.method == "POST" and act.tried(form, deed):
        if not made[0].knows(digits):
            messages.info(request, _("This was done before. The PIN was shown then."))
            return redirect("desk:devices")
        shown = {"title": str(person), "pin": digits, "person": person}
        return door.page(request, "desk/secret.html", shown)
    asking = Asking(
        title=_("A PIN for %(name)s") % {"name": person},
        button=_("Make a new PIN"),
        back="/desk/devices/",
        back_text=_("Devices"),
        lead=_("An earlier PIN stops working. The badge stays the same."),
    )
    shown_form = {"form": form, "asking": asking}
    return door.page(request, "desk/act.html", shown_form, 422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@gate.staff_page("enrol")
def shelf(request: HttpRequest) -> HttpResponse:
    """Name a shelf and give it a code."""
    form = act.bound(ShelfForm, request)

    def deed() -> None:
        enrolling.add_shelf(
            site_id=int(form.cleaned_data["site"]),
            name=form.cleaned_data["name"],
            code=numbers.mint(secrets.randbelow),
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )

    if request.method == "POST" and act.tried(form, deed):
        messages.success(request, _("The shelf is kept. Print its label below."))
        return redirect("desk:devices")
    return _edit(request, form, _("Add a shelf"), _("Add this shelf"))


def _edit(request: HttpRequest, form: ActForm, title: str, button: str) -> HttpResponse:
    asking = Asking(title, button, back="/desk/devices/", back_text=_("Devices"))
    context = {"form": form, "asking": asking}
    return door.page(request, "desk/act.html", context, 422 if form.errors else 200)
