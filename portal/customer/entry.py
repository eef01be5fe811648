"""The link of a look-up: looking changes nothing, one press opens what it is for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.customer import gone, granted, order, your_data
from portal.customer.gone import Next, Why
from portal.customer.order import OrderForm
from portal.limits import is_too_often
from rma.actions import tracing
from rma.models import MailedLink
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
    named = asked_links.mailed_link(hash_of(token))
    if named is None:
        return gone.answer(request)
    if not named.is_open(at):
        return _spent(request, named)
    if request.method != "POST":
        return render(request, "customer/entry.html")
    try:
        return _let_in(request, tracing.open_mailed_link(secret=token, at=at))
    except tracing.LinkSpent:
        return _spent(request, named)


def _let_in(request: HttpRequest, link: MailedLink) -> HttpResponse:
    """Open what a link is for, and spare this browser the link for a while."""
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


def _spent(request: HttpRequest, link: MailedLink) -> HttpResponse:
    """
    Say what became of a link, and mail a new one by a press.

    The browser that used it goes on where the link led. A new one goes only where we
    know that it belongs; of an order we know no address, so it is asked for.
    """
    inside = _still_inside(request, link)
    if inside is not None:
        return inside
    why = Why.USED if link.used_at else Why.TOO_OLD
    if link.order:
        form = OrderForm(initial={"order": link.order}, auto_id="%s")
        return gone.answer(
            request, why, offer=Next.ORDER, form=form, used_at=link.used_at
        )
    if request.method == "POST" and "new" in request.POST:
        return _renewed(request, link)
    return gone.answer(request, why, offer=Next.RENEW, used_at=link.used_at)


def _still_inside(request: HttpRequest, link: MailedLink) -> HttpResponse | None:
    """Lead the browser on that may see a return already, though not by this link."""
    case = link.case
    if case is None or granted.case_for(request, case.number) is None:
        return None
    response = redirect("customer:case", case.number)
    response.status_code = 303
    return response


def _renewed(request: HttpRequest, link: MailedLink) -> HttpResponse:
    if is_too_often(request, "track"):
        return render(request, "429.html", status=429)
    language, case = get_language() or "", link.case
    if case is None:
        tracing.ask_for_data_link(email=link.email, language=language)
    else:
        email = case.contact.email
        tracing.ask_for_tracking_link(
            number=case.number, email=email, language=language
        )
    return gone.renewed(request)
