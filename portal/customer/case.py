"""The page of one return: the label, the steps, the plan, where it is, who helps."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal import access
from portal.customer import (
    box_list,
    granted,
    handing,
    label_cards,
    lending,
    parcel_rows,
    ticking,
    troubles,
    unchanged,
    unit_rows,
    words,
)
from rma.documents import codes
from rma.models import Case
from rma.queries import around_case, costs, fetched, stays
from rma.queries.around_case import lines_in
from rma.queries.dossier import LineView, StepView
from rma.queries.gathering import Found
from rma.queries.legs import ParcelView
from rma.queries.tracking_page import Milestone, TrackingPage, tracking_in
from rma.rules import numbers
from rma.rules.words import HandOver, Party, Step, Wish

_LATE = ("delayed", "delayed_to_you")
_TO_SEND_IT = ("slip", "parcel_label", "invoice")
# What nobody wants any more once a return has ended; an invoice customs may ask for.
_UNTIL_SENT = ("slip", "parcel_label")
_PAID_BACK = (Wish.CREDIT, Wish.REFUND)


@require_safe
@granted.its_customer
def show(request: HttpRequest, case: Case) -> HttpResponse:
    """Show a return to whoever may see it; nothing is drawn where nothing changed."""
    at, found = timezone.now(), around_case.FOR_CUSTOMER.of(case)
    mark = unchanged.mark_of(case, found, at)

    def draw() -> HttpResponse:
        page = page_of(case, at, found)
        page["live"] = live(case, at, mark)
        page["sees_others"] = granted.sees_others(request)
        page["only_reads"] = not access.may_act_on(request, case)
        return render(request, "customer/case.html", page)

    return unchanged.answer(request, case, mark, at, draw)


@require_safe
@never_cache
@granted.its_customer
def label(request: HttpRequest, case: Case) -> HttpResponse:
    """Answer whether the label is there, as the piece of the page that shows it."""
    found = around_case.FOR_CUSTOMER.of(case)
    page = page_of(case, timezone.now(), found)
    return render(request, "customer/_label.html", page)


def page_of(case: Case, at: datetime, found: Found) -> dict[str, Any]:
    """Return all that the page of a return shows, made of what was found around it."""
    page = fetched.page_as_booked(tracking_in(case, found), at)
    dossier = page.dossier
    unsafe = [each for each in dossier.lines if each.is_battery_hurt]
    # What must not be sent has no steps, no code and no way to be handed over.
    coming = () if unsafe else page.inbound
    waiting = tuple(each for each in coming if box_list.is_waiting(each, case))
    return {
        "case": case,
        "number": case.number,
        "display": _(dossier.display),
        "status": case.status,
        "next": next_step(page, at),
        "plan": plan_rows(dossier.plan, at),
        "troubles": troubles.cards_of(found, at),
        "is_late": case.situation in _LATE,
        "unsafe": [_named(line) for line in unsafe],
        **_ways_in(case, page, waiting, at),
        "boxes": box_list.box_rows(page.inbound, case),
        "steps": ticking.steps_of(case, dossier) if waiting else (),
        "to_us": lane(page.to_us),
        "to_you": lane(page.to_you),
        "parcels": parcel_rows.rows(page, case.site.calendar.local_day(at), at),
        "seen": parcel_rows.seen(page),
        "units": unit_rows.rows_of(page),
        "worst_case": _worst_case(case, found),
        "questions": page.questions,
        "choices": page.choices,
        "loans": lending.cards_of(case, dossier, at),
        "may_borrow": lending.may_ask(case, dossier),
        "is_data_owed": case.is_data_owed,
        "is_data_untold": bool(waiting) and _is_data_untold(case, dossier.lines),
        "stays": stays.stays_of(case) if case.proof_state else (),
        "swap": page.swap,
        "papers": papers(page, case),
        "arrival": page.beside.photos,
        "qr": qr_of(case) if waiting else "",
        "waits_for_new": any(
            each.is_ahead and not each.delivered_at for each in dossier.dispatches
        ),
        "is_shared": any(each.is_shared for each in waiting),
        **_open_to_them(case, page),
        "has_ended": not case.is_open,
        "site": case.site,
        "mail": f"mailto:{case.site.contact_email}?subject={quote(case.number)}",
    }


def _open_to_them(case: Case, page: TrackingPage) -> dict[str, bool]:
    """Return what its customer may do that not every return allows."""
    lines, is_theirs = page.dossier.lines, case.hand_over == HandOver.OWN_CARRIER
    return {
        "may_announce": case.is_open and is_theirs and bool(page.inbound),
        "may_cancel": _may_cancel(case, lines),
        "may_add_box": sum(line.approved for line in lines) > 1,
        "is_delivered": any(line.wish not in _PAID_BACK for line in lines),
    }


def _worst_case(case: Case, found: Found) -> str:
    """Return the most it can cost, as the check page said, while that is open."""
    if not case.is_open:
        return ""
    return costs.worst_case_of(lines_in(found, case), case.policy).sentence(_)


def _is_data_untold(case: Case, lines: tuple[LineView, ...]) -> bool:
    """Whether the data on a swapped unit is to be told of, while its label is there."""
    swapped = (line for line in lines if line.wish == Wish.ADVANCE_REPLACEMENT)
    untold = (line.holds_data and not line.has_told_data for line in swapped)
    return case.policy.asks_erasure and not case.is_data_owed and any(untold)


def _ways_in(
    case: Case, page: TrackingPage, waiting: tuple[ParcelView, ...], at: datetime
) -> dict[str, Any]:
    """Return the cards of label and hand-over; the code comes first where chosen."""
    label = label_cards.card_of(case, waiting, at)
    how = handing.card_of(case, page) if waiting else None
    if label and how:
        label["is_second"] = bool(how["codes"])
    return {"label": label, "hand_over": how}


def live(case: Case, at: datetime, mark: str) -> dict[str, Any] | None:
    """Return in how many seconds a page looks again, and what it would see by."""
    if not case.is_open:
        return None
    every = 4 if at - case.changed_at < unchanged.LIVELY else 30
    return {"every": every, "version": mark}


def _named(line: LineView) -> str:
    return " ".join(part for part in (line.product, line.serial) if part)


def next_step(page: TrackingPage, at: datetime) -> dict[str, Any] | None:
    """Return the step to come, and whether it is the reader's; never a past date."""
    label_done = page.dossier.case.label_status not in ("pending", "failed")
    ahead = [
        step
        for step in page.dossier.plan
        if step.state == "open" and not (label_done and step.step == Step.LABEL)
    ]
    step = _coming(ahead)
    if step is None:
        return None
    return {
        "text": _(step.words),
        "is_yours": step.who == Party.CUSTOMER,
        "due_at": step.due_at if step.due_at > at else None,
    }


