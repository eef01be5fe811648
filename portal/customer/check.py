"""The check page: what you told us, the dated plan, the worst case, one button."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.addresses import caller_of
from portal.customer import checked_units, drafts, granted, planned, swap_lines, words
from portal.customer.account import waiting
from portal.customer.item import Desk, desk_of
from portal.customer.limit import LimitForm, is_asked
from rma.actions import drafting, intake
from rma.actions.use_case import Once
from rma.documents import countries
from rma.rules.actors import Actor, ActorKind
from rma.rules.entitlement import Because
from rma.rules.words import Decision, HandOver, Wish
from rma.steps import opening
from rma.steps.asking_alone import NeedsApproval
from rma.steps.misnaming import OtherArticle
from rma.steps.previewing import Preview, preview
from rma.steps.requests import ReturnRequest

_PAGE = "customer/check.html"


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show all of it once more, and make the return: once, however often pressed."""
    draft = drafts.draft_of(request)
    if draft and draft.done:
        return redirect("customer:case", draft.done)
    desk = desk_of(request)
    if desk is None:
        return redirect("customer:start")
    if not desk.draft.is_chosen:
        told = desk.draft.is_told
        return redirect("customer:remedy" if told else "customer:item")
    wanted = desk.draft.request(
        account_id=desk.contact.account_id if desk.contact else None,
        address=caller_of(request),
        language=get_language() or "",
        draft_id=desk.row.pk,
    )
    at = timezone.now()
    try:
        return _checked(request, desk, wanted, at)
    except opening.AlreadyOpen as refusal:
        page = {"serial": refusal.serial, "place": refusal.place}
        return render(request, "customer/already_open.html", page, status=409)
    except OtherArticle:
        # We heard of the serial after it was typed: it says which article it is.
        for line in desk.draft.lines:
            line.sku = ""
        drafts.keep(desk.draft, at)
        return redirect("customer:check")
    except opening.UnsafeBattery as refusal:
        page = {"item": refusal.item}
        return render(request, "customer/unsafe_battery.html", page, status=409)


def _checked(
    request: HttpRequest, desk: Desk, wanted: ReturnRequest, at: datetime
) -> HttpResponse:
    """Show it, or make it where its button was pressed and an amount is one."""
    if request.method != "POST" or request.POST.get("once") != desk.draft.once:
        return _page(request, desk, wanted, preview(wanted, at))
    form = LimitForm(request.POST, policy=desk.terms(at).policy)
    if not form.is_valid():
        return _page(request, desk, wanted, preview(wanted, at), form)
    limited = replace(wanted, repair_limit=form.cleaned_data["repair_limit"])
    try:
        return _made(request, desk, limited, at)
    except NeedsApproval as waits:
        return waiting.held_of_guest(desk.draft, limited, waits.reasons, at)


def _made(
    request: HttpRequest, desk: Desk, wanted: ReturnRequest, at: datetime
) -> HttpResponse:
    waits = _held(request, desk, wanted, at)
    if waits is not None:
        return waits
    secret_hash = drafts.hash_of(desk.draft.secret)
    case = intake.open_return(
        request=wanted,
        by=Actor(ActorKind.CUSTOMER, wanted.contact_name),
        at=at,
        once=Once(f"draft:{secret_hash[:40]}", desk.draft.once, "form"),
    )
    drafting.finish_draft(secret_hash=secret_hash, code=case.number, at=at)
    response = redirect("customer:case", case.number)
    granted.grant(request, response, case)
    return response


def _held(
    request: HttpRequest, desk: Desk, wanted: ReturnRequest, at: datetime
) -> HttpResponse | None:
    """Leave to an approver of the company what it wants decided there."""
    if desk.contact is None:
        return None
    return waiting.held(
        request,
        contact=desk.contact,
        draft_id=desk.row.pk,
        draft=desk.draft,
        wanted=wanted,
        shown=preview(wanted, at),
        at=at,
    )


def _page(
    request: HttpRequest,
    desk: Desk,
    wanted: ReturnRequest,
    shown: Preview,
    form: LimitForm | None = None,
) -> HttpResponse:
    if form is None and is_asked(shown):
        form = LimitForm(policy=shown.policy)
    is_own_carrier = desk.draft.hand_over == HandOver.OWN_CARRIER
    waits = waiting.foretold(desk.contact, wanted, shown)
    if waits or not shown.is_approved:
        button = _("Send my request")
    elif not is_own_carrier and shown.is_sent:
        button = _("Create my return and get the label")
    else:
        button = _("Create my return")
    page = {
        "once": desk.draft.once,
        "form": form,
        "rows": [*checked_units.rows(desk, shown), *_contact_rows(desk, shown)],
        "steps": planned.plan_rows(shown.steps, shown.lines),
        "road_why": _(shown.road_why) if shown.road_why else "",
        "worst_case": shown.worst_case.sentence(_),
        "is_own_carrier": is_own_carrier,
        "reviewed": _reviewed(desk, shown, Decision.NEEDS_REVIEW),
        "refused": _reviewed(desk, shown, Decision.REFUSED),
        "is_approved": shown.is_approved,
        "button": button,
        "waits": waits,
        "agreement": _agreed(desk, shown),
        "is_guest": desk.contact is None,
        "zone": shown.policy.site.time_zone,
    }
    status = 422 if form and form.errors else 200
    return render(request, _PAGE, page, status=status)


def _contact_rows(desk: Desk, shown: Preview) -> list[dict[str, Any]]:
    draft, remedy = desk.draft, checked_units.change("customer:remedy")
    told = draft.contact
    place = f"{told['postal_code']} {told['city']} {told.get('state', '')}".strip()
    lines = [
        told["name"],
        told.get("company", ""),
        told["street1"],
        told.get("street2", ""),
        place,
        countries.name_of(told["country"]),
    ]
    way = {
        "label": _("How it gets to us"),
        "value": words.HAND_OVER_NAMES[draft.hand_over],
        "change": f"{remedy}#hand_over",
    }
    # A person may still decide that it has to come.
    is_sent = shown.is_sent or shown.needs_review
    rows = [
        *([way] if is_sent else []),
        {
            "label": _("Sent by") if is_sent else _("Your address"),
            "value": "\n".join(line for line in lines if line),
            "change": f"{remedy}#name",
        },
        {
            "label": _("We write to"),
            "value": told["email"],
            "change": f"{remedy}#email",
        },
    ]
    if desk.files:
        rows.append(
            {
                "label": _("Photos or papers"),
                "value": "\n".join(file.name for file in desk.files),
                "change": f"{checked_units.change('customer:item')}#shown",
            }
        )
    if draft.needed_on:
        rows.append(
            {
                "label": _("Needed by"),
                "value": words.day(draft.needed_on),
                "change": f"{checked_units.change('customer:item')}#need_by",
            }
        )
    return rows


def _agreed(desk: Desk, shown: Preview) -> tuple[str, ...]:
    """Return what was accepted for the units that are replaced first."""
    first = Wish.ADVANCE_REPLACEMENT
    asked = (told for told in desk.draft.lines if told.wish == first)
    return swap_lines.agreed((desk.unit(told) for told in asked), shown.policy)


def _reviewed(
    desk: Desk, shown: Preview, decision: Decision
) -> list[dict[str, object]]:
    """Return the units so decided, each with every reason."""
    return [
        {
            "title": words.unit_title(line.unit, told.about, place),
            "why": [words.because(Because.from_dict(kept)) for kept in line.ruling],
        }
        for place, (told, line) in enumerate(
            zip(desk.draft.lines, shown.lines, strict=True), start=1
        )
        if line.decision == decision
    ]
