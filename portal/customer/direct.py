"""Straight to one unit: from the link on its plate, or from a return like it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal import access
from portal.customer import drafts, gone, granted, item
from portal.customer.drafts import DraftReturn
from portal.customer.item import Desk
from rma.models import Case, Unit
from rma.queries import draft_page, signed_links
from rma.rules.serials import key_of
from rma.rules.words import HandOver


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def by_unit(request: HttpRequest, token: str) -> HttpResponse:
    """
    Ask at once what happened to the unit that a link names.

    Looking writes nothing; the draft begins with the first answer.
    """
    unit = signed_links.unit_of(token)
    if unit is None:
        return gone.answer(request)
    found = draft_page.units_with([unit.serial], account_id=unit.account_id)
    if any(each.is_out for each in found.values()):
        page_out = {"serial": unit.serial, "place": 1}
        return render(request, "customer/already_open.html", page_out, status=409)
    draft = _draft_about(request, unit)
    if request.method != "POST":
        return item.show(request, _desk(request, draft, found))
    drafts.keep(draft, timezone.now())
    response = item.answer(request, _desk(request, draft, found))
    drafts.carry(response, draft)
    return response


def _draft_about(request: HttpRequest, unit: Unit) -> DraftReturn:
    """Return this browser's draft where it is about that unit alone, or a new one."""
    kept = drafts.draft_of(request)
    alone = kept.lines[0] if kept and len(kept.lines) == 1 else None
    if kept and alone and key_of(alone.serial) == unit.serial_key:
        return kept
    draft = DraftReturn.begun()
    draft.add(unit.serial)
    return draft


def _desk(
    request: HttpRequest, draft: DraftReturn, found: dict[str, draft_page.FoundUnit]
) -> Desk:
    row = access.draft_with(drafts.hash_of(draft.secret))
    return item.desk_with(draft, row, found, access.visitor(request))


@require_POST
@granted.its_customer
def like(request: HttpRequest, case: Case) -> HttpResponse:
    """Begin a return like one that is known: what stays the same is filled in."""
    sender = case.ship_from
    draft = DraftReturn.begun()
    draft.contact = {
        name: str(sender.get(name, ""))
        for name in ("name", "company", "street1", "street2", "city", "state")
    }
    draft.contact |= {
        "postal_code": str(sender.get("postal_code", "")),
        "country": str(sender.get("country", "")),
        "email": case.contact.email,
    }
    draft.hand_over = HandOver(case.hand_over).value
    for line in draft_page.lines_like(case)[: drafts.MOST_UNITS]:
        draft.add(line.serial)
        told = draft.lines[-1]
        told.sku, told.about = line.sku, line.about
        told.words, told.reason = line.words, line.reason
    drafts.keep(draft, timezone.now())
    response = redirect("customer:item")
    drafts.carry(response, draft)
    return response
