"""Requests that wait for an approver of the company: listed, read whole, decided."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal import access, act
from portal import account_words as words
from portal.addresses import caller_of
from portal.customer import planned
from portal.customer import words as customer_words
from portal.customer.account import door, failed_again, requests
from portal.customer.drafts import DraftReturn
from portal.once import OnceForm
from rma.actions import holding
from rma.models import Contact, HeldRequest
from rma.queries import account_pages
from rma.rules import money
from rma.steps import again, misnaming, opening
from rma.steps.previewing import preview
from rma.steps.requests import ReturnRequest


class DecideForm(OnceForm):
    """Ask for the reason of a no."""

    why = forms.CharField(
        label=gettext_lazy("Why not, if you decline"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_safe
@door.member_page("approve")
def approvals(request: HttpRequest, contact: Contact) -> HttpResponse:
    """List what colleagues asked for and nobody has decided, the newest first."""
    after = request.GET.get("after", "")
    listed = account_pages.held_requests(contact.account_id, after)
    context = {
        "held": requests.rows_of(contact, listed.rows),
        "next": door.more(request, listed.next),
    }
    return door.page(request, contact, "customer/account/approvals.html", context)


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
    (shown,) = requests.rows_of(contact, [row])
    context = {"form": form, "row": shown, "ahead": _ahead(request, contact, row)}
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
    except (
        opening.AlreadyOpen,
        opening.UnsafeBattery,
        again.NothingBack,
        misnaming.OtherArticle,
    ):
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
