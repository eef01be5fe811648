"""Enrolling this device, stepping up to it with badge and PIN, and locking it."""

import secrets

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from typing_extensions import override

from portal import access, limits
from portal.station import guard
from rma.actions import enrolling
from rma.models import Device
from rma.rules import numbers, scopes

_FIVE_YEARS = 5 * 365 * 24 * 3600


class EnrolForm(forms.Form):
    """Ask for the code that a lead reads out."""

    code = forms.CharField(
        label=gettext_lazy("Code for this device"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "class": "code-entry",
                "autocomplete": "off",
                "autocapitalize": "characters",
            }
        ),
        error_messages={"required": gettext_lazy("Type the code.")},
    )


class StepUpForm(forms.Form):
    """Ask who is there, by badge or by name, and for their PIN."""

    badge = forms.CharField(
        label=gettext_lazy("Scan your badge"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "code-entry", "autocomplete": "off"}),
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Or choose your name"),
        required=False,
        widget=forms.RadioSelect,
    )
    pin = forms.CharField(
        label=gettext_lazy("PIN"),
        max_length=12,
        widget=forms.PasswordInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "pattern": "[0-9]*"}
        ),
        error_messages={"required": gettext_lazy("Type your PIN.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        """List who has a badge."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        people = [(str(user.pk), str(user)) for user in access.operators()]
        self.fields["who"].choices = people  # type: ignore[attr-defined]

    @override
    def clean(self) -> dict[str, object]:
        """Ask who is there, where neither badge nor name says so."""
        cleaned: dict[str, object] = super().clean() or {}
        if not cleaned.get("badge") and not cleaned.get("who"):
            self.add_error("badge", _("Scan your badge, or choose your name."))
        return cleaned


@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """Make this browser a device of ours, by a code that works for ten minutes."""
    form = EnrolForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if limits.is_too_often(request, "enrol"):
            form.add_error("code", _("Too many tries. Wait a minute."))
        else:
            answer = _enrolled(form)
            if answer is not None:
                return answer
    # Where something is wrong, the summary of it has the focus.
    form.fields["code"].widget.attrs["autofocus"] = not form.errors
    return _page(request, "station/enrol.html", form)


def _enrolled(form: EnrolForm) -> HttpResponseRedirect | None:
    secret = secrets.token_urlsafe(32)
    code = "".join(sign for sign in form.cleaned_data["code"].upper() if sign.isalnum())
    try:
        enrolling.enrol_device(
            code_hash=scopes.hash_of(code),
            secret_hash=scopes.hash_of(secret),
            at=timezone.now(),
        )
    except enrolling.OfferGone:
        form.add_error(
            "code",
            _("This code is wrong or older than ten minutes. Ask for a new one."),
        )
        return None
    answer = HttpResponseRedirect("/station/")
    guard.give(answer, secret, _FIVE_YEARS)
    return answer


@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """Let somebody step up to this device; whoever was there before steps down."""
    device = access.device_here(request)
    if device is None:
        return redirect("station:enrol")
    form = StepUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _stepped_up(device, form):
        there = request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(there, allowed_hosts=None)
        known = is_ours and there.startswith("/station/")
        return HttpResponseRedirect(there if known else "/station/")
    # Who it is, is known: the next thing typed is the PIN, or another badge is scanned.
    is_pin_only = set(form.errors) == {"pin"}
    waits = "pin" if is_pin_only else "badge"
    has_focus = is_pin_only or not form.errors
    form.fields[waits].widget.attrs["autofocus"] = has_focus
    more = {"device": device, "is_pin_only": is_pin_only}
    return _page(request, "station/unlock.html", form, **more)


def _stepped_up(device: Device, form: StepUpForm) -> bool:
    told = form.cleaned_data
    try:
        shift = enrolling.begin_shift(
            device_id=device.pk,
            code=(numbers.parse(told["badge"]) or "-") if told["badge"] else "",
            user_id=int(told["who"]) if told["who"] else None,
            pin=told["pin"],
            at=timezone.now(),
        )
    except enrolling.UnknownBadge:
        form.add_error("badge", _("This badge is nobody’s. Choose your name."))
        return False
    except enrolling.BadgeLocked:
        form.add_error("pin", _("Too many wrong PINs. A lead gives you a new one."))
        return False
    if shift is None:
        form.add_error("pin", _("This PIN is wrong."))
    return shift is not None


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock this device; what it has stored stays."""
    device = access.device_here(request)
    if device is None:
        return redirect("station:home")
    enrolling.end_shift(device_id=device.pk, at=timezone.now())
    return redirect("station:unlock")


@require_safe
@guard.station_page("receive")
def now(request: HttpRequest) -> JsonResponse:
    """Tell the page who works with it, and the token its requests need."""
    shift = access.shift_here(request)
    return JsonResponse(
        {
            "token": get_token(request),
            "who": str(access.actor(request).label),
            "shift": shift.pk if shift else None,
            "device": shift.device.name if shift else "",
        }
    )


def _page(
    request: HttpRequest, template: str, form: forms.Form, **more: object
) -> HttpResponse:
    status = 422 if form.errors else 200
    response = render(request, template, {"form": form} | more, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response
