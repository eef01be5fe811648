"""What ends a loan besides its loaner's return: data erased, or it never comes back."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Loan
from rma.rules.actors import Actor
from rma.rules.disposition import ErasureMethod
from rma.rules.loan_facts import LoanErased, LoanLost
from rma.rules.words import Step
from rma.steps import lending, settling
from rma.steps.lending import LoanOver
from shipping import ordering


class NothingToErase(Exception):
    """The loaner holds no data of a borrower that nobody has seen to."""


class Unexplained(Exception):
    """To leave data on a loaner, or to wait no more for one, needs a reason."""


@use_case
def erase_loaner(
    *,
    case: CaseRef,
    loan_id: int,
    method: ErasureMethod,
    by: Actor,
    at: datetime,
    note: str = "",
    once: Once | None = None,
) -> Case:
    """
    Record that a borrower's data is gone from a loaner, or waive it with a reason.

    From then on it may be lent again. Raises NothingToErase, Unexplained.
    """
    if method is ErasureMethod.WAIVED and not note.strip():
        raise Unexplained
    locked = Case.objects.locked(case)
    owed = Loan.objects.to_erase().filter(line__case=locked, pk=loan_id)
    loan = owed.select_related("loaner", "line").first()
    if loan is None:
        raise NothingToErase
    loan.erasure, loan.erasure_note = method, note.strip()[:300]
    loan.erased_at, loan.erased_by = at, by.label[:120]
    loan.save()
    fact = LoanErased(
        line=loan.line.position,
        loaner=loan.loaner.tag,
        method=method,
        note=loan.erasure_note,
    )
    return lending.recorded(locked, fact, by=by, at=at)


@use_case
def lose_loaner(
    *,
    case: CaseRef,
    loan_id: int,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Wait no more for a loaner that will not come back; it leaves the pool.

    Its return may end then. Raises LoanOver, Unexplained.
    """
    why = reason.strip()[:300]
    if not why:
        raise Unexplained
    locked = Case.objects.locked(case)
    loan = lending.running(locked, loan_id)
    if loan.out_at is None:
        raise LoanOver
    loan.lost_at, loan.lost_by, loan.lost_why = at, by.label[:120], why
    loan.save()
    loan.days.filter(day__gt=locked.site.calendar.local_day(at)).delete()
    loaner = loan.loaner
    loaner.retired_at, loaner.retired_why = at, why
    loaner.save(update_fields=["retired_at", "retired_why"])
    if loan.returning_at is None and loan.back.cancelled_at is None:
        ordering.cancel_shipment(shipment=loan.back, at=at)
    settling.withdraw(locked, Step.RETURN_LOANER, why=why)
    lending.promise_back(locked)
    lending.note_out(locked)
    fact = LoanLost(line=loan.line.position, loaner=loaner.tag, reason=why)
    lines = settling.sums_of(CaseLine.objects.of(locked))
    locked.record(fact, lines=lines, at=at, by=by)
    return locked