def _coming(ahead: list[StepView]) -> StepView | None:
    """Return the first open step; what a reader can do now waits for no decision."""
    if len(ahead) > 1 and ahead[0].step == Step.DECIDE:
        can_act = ahead[1].who == Party.CUSTOMER
        return ahead[1] if can_act else ahead[0]
    return next(iter(ahead), None)


def plan_rows(plan: tuple[StepView, ...], at: datetime) -> list[dict[str, Any]]:
    """Return the promises of a case as the plan on a page shows them."""
    coming = _coming([step for step in plan if step.state == "open"])
    return [
        {
            "step": _(step.words),
            "who": words.PARTIES[step.who],
            "due_at": step.due_at,
            "original_due_at": step.original_due_at if step.is_moved else None,
            "kept_at": step.kept_at,
            "why": step.why,
            "state": _state(step, at),
            "now": step is coming,
        }
        for step in plan
    ]


def _state(step: StepView, at: datetime) -> str:
    if step.state != "open":
        return step.state
    if step.due_at < at:
        return "overdue"
    if step.is_moved:
        return "moved"
    is_near = step.who == Party.CUSTOMER and step.due_at - at < unchanged.SOON
    return "due_soon" if is_near else "open"


def lane(milestones: tuple[Milestone, ...]) -> list[dict[str, Any]]:
    """Return the stops of a lane in the reader's words."""
    return [
        {"text": _(stop.text), "state": stop.state, "at": stop.at}
        for stop in milestones
    ]


def papers(page: TrackingPage, case: Case) -> list[dict[str, Any]]:
    """Return the documents a customer may open: none to send what stays or is done."""
    is_unsafe = any(line.is_battery_hurt for line in page.dossier.lines)
    hidden = _TO_SEND_IT if is_unsafe else () if case.is_open else _UNTIL_SENT
    found = [
        {
            "kind": paper.kind,
            "title": words.PAPERS[paper.kind],
            "paper": paper.paper if not paper.box else "",
            "box": numbers.shown(paper.box) if paper.box else "",
            "names_box": bool(paper.box) and len(page.dossier.parcels) > 1,
        }
        for kind in words.PAPERS
        if kind not in hidden
        for paper in page.dossier.papers_of(kind)
    ]
    # In a box of ours the label lies inside: there is none to print.
    is_own = case.label_status == "ready" and not case.kit_state
    if is_own and case.is_open and len(page.inbound) < 2:
        found.insert(0, {"kind": "label", "title": _("Shipping label"), "paper": ""})
    return found


def qr_of(case: Case) -> str:
    """Return the code our dock scans, as a drawing on its own white ground."""
    address = codes.scan_address(settings.RETURNWELL_URL, case.code)
    title = _("QR code of return %(number)s") % {"number": case.number}
    return codes.qr(address, title=title)


def _may_cancel(case: Case, lines: tuple[LineView, ...]) -> bool:
    """Whether nothing has left or arrived yet; the use case has the last word."""
    begun = any(line.received or line.resolved or line.short_closed for line in lines)
    has_left = case.inbound_state not in (*box_list.NOT_LEFT, "")
    return case.is_open and not (begun or has_left)
