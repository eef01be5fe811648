"""A return shown to others: a page to read only, and its dates for a calendar."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal import access
from portal.customer import calendar_file, gone, granted, unchanged, unit_rows
from portal.customer import case as case_page
from rma.actions import minding
from rma.messages import links
from rma.models import Case
from rma.queries import around_case, fetched
from rma.queries.tracking_page import tracking_page
from rma.rules.actors import Actor, ActorKind


@require_http_methods(["GET", "POST"])
@never_cache
@granted.its_customer
def share(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the link for others; on request make all links sent so far void."""
    if request.method == "POST":
        renewed = minding.renew_link(
            case=case.ref,
            by=Actor(ActorKind.CUSTOMER, case.contact.name),
            at=timezone.now(),
        )
        response = redirect("customer:share", case.number)
        granted.grant(request, response, renewed)
        return response
    url = links.shared_url(case)
    subject = _("Where our return %(number)s is") % {"number": case.number}
    page = {
        "case": case,
        "url": url,
        "mail": f"mailto:?subject={quote(subject)}&body={quote(url)}",
    }
    return render(request, "customer/share.html", page)


@require_safe
@never_cache
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show where a return is and what comes next, without names and addresses."""
    named = links.read_shared(token)
    case = access.case_with_code(named[0]) if named else None
    if case is None or not named or case.tracking_version != named[1]:
        return gone.answer(request)
    return render(request, "customer/shared.html", shown_to_all(case, timezone.now()))


def shown_to_all(case: Case, at: datetime) -> dict[str, Any]:
    """Return of a return's page only what others may read."""
    page = fetched.page_as_booked(tracking_page(case), at)
    units = [unit_rows.row_of(line) for line in page.dossier.lines]
    return {
        "number": case.number,
        "display": _(page.dossier.display),
        "next": case_page.next_step(page, at),
        "plan": case_page.plan_rows(page.dossier.plan, at),
        "to_us": case_page.lane(page.to_us),
        "to_you": case_page.lane(page.to_you),
        "units": [
            {name: unit[name] for name in ("title", "serial", "quantity", "display")}
            for unit in units
        ],
    }


@require_safe
@never_cache
@granted.its_customer
def dates(request: HttpRequest, case: Case) -> HttpResponse:
    """Hand out the dates to come, for a calendar."""
    at = timezone.now()
    text = calendar_file.written(
        number=case.number,
        steps=fetched.page_as_booked(tracking_page(case), at).dossier.plan,
        company=case.site.company,
        at=at,
    )
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{case.number}.ics"'
    return answer


@require_safe
@never_cache
@granted.its_customer
def state(request: HttpRequest, case: Case) -> HttpResponse:
    """Answer whether the page of a return is still as it was, in a few bytes."""
    at, found = timezone.now(), around_case.FOR_CUSTOMER.of(case)
    mark = unchanged.mark_of(case, found, at)
    page = {"number": case.number, "live": case_page.live(case, at, mark)}
    return render(request, "customer/_live.html", page)
