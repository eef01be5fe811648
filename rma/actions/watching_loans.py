"""Loaners that are out: reminded of before the day, told of once it passed."""

from datetime import datetime

from outbox.words import Lease
from rma.actions.use_case import use_case
from rma.models import Case, Loan
from rma.rules.actors import Actor
from rma.rules.loan_facts import LoanOverdue
from rma.rules.obligations import ReminderDue
from rma.steps import lending

BRING_BACK = "bring_back"


@use_case
def remind_of_loan(
    *, loan_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """Remind of the day a loaner is due; a closed return is no reason not to."""
    found = Loan.objects.select_related("line").get(pk=loan_id)
    locked = Case.objects.locked(found.line.case_id)
    loan = Loan.objects.out().filter(pk=loan_id, returning_at=None).first()
    if loan is not None:
        due_at = locked.site.calendar.end_of(loan.due_on)
        fact = ReminderDue(
            line=found.line.position, step=BRING_BACK, due_at=due_at.isoformat()
        )
        lending.recorded(locked, fact, by=by, at=at)
    if lease:
        lease.finish()
    return locked


@use_case
def mark_loan_overdue(
    *, loan_id: int, by: Actor, at: datetime, lease: Lease | None = None
) -> Case:
    """Put a loaner that did not come on the desk, and tell the customer, once."""
    found = Loan.objects.select_related("line").get(pk=loan_id)
    locked = Case.objects.locked(found.line.case_id)
    today = locked.site.calendar.local_day(at)
    out = Loan.objects.out().filter(returning_at=None, overdue_at=None)
    loan = out.filter(pk=loan_id, due_on__lt=today).select_related("loaner").first()
    if loan is not None:
        loan.overdue_at = at
        loan.save(update_fields=["overdue_at"])
        fact = LoanOverdue(
            line=found.line.position,
            loaner=loan.loaner.tag,
            due_on=loan.due_on.isoformat(),
        )
        lending.recorded(locked, fact, by=by, at=at)
    if lease:
        lease.finish()
    return locked
