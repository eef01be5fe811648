"""Swaps looked after every hour: reminders before the day, and what is overdue."""

from datetime import datetime, timedelta

from django.db import transaction

from outbox.handlers import every, handler
from outbox.post import Id, Posting, post_many
from outbox.words import DONE, Lease, Outcome
from rma.actions import advancing, promising
from rma.models import AdvanceReplacement, Case
from rma.rules import advance_terms
from rma.rules.actors import SYSTEM
from rma.rules.words import Step


@every(timedelta(hours=1), "swaps")
def watch_swaps(*, lease: Lease, at: datetime) -> Outcome:
    """Post a reminder or an overdue for each swap that it is time for."""
    out = AdvanceReplacement.objects.counting()
    with transaction.atomic():
        post_many(
            posting
            for swap in out.select_related("line__case__site").order_by("id")
            for posting in _owed(swap, at)
        )
    return DONE


def _owed(swap: AdvanceReplacement, at: datetime) -> list[Posting]:
    case, due_on = swap.line.case, swap.due_back_on
    assert due_on is not None  # noqa: S101 - the query asked for it
    calendar = case.site.calendar
    today = calendar.local_day(at)
    named: dict[str, Id] = {"case_id": case.pk}
    if due_on < today:
        key = f"swap.overdue:{swap.pk}:{due_on}"
        return [] if swap.overdue_at else [Posting("swap.overdue", key, named)]
    days = advance_terms.reminder_due(due_on, calendar, today)
    if days is None:
        return []
    key = f"swap.remind:{swap.pk}:{due_on}:{days}"
    return [Posting("swap.remind", key, named | {"due_on": due_on.isoformat()})]


@handler("swap.remind")
def remind_of_swap(*, case_id: int, due_on: str, lease: Lease, at: datetime) -> Outcome:
    """Remind a customer of the day the old unit is due."""
    case = Case.objects.select_related("site").get(pk=case_id)
    promising.remind_customer(
        case=case_id,
        step=Step.HAND_OVER,
        due_at=case.site.calendar.end_of(datetime.fromisoformat(due_on).date()),
        by=SYSTEM,
        at=at,
        lease=lease,
    )
    return DONE


@handler("swap.overdue")
def mark_swap_overdue(*, case_id: int, lease: Lease, at: datetime) -> Outcome:
    """Put a swap on the desk whose old unit did not come; nothing is charged."""
    try:
        advancing.mark_overdue(case=case_id, by=SYSTEM, at=at)
    except advancing.NoSwapOut:
        return DONE  # It came, or got more time, in the meantime.
    return DONE
