"""The small lists of the desk: dates given, swaps out, units to ship, credits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from rma.models import (
    AdvanceReplacement,
    Charge,
    CreditRequest,
    Dispatch,
    Kit,
    Promise,
)
from rma.queries import keyset
from rma.queries.keyset import Slice
from rma.rules.words import Party, PromiseState

MOST_KITS = 100
_WITH_CASE = ("line__case__account", "line__product")


@dataclass(frozen=True, slots=True)
class ListedPromise:
    """Show one date given, and how it stands now."""

    row: Promise
    state: str


def state_of(row: Promise, at: datetime) -> str:
    """Return how a promise stands at a moment, finer than its row says."""
    if row.state != PromiseState.OPEN:
        return row.state
    if row.due_at < at:
        return "overdue"
    if row.warned_at:
        return "at_risk"
    if row.due_at < at + timedelta(days=1):
        return "due_soon"
    return "moved" if row.is_moved else "open"


def promises(
    *, at: datetime, who: str, within_days: int | None, mine: int | None, after: str
) -> tuple[list[ListedPromise], str]:
    """Return open promises, the soonest first, and where the next page goes on."""
    rows = Promise.objects.open().select_related("case__account")
    rows = rows.filter(who=who) if who else rows.exclude(who=Party.CUSTOMER)
    if within_days is not None:
        rows = rows.filter(due_at__lte=at + timedelta(days=within_days))
    if mine is not None:
        rows = rows.filter(case__owner_id=mine)
    page = keyset.soonest(rows, "due_at", after)
    listed = [ListedPromise(row, state_of(row, at)) for row in page.rows]
    return listed, page.next


def promise_of(case_id: int, promise_id: int) -> Promise | None:
    """Return a promise of a case."""
    return Promise.objects.filter(case_id=case_id, pk=promise_id).first()


def swaps(state: str, at: datetime) -> QuerySet[AdvanceReplacement]:
    """Return swaps in a state: all out, overdue, with more time asked, or settled."""
    rows = AdvanceReplacement.objects.select_related(*_WITH_CASE)
    if state == "settled":
        return rows.filter(settled_at__isnull=False)
    out = rows.unsettled()
    if state == "overdue":
        return rows.overdue(at.date())
    if state == "asked":
        return out.filter(extension_asked_at__isnull=False)
    return out


def swap_page(state: str, after: str, at: datetime) -> Slice[AdvanceReplacement]:
    """Return a page of swaps, the newest first."""
    return keyset.newest(swaps(state, at), after)


def to_ship(kind: str, after: str) -> Slice[Dispatch]:
    """Return units that wait to leave, the most urgent first."""
    rows = Dispatch.objects.to_ship().select_related(*_WITH_CASE)
    if kind == "ahead":
        rows = rows.filter(is_ahead=True)
    elif kind:
        rows = rows.filter(kind=kind, is_ahead=False)
    return keyset.soonest(rows, "due_at", after)


def kits_to_ship() -> list[Kit]:
    """Return the empty boxes that wait to leave, the most urgent first."""
    waiting = Kit.objects.to_ship().select_related("case__account")
    return list(waiting[:MOST_KITS])


def credit_page(state: str, after: str) -> Slice[CreditRequest]:
    """Return credits asked of accounting: waiting for a number, or with one."""
    rows = CreditRequest.objects.select_related("resolution__line__case__account")
    if state == "numbered":
        rows = rows.exclude(accounting_number="")
    elif state != "all":
        rows = rows.filter(accounting_number="")
    return keyset.newest(rows, after)


def charge_page(state: str, after: str) -> Slice[Charge]:
    """Return charges asked of accounting: waiting for an invoice, or with one."""
    rows = Charge.objects.select_related("choice__line__case__account")
    if state == "numbered":
        rows = rows.exclude(accounting_number="")
    elif state != "all":
        rows = rows.filter(accounting_number="")
    return keyset.newest(rows, after)


def credit_request(credit_request_id: int) -> CreditRequest | None:
    """Return one credit asked of accounting, with its case."""
    whole = CreditRequest.objects.select_related("resolution__line__case__account")
    return whole.filter(pk=credit_request_id).first()
