"""Ways back to a return: its mailed link, its number with an address, its QR code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal import access
from portal.customer import case as case_page
from portal.customer import gone, granted
from portal.customer.gone import Why
from portal.customer.link_form import TrackForm
from portal.limits import is_too_often
from rma.actions import tracing
from rma.messages import links
from rma.queries.tracking_page import public_look
from rma.rules import numbers

# The pages a letter's link may lead to; all others lead to the return itself.
_LANDINGS = {
    "again": "customer:again",
    "data": "customer:data",
    "letters": "customer:preferences",
}


def is_ours(request: HttpRequest) -> bool:
    """Whether somebody of ours scans, for whom a code leads to the dock."""
    is_staff = access.may(request.user, "receive")
    return is_staff or access.device_here(request) is not None


def to_station(code: str) -> HttpResponse:
    """Lead to the station with what was scanned."""
    return redirect(f"/station/?{urlencode({'code': code})}")


@require_http_methods(["GET", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Mail the link to a return; the answer never says whether it exists."""
    form = TrackForm(
        request.POST or None,
        initial={"number": request.GET.get("number", "")[:60]},
        auto_id="%s",
    )
    if form.is_valid():
        if is_too_often(request, "track"):
            form.add_error(None, _("That was often. Wait a minute, then try again."))
            return render(request, "customer/track.html", {"form": form}, status=429)
        email = form.cleaned_data["email"]
        tracing.ask_for_tracking_link(
            number=form.cleaned_data["number"],
            email=email,
            language=get_language() or "",
        )
        return render(request, "customer/mailed.html", {"email": email})
    status = 422 if form.errors else 200
    return render(request, "customer/track.html", {"form": form}, status=status)


@require_safe
@never_cache
def by_token(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange the secret of a letter for a cookie, and show the clean address."""
    named = links.read_token(token)
    case = access.case_with_code(named[0]) if named else None
    if case is None or named is None:
        return gone.answer(request)
    if case.tracking_version != named[1]:
        return gone.answer(request, Why.REPLACED, number=case.number)
    landing = _LANDINGS.get(request.GET.get("to", ""), "customer:case")
    response = redirect(landing, case.number)
    response.status_code = 303
    granted.grant(request, response, case)
    return response


@require_safe
@never_cache
def scanned(request: HttpRequest, code: str) -> HttpResponse:
    """Send staff to the station; show anybody else only where the parcel is."""
    if is_ours(request):
        return to_station(code)
    parsed = numbers.parse(code)
    case = access.case_scanned(parsed) if parsed else None
    if case is None:
        return gone.answer(request)
    look = public_look(case)
    shown = {
        "sentence": _(look.display),
        "to_us": case_page.lane(look.to_us),
        "is_open": look.is_open,
        "number": "" if look.is_open else case.number,
    }
    return render(request, "customer/scanned.html", shown)
