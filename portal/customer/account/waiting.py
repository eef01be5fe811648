"""A request that waits for a yes: kept at the check page, and where it then stands."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import access
from portal.customer import drafts, gone
from portal.customer import words as customer_words
from portal.customer.account import door
from portal.customer.drafts import DraftReturn
from rma.actions import holding
from rma.models import Contact, HeldRequest
from rma.queries import own_requests, signed_links
from rma.rules import money
from rma.rules.actors import Actor, ActorKind
from rma.rules.members import MemberRole, WhyHeld
from rma.steps import asking_alone
from rma.steps.previewing import Preview, preview
from rma.steps.requests import ReturnRequest

WHY: dict[str, Any] = {
    "value": _("It is worth more than what may be asked for alone"),
    "swap": _("A replacement is to leave before the old unit is back"),
}


def held(
    request: HttpRequest,
    *,
    contact: Contact,
    draft_id: int,
    draft: DraftReturn,
    wanted: ReturnRequest,
    shown: Preview,
    at: datetime,
) -> HttpResponse | None:
    """
    Keep a request for an approver, where the company wants that; else return None.

    Raises PermissionDenied for a member who may not ask for returns.
    """
    if not access.member_may(contact, "request"):
        raise PermissionDenied
    reasons = asking_alone.reasons_for(
        contact.account, MemberRole(contact.role), shown.lines
    )
    if not reasons:
        return None
    limit = wanted.repair_limit
    row = holding.hold(
        contact_id=contact.pk,
        draft_id=draft_id,
        data=draft.as_data(),
        reasons=reasons,
        repair_limit=limit.as_stored() if limit else "",
        worth=money.total_of(line.value for line in shown.lines),
        by=door.actor(contact),
        at=at,
    )
    return shown_waiting(row)


def held_of_guest(
    draft: DraftReturn,
    wanted: ReturnRequest,
    reasons: tuple[WhyHeld, ...],
    at: datetime,
) -> HttpResponse:
    """Keep what somebody asks for who has not signed in, for the unit's company."""
    shown = preview(wanted, at)
    row = holding.hold_of_guest(
        request=wanted,
        account_id=shown.account.pk,
        data=draft.as_data(),
        reasons=reasons,
        worth=money.total_of(line.value for line in shown.lines),
        by=Actor(ActorKind.CUSTOMER, wanted.contact_name),
        at=at,
    )
    return shown_waiting(row)


def shown_waiting(row: HeldRequest) -> HttpResponse:
    """Lead to the page on which a request stands until somebody decided."""
    response = redirect("customer:held", signed_links.held_token(row))
    response.delete_cookie(drafts.COOKIE, samesite="Lax")
    return response


def foretold(
    contact: Contact | None, wanted: ReturnRequest, shown: Preview
) -> list[Any]:
    """
    Return why a request will wait for an approver, before it is sent.

    What a company lets its people ask for alone is no guest's business: they read
    that it waits, not why.
    """
    try:
        if contact is None and wanted.asked_by_guest:
            asking_alone.refuse_guest(shown.account, shown.lines)
        elif contact is not None:
            role = MemberRole(contact.role)
            asking_alone.refuse(contact.account, role, shown.lines)
    except asking_alone.NeedsApproval as why:
        if contact is None:
            return [_("Nothing is ordered before they say yes. You hear by letter.")]
        return [WHY[each.value] for each in why.reasons]
    return []


def lines_of(row: HeldRequest) -> list[dict[str, Any]]:
    """Return what is asked for, unit by unit, as it was typed."""
    return [
        {
            "serial": line.serial or line.about,
            "wish": customer_words.WISHES.get(line.wish, ""),
            "words": line.words,
        }
        for line in DraftReturn.from_data("", row.data).lines
    ]


def state_of(row: HeldRequest) -> str:
    """Return how a request stands, in one word: waiting, approved or declined."""
    if row.decided_at is None:
        return "waiting"
    return "approved" if row.case_id else "declined"


def names_of_deciders(account_id: int) -> str:
    """Return by name whose yes a request waits for; each of them may give it."""
    people = own_requests.deciders(account_id)
    return get_text_list([each.name for each in people], str(_("or")))


@require_safe
@never_cache
def waits(request: HttpRequest, token: str) -> HttpResponse:
    """Say how a request stands: what was asked, that it waits, or what became of it."""
    row = signed_links.held_named(token)
    if row is None:
        return gone.answer(request)
    contact = access.visitor(request)
    is_member = contact is not None and contact.account_id == row.account_id
    is_theirs = contact is not None and own_requests.may_be_seen_by(contact, row)
    names = names_of_deciders(row.account_id) if is_member else ""
    page = {
        "row": row,
        "deciders": names,
        "why_not": row.why_not if is_theirs else "",
        "lines": lines_of(row),
        "why": [WHY[why] for why in row.reasons] if is_member else [],
        "is_member": is_member,
        "case": row.case if is_member else None,
    }
    return render(request, "customer/account/held.html", page)
