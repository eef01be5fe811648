"""The sticker on a unit that we sent: whoever holds it may say that it failed again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal import access
from portal.customer import gone, track
from portal.customer.again import AgainForm, heard
from portal.limits import is_too_often
from rma.messages import links
from rma.models import Case
from rma.queries import afterwards
from rma.rules import numbers
from rma.rules.check_in import Ended


@require_http_methods(["GET", "POST"])
@never_cache
def by_sticker(request: HttpRequest, code: str, mark: str) -> HttpResponse:
    """
    Take up what failed again, in the name of whom it was sent to.

    It shows no person and opens no page of the return: who it belongs to gets a
    letter with the link, as from any other failure.
    """
    if track.is_ours(request):
        return track.to_station(code)
    parsed = numbers.parse(code)
    case = access.case_with_code(parsed) if parsed else None
    if case is None or not links.is_sticker(case, mark):
        return gone.answer(request)
    if case.is_open:
        return redirect("customer:scan", case.code)
    units = afterwards.units_back(case)
    form = AgainForm(request.POST or None, units)
    if form.is_valid() and is_too_often(request, "sticker"):
        form.add_error(None, _("That was often. Wait a minute, then try again."))
        return _page(request, case, form, units, 429)

    def opened(new: Case) -> HttpResponse:
        page = {"number": new.number}
        return render(request, "customer/again_opened.html", page)

    answer = heard(request, case, form, opened) if form.is_valid() else None
    if answer is not None:
        return answer
    return _page(request, case, form, units, 422 if form.errors else 200)


def _page(
    request: HttpRequest,
    case: Case,
    form: AgainForm,
    units: tuple[Ended, ...],
    status: int,
) -> HttpResponse:
    page = {"case": case, "form": form, "units": units, "is_sticker": True}
    return render(request, "customer/again.html", page, status=status)
