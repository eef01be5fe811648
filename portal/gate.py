"""Who may open a page of ours: staff sign in, everybody else sees nothing there."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from portal import access

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Send a stranger of the set-up to sign in; who has, and may not, finds no page."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.GET.get("next", "/admin/"))


def staff_page(act: str = "read") -> Callable[[View[P]], View[P]]:
    """
    Let our own people in whose role may do an act.

    Somebody who hasn't signed in is asked to; a customer finds no page here; one of
    ours without the right is told so. What is shown is kept by no cache.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not access.may(request.user, "read"):
                raise Http404
            if not access.may(request.user, act):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response

        return answer

    return guard
