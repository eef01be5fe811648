"""Loaners out looked after every hour: reminders before the day, and what is late."""

from datetime import datetime, timedelta

from django.db import transaction

from outbox.handlers import every, handler
from outbox.post import Id, Posting, post_many
from outbox.words import DONE, Lease, Outcome
from rma.actions import watching_loans
from rma.models import Loan
from rma.rules import advance_terms
from rma.rules.actors import SYSTEM


@every(timedelta(hours=1), "loans")
def watch_loans(*, lease: Lease, at: datetime) -> Outcome:
    """Post a reminder or an overdue for each loaner that it is time for."""
    out = Loan.objects.out().filter(returning_at=None).order_by("id")
    with transaction.atomic():
        post_many(
            posting
            for loan in out.select_related("line__case__site").iterator()
            for posting in owed_by(loan, at)
        )
    return DONE


def owed_by(loan: Loan, at: datetime) -> list[Posting]:
    """Return what a loan asks for at a moment; each is owed once a due day."""
    calendar = loan.line.case.site.calendar
    today = calendar.local_day(at)
    named: dict[str, Id] = {"loan_id": loan.pk}
    if loan.due_on < today:
        key = f"loan.overdue:{loan.pk}:{loan.due_on}"
        return [] if loan.overdue_at else [Posting("loan.overdue", key, named)]
    days = advance_terms.reminder_due(loan.due_on, calendar, today)
    if days is None:
        return []
    return [
        Posting("loan.remind", f"loan.remind:{loan.pk}:{loan.due_on}:{days}", named)
    ]


@handler("loan.remind")
def remind(*, loan_id: int, lease: Lease, at: datetime) -> Outcome:
    """Remind a customer of the day a loaner is due."""
    watching_loans.remind_of_loan(loan_id=loan_id, by=SYSTEM, at=at, lease=lease)
    return DONE


@handler("loan.overdue")
def mark_overdue(*, loan_id: int, lease: Lease, at: datetime) -> Outcome:
    """Put a loaner on the desk that did not come back; nothing is charged."""
    watching_loans.mark_loan_overdue(loan_id=loan_id, by=SYSTEM, at=at, lease=lease)
    return DONE
