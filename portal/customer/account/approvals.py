"""Requests that wait for an approver: kept at the check page, decided here."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal import access, act
from portal import account_words as words
from portal.addresses import caller_of
from portal.customer import drafts, planned
from portal.customer import words as customer_words
from portal.customer.account import door, failed_again
from portal.customer.drafts import DraftReturn
from portal.once import OnceForm
from rma.actions import holding
from rma.models import Contact, HeldRequest
from rma.queries import account_pages
from rma.rules import money
from rma.rules.actors import Actor, ActorKind
from rma.rules.members import MemberRole, WhyHeld
from rma.steps import again, asking_alone, opening
from rma.steps.previewing import Preview, preview
from rma.steps.requests import ReturnRequest

_WHY: dict[str, Any] = {
    "value": gettext_lazy("It is worth more than what may be asked for alone"),
    "swap": gettext_lazy("A replacement is to leave before the old unit is back"),
}


class DecideForm(OnceForm):
    """Ask for the reason of a no."""

    why = forms.CharField(
        label=gettext_lazy("Why not, if you decline"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


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
    holding.hold(
        contact_id=contact.pk,
        draft_id=draft_id,
        data=draft.as_data(),
        reasons=reasons,
        repair_limit=limit.as_stored() if limit else "",
        by=door.actor(contact),
        at=at,
    )
    response = waits(request, reasons)
    response.delete_cookie(drafts.COOKIE, samesite="Lax")
    return response


def held_of_guest(
    request: HttpRequest,
    draft: DraftReturn,
    wanted: ReturnRequest,
    reasons: tuple[WhyHeld, ...],
    at: datetime,
) -> HttpResponse:
    """Keep what somebody asks for who has not signed in, for the unit's company."""
    holding.hold_of_guest(
        request=wanted,
        account_id=preview(wanted, at).account.pk,
        data=draft.as_data(),
        reasons=reasons,
        by=Actor(ActorKind.CUSTOMER, wanted.contact_name),
        at=at,
    )
    response = waits(request, reasons)
    response.delete_cookie(drafts.COOKIE, samesite="Lax")
    return response


def foretold(
    contact: Contact | None, wanted: ReturnRequest, shown: Preview
) -> list[Any]:
    """Return why a request will wait for an approver, before it is sent."""
    try:
        if contact is None and wanted.asked_by_guest:
            asking_alone.refuse_guest(shown.account, shown.lines)
        elif contact is not None:
            role = MemberRole(contact.role)
            asking_alone.refuse(contact.account, role, shown.lines)
    except asking_alone.NeedsApproval as why:
        return [_WHY[each.value] for each in why.reasons]
    return []


def waits(request: HttpRequest, reasons: tuple[WhyHeld, ...]) -> HttpResponse:
    """Say that an approver was written to, and why."""
    page = {
        "why": [_WHY[why.value] for why in reasons],
        "is_member": access.visitor(request) is not None,
    }
    return render(request, "customer/account/held.html", page)


@require_safe
@door.member_page("approve")
def approvals(request: HttpRequest, contact: Contact) -> HttpResponse:
    """List what colleagues asked for and nobody has decided, the newest first."""
    after = request.GET.get("after", "")
    listed = account_pages.held_requests(contact.account_id, after)
    context = {
        "held": [_row(each) for each in listed.rows],
        "next": door.more(request, listed.next),
    }
    return door.page(request, contact, "customer/account/approvals.html", context)


def _row(each: HeldRequest) -> dict[str, Any]:
    draft = DraftReturn.from_data("", each.data)
    told = draft.contact if each.data.get("is_guest") else {}
    place = ("name", "company", "street1", "postal_code", "city", "country", "email")
    return {
        "held": each,
        "guest": ", ".join(told[name] for name in place if told.get(name)),
        "why": [_WHY[why] for why in each.reasons],
        "lines": [
            {
                "serial": line.serial or line.about,
                "wish": customer_words.WISHES.get(line.wish, ""),
                "words": line.words,
            }
            for line in draft.lines
        ],
    }


@require_http_methods(["GET", "POST"])
@door.member_page("approve")
def approval(request: HttpRequest, contact: Contact, held_id: int) -> HttpResponse:
    """Show one request whole, and say yes or no to it."""
    row = door.found(account_pages.held_request(contact.account_id, held_id))
    form = DecideForm(request.POST if request.method == "POST" else None, auto_id="%s")
    is_no = "decline" in request.POST
    if is_no and form.is_valid() and not form.cleaned_data["why"].strip():
        form.add_error("why", _("Say why: your colleague reads it."))
    made: list[str] = []

    def deed() -> None:
        told = {
            "account_id": contact.account_id,
            "held_id": row.pk,
            "by": door.actor(contact),
            "at": timezone.now(),
            "once": door.sent(form, request),
        }
        if is_no:
            holding.decline_held(why=form.cleaned_data["why"].strip(), **told)
        else:
            case = holding.approve_held(request=_wanted(request, contact, row), **told)
            made.append(case.number)

    if request.method == "POST" and act.tried(form, deed, words.REFUSALS):
        done = _("Declined. Your colleague is told why.")
        messages.success(request, done if is_no else _("Approved. It is on its way."))
        return (
            redirect("customer:case", made[0])
            if made
            else redirect("customer:account_approvals")
        )
    context = {"form": form, "row": _row(row), "ahead": _ahead(request, contact, row)}
    status = 422 if form.errors else 200
    template = "customer/account/approval.html"
    return door.page(request, contact, template, context, status)


def _ahead(
    request: HttpRequest, contact: Contact, row: HeldRequest
) -> dict[str, Any] | None:
    """Return what a yes would commit to, as it is today; None where it can't be."""
    is_whole = DraftReturn.from_data("", row.data).is_chosen
    if not is_whole and "again" not in row.data:
        return None
    try:
        shown = preview(_wanted(request, contact, row), timezone.now())
    except (opening.AlreadyOpen, opening.UnsafeBattery, again.NothingBack):
        return None
    lines = [
        {
            "title": line.product.name if line.product else "",
            "value": line.value,
            "verdict": customer_words.verdict(line.coverage),
        }
        for line in shown.lines
    ]
    return {
        "lines": lines,
        "total": money.total_of(line.value for line in shown.lines),
        "steps": planned.plan_rows(shown.steps, shown.lines),
        "worst_case": shown.worst_case.sentence(_),
    }


def _wanted(request: HttpRequest, contact: Contact, row: HeldRequest) -> ReturnRequest:
    """Return what was asked for, taken on by the approver."""
    if "again" in row.data:
        number = row.data["again"]["number"]
        case = access.case_for_program(number, row.account_id)
        return failed_again.asked_again(row, case)
    address = caller_of(request)
    wanted = DraftReturn.from_data("", row.data).request(
        account_id=None if row.data.get("is_guest") else row.account_id,
        address=address,
        language=row.contact.language,
        draft_id=row.draft_id,
    )
    wanted = replace(wanted, asked_by_guest=False)
    if wanted.accepted_by:
        wanted = replace(wanted, accepted_by=contact.name, accepted_from=address)
    return replace(wanted, repair_limit=money.stored(row.repair_limit))
