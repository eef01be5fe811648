"""Which returns this browser may see: a signed cookie, void once a link is revoked."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, dumps, loads
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal import access
from portal.customer.link_form import TrackForm
from rma.models import Case
from rma.rules import numbers

COOKIE = "returns"
_SALT = "portal.customer.returns"
_MOST = 20
_A_MONTH = 30 * 24 * 3600


def grant(request: HttpRequest, response: HttpResponse, case: Case) -> None:
    """Let this browser see a return for a month; the oldest of twenty goes."""
    kept = _kept(request)
    kept.pop(case.code, None)
    kept[case.code] = case.tracking_version
    newest = dict(list(kept.items())[-_MOST:])
    response.set_cookie(
        COOKIE,
        dumps(newest, salt=_SALT, compress=True),
        max_age=_A_MONTH,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def its_customer(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """
    Give a page the return of the number in its address, where the reader may see it.

    A foreign return and one that doesn't exist are answered alike: with the page that
    asks for the link. Who only reads for their company changes nothing.
    """

    @wraps(view)
    def run(request: HttpRequest, number: str, **more: str) -> HttpResponse:
        case = case_for(request, number)
        if case is None:
            form = TrackForm(initial={"number": number[:60]}, auto_id="%s")
            page = {"form": form}
            return render(request, "customer/not_yours.html", page, status=404)
        if request.method == "POST" and not access.may_act_on(request, case):
            raise PermissionDenied
        return view(request, case, **more)

    return run


def sees_others(request: HttpRequest) -> bool:
    """Return whether this browser may see more than one return."""
    return request.user.is_authenticated or len(_kept(request)) > 1


def case_for(request: HttpRequest, number: str) -> Case | None:
    """Return a return this browser, or the account signed in, may see."""
    code = numbers.parse(number)
    if code is None:
        return None
    version = _kept(request).get(code)
    case = access.case_with_code(code) if version else None
    if case is not None and case.tracking_version == version:
        return case
    if request.user.is_authenticated:
        return access.case_of_visitor(request.user, code)
    return None


def _kept(request: HttpRequest) -> dict[str, int]:
    try:
        kept = loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_A_MONTH)
    except BadSignature:
        return {}
    return kept if isinstance(kept, dict) else {}
