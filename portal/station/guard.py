"""Who may work at the station: an enrolled device with a PIN, or staff signed in."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control

from portal import access
from portal.gate import staff_page
from rma.actions import enrolling
from rma.models import Shift
from rma.rules import scopes

_NOTED_EVERY = timedelta(minutes=1)

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def secret_of(request: HttpRequest) -> str:
    """Return the hash of the secret that a device shows, or nothing."""
    secret = request.COOKIES.get(access.DEVICE_COOKIE, "")
    return scopes.hash_of(secret) if secret else ""


def station_page(act: str) -> Callable[[View[P]], View[P]]:
    """
    Let a device in on which somebody typed their PIN, or staff who signed in.

    A device may do what devices may, for the person at it; a locked one asks for
    the PIN. A program of the page is told so in two words instead of being sent on.
    """

    def guard(view: View[P]) -> View[P]:
        as_staff = staff_page(act)(view)

        @wraps(view)
        def answer(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            secret = secret_of(request)
            now = timezone.now()
            shift = access.shift_with(secret, now) if secret else None
            if shift is None:
                if access.device_here(request):
                    return _locked(request)
                if not request.user.is_authenticated and _is_program(request):
                    return _refused("signed-out")
                return as_staff(request, *args, **kwargs)
            step_up(request, shift)
            if not access.may_here(request, act):
                raise PermissionDenied
            if now - shift.seen_at > _NOTED_EVERY:
                enrolling.note_presence(shift_id=shift.pk, at=now)
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response

        return answer

    return guard


def step_up(request: HttpRequest, shift: Shift) -> None:
    """Let the person at the device be who asks, within what devices may."""
    request.user = shift.user
    request.shift = shift  # type: ignore[attr-defined]


def _is_program(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _locked(request: HttpRequest) -> HttpResponseBase:
    return _refused("locked") if _is_program(request) else redirect("station:unlock")


def _refused(code: str) -> JsonResponse:
    response = JsonResponse({"code": code}, status=401)
    response["Cache-Control"] = "private, no-store"
    return response


def give(response: HttpResponseBase, secret: str, seconds: int) -> None:
    """Make the browser that gets this answer a device."""
    response.set_cookie(
        access.DEVICE_COOKIE,
        secret,
        max_age=seconds,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
