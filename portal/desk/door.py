"""Who comes in to the desk, what each may do there, and the frame of its pages."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from portal import access
from rma.models import User
from rma.queries import desk_home
from rma.rules.actors import Actor

P = ParamSpec("P")
Row = TypeVar("Row")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def staff(act: str = "read") -> Callable[[View[P]], View[P]]:
    """
    Let our own people in whose role may do an act.

    Somebody who hasn't signed in is asked to; a customer finds no page here; one of
    ours without the right is told so.
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


def member(request: HttpRequest) -> User:
    """Return the member of staff who asks; the guard has let them in."""
    assert isinstance(request.user, User)  # noqa: S101 - the guard looked
    return request.user


def actor(request: HttpRequest) -> Actor:
    """Return the name that stands beside what this person does."""
    return member(request).actor


def found(row: Row | None) -> Row:
    """Return the row, or raise Http404 where there is none."""
    if row is None:
        raise Http404
    return row


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    status: int = 200,
) -> HttpResponse:
    """Return a page of the desk, with the counts of the rail and what one may do."""
    now = timezone.now()
    may = {act.replace(" ", "_"): access.may(request.user, act) for act in access.ACTS}
    frame = {"may": may, "now": now} | dict(context)
    if "rail" not in frame:
        frame["rail"] = desk_home.rail(now)
    return render(request, template, frame, status=status)
