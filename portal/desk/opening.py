"""Opening a return for somebody on the telephone: who, what, why, on one page."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import gate
from portal.desk import door, refusals
from portal.desk.caller import MOST_LINES, CallerForm, LineForm, LineForms, Lines
from rma.actions import intake
from rma.models import Account, Case
from rma.queries import set_up, verdicts
from rma.queries.verdicts import CoverageLook
from rma.rules.words import HandOver, Reason, Wish
from rma.steps.misnaming import OtherArticle, UnknownProduct
from rma.steps.opening import AlreadyOpen
from rma.steps.requests import ReturnRequest


@dataclass(frozen=True, slots=True)
class Row:
    """Pair a line's form with what we owe for its serial, once looked up."""

    form: LineForm
    look: CoverageLook | None


@require_http_methods(["GET", "POST"])
@gate.staff_page("open")
def opening(request: HttpRequest) -> HttpResponse:
    """Find who calls, take down what they say, and open the return."""
    number = request.POST.get("account") or request.GET.get("account", "")
    account = set_up.account(number) if number else None
    if request.method != "POST":
        return _ask(request, account)
    asked = request.POST.copy()
    if "add" in asked:
        count = asked.get("line-TOTAL_FORMS", "1")
        total = int(count) + 1 if count.isdecimal() else 1
        asked["line-TOTAL_FORMS"] = str(min(total, MOST_LINES))
    form = CallerForm(asked)
    lines: Lines = LineForms(asked, prefix="line")
    if "add" in asked or "look" in asked:
        return _shown(request, account, *_unjudged(form, lines, asked))
    if form.is_valid() and lines.is_valid():
        case = _open(request, account, form, lines)
        if case:
            messages.success(request, _("Return opened; the customer has a letter."))
            return redirect("desk:case", case.number)
    elif form.is_valid():
        form.add_error(None, _("Look at the units below."))
    return _shown(request, account, form, lines, 422)


def _ask(request: HttpRequest, account: Account | None) -> HttpResponse:
    text = request.GET.get("q", "")
    if account is None and "new" not in request.GET:
        context = {"text": text, "customers": set_up.customers(text)}
        return door.page(request, "desk/caller.html", context)
    form = CallerForm(initial=_known(request, account))
    start = [{"serial": request.GET.get("serial", ""), "quantity": 1}]
    lines: Lines = LineForms(prefix="line", initial=start)
    lines.min_num = 1
    return _shown(request, account, form, lines)


def _known(request: HttpRequest, account: Account | None) -> dict[str, Any]:
    if account is None:
        return {}
    home = account.address
    known: dict[str, Any] = {**home.as_dict(), "email": account.email}
    for name in ("name", "email"):
        known[name] = request.GET.get(name) or known[name]
    return known


def _unjudged(
    form: CallerForm,
    lines: Lines,
    asked: Any,  # noqa: ANN401 - a QueryDict
) -> tuple[CallerForm, Lines]:
    """Return the forms with what was typed, and no errors yet."""
    typed = {name: asked.get(name, "") for name in form.fields}
    rows = [
        {
            name: asked.get(f"line-{place}-{name}") or field.initial
            for name, field in LineForm.base_fields.items()
        }
        for place in range(lines.total_form_count())
    ]
    fresh: Lines = LineForms(prefix="line", initial=rows)
    fresh.min_num = 0
    return CallerForm(initial=typed), fresh


def _shown(
    request: HttpRequest,
    account: Account | None,
    form: CallerForm,
    lines: Lines,
    status: int = 200,
) -> HttpResponse:
    wants_look = request.method == "POST"
    rows = [Row(line, _look(line) if wants_look else None) for line in lines]
    context = {"form": form, "lines": lines, "rows": rows, "account": account}
    return door.page(request, "desk/opening.html", context, status)


def _look(line: LineForm) -> CoverageLook | None:
    serial = str(line["serial"].value() or "").strip()
    if not serial:
        return None
    reason = str(line["reason"].value() or "")
    known = {each.value for each in Reason}
    return verdicts.look_up(
        serial,
        account_id=None,
        at=timezone.now(),
        reason=Reason(reason) if reason in known else None,
        is_known_customer=True,
    )


def _open(
    request: HttpRequest, account: Account | None, form: CallerForm, lines: Lines
) -> Case | None:
    """Open the return; what refuses it is said at its line, and nothing is kept."""
    told = form.cleaned_data
    asked = tuple(line.line() for line in lines)
    is_swap = any(line.wish is Wish.ADVANCE_REPLACEMENT for line in asked)
    if is_swap and not told["terms_accepted"]:
        form.add_error("terms_accepted", _("Tick that they accepted the terms."))
        return None
    wanted = ReturnRequest(
        contact_name=told["name"],
        contact_email=told["email"],
        contact_phone=told["phone"],
        ship_from=form.address(),
        lines=asked,
        channel="desk",
        account_id=account.pk if account else None,
        is_staff=True,
        hand_over=HandOver(told["hand_over"]),
        purchase_order=told["purchase_order"],
        reference=told["reference"],
        need_by=told["need_by"],
        accepted_by=told["name"] if is_swap else "",
        owner_id=door.member(request).pk,
    )
    try:
        return intake.open_return(
            request=wanted,
            by=door.actor(request),
            at=timezone.now(),
            once=form.sent(request),
        )
    except (AlreadyOpen, OtherArticle, UnknownProduct) as refusal:
        field = "serial" if isinstance(refusal, AlreadyOpen) else "sku"
        lines[refusal.place].add_error(field, refusals.AT_THE_DESK.said(refusal)[1])
        form.add_error(None, refusals.AT_THE_DESK.said(refusal)[1])
    except refusals.AT_THE_DESK.known as refusal:
        form.add_error(None, refusals.AT_THE_DESK.said(refusal)[1])
    return None
