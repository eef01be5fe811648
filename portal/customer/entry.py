"""The link of a look-up: looking changes nothing, one press opens what it is for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.customer import granted, order, your_data
from portal.customer.link_form import TrackForm
from portal.limits import is_too_often
from rma.actions import tracing
from rma.queries import asked_links
from rma.rules.scopes import hash_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """
    Let the browser in that presses the button of a mailed link, once.

    A program that reads mail only looks: for it and for anybody else who looks the
    page says nothing but that the link works.
    """
    if is_too_often(request, "entry", most=60):
        return render(request, "429.html", status=429)
    at = timezone.now()
    if request.method != "POST":
        if not asked_links.is_mailed_link_open(hash_of(token), at):
            return _gone(request)
        return render(request, "customer/entry.html")
    try:
        link = tracing.open_mailed_link(secret=token, at=at)
    except tracing.LinkSpent:
        return _gone(request)
    if link.email:
        response = redirect("customer:your_data_mine")
        your_data.grant(response, link.email)
    elif link.case is None:
        response = redirect("customer:ordered")
        order.grant(response, order=link.order, account_id=link.account_id or 0)
    else:
        response = redirect("customer:case", link.case.number)
        granted.grant(request, response, link.case)
    response.status_code = 303
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    page = {"form": TrackForm(auto_id="%s")}
    return render(request, "customer/link_gone.html", page, status=404)
