"""Loaners: lent for a return, kept longer, called off, and taken back."""

from datetime import date, datetime

from rma.actions.use_case import Once, use_case
from rma.models import (
    Case,
    CaseLine,
    CaseRef,
    Dispatch,
    Loan,
    Loaner,
    ParcelTrouble,
)
from rma.rules import loans
from rma.rules.actors import Actor
from rma.rules.facts import Fact
from rma.rules.loan_facts import (
    LoanEnded,
    LoanExtended,
    LoanPromised,
)
from rma.rules.troubles import Ending
from rma.rules.words import Decision, DispatchKind, Grade
from rma.steps import lending, settling, troubles
from rma.steps.lending import LoanOver, StillHoldsData
from rma.steps.minting import fresh_code


class NotForLoan(Exception):
    """The loaner was taken out of the pool, or stands at another site."""


class NoLoanFor(Exception):
    """The line is not approved, has ended, or has a loaner already."""


class NoSuchDays(Exception):
    """A loan ends after it begins, and within the longest time we lend for."""


class DueEarlier(Exception):
    """The new day must lie after the one that stands; carries that one."""

    def __init__(self, due_on: date) -> None:
        """Remember the day that stands."""
        super().__init__(due_on.isoformat())
        self.due_on = due_on


@use_case
def lend(
    *,
    case: CaseRef,
    line_id: int,
    loaner_id: int,
    due_on: date,
    by: Actor,
    at: datetime,
    accepted_by: str = "",
    once: Once | None = None,
) -> Case:
    """
    Promise a loaner for a line from today until a day; it is packed next.

    Raises NoSuchLine, NoLoanFor, NotForLoan, StillHoldsData, NoSuchDays,
    lending.LoanerTaken.
    """
    locked, lines, line = settling.locked_line(case, line_id)
    has_one = Loan.objects.running().filter(line=line).exists()
    if line.decision != Decision.APPROVED or line.ended_at or has_one:
        raise NoLoanFor
    loaner = Loaner.objects.in_pool().filter(pk=loaner_id, site=locked.site).first()
    if loaner is None or loaner.loans.out().exists():
        raise NotForLoan
    if loaner.loans.to_erase().exists():
        raise StillHoldsData
    starts_on = locked.site.calendar.local_day(at)
    if not starts_on < due_on or (due_on - starts_on).days > loans.MOST_DAYS:
        raise NoSuchDays
    loan = Loan(
        loaner=loaner,
        line=line,
        starts_on=starts_on,
        due_on=due_on,
        original_due_on=due_on,
        reserved_at=at,
        reserved_by=by.label[:120],
        accepted_by=accepted_by.strip()[:120],
    )
    _promise(locked, loan, at)
    fact = LoanPromised(
        line=line.position, loaner=loaner.tag, due_on=due_on.isoformat()
    )
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _promise(case: Case, loan: Loan, at: datetime) -> None:
    """Plan both its ways and take its days; raises lending.LoanerTaken."""
    loaner, box_code = loan.loaner, fresh_code()
    loan.dispatch = Dispatch.objects.create(
        line=loan.line,
        kind=DispatchKind.LOANER,
        serial=loaner.serial,
        box_code=box_code,
        due_at=case.site.calendar.due_in(at, case.policy.advance_ship_days),
    )
    loan.back = lending.plan_way_back(
        case, loaner, inside=box_code, code=fresh_code(), at=at
    )
    loan.save()
    lending.hold_until(loan, loan.due_on, case)
    lending.promise_back(case)


@use_case
def extend_loan(
    *,
    case: CaseRef,
    loan_id: int,
    due_on: date,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Let a loaner stay longer; the first day stays known.

    Raises LoanOver, DueEarlier, NoSuchDays, lending.LoanerTaken.
    """
    locked = Case.objects.locked(case)
    loan = lending.running(locked, loan_id)
    if due_on <= loan.due_on:
        raise DueEarlier(loan.due_on)
    if (due_on - loan.starts_on).days > loans.MOST_DAYS:
        raise NoSuchDays
    lending.hold_until(loan, due_on, locked)
    loan.due_on, loan.overdue_at = due_on, None
    loan.save(update_fields=["due_on", "overdue_at"])
    lending.promise_back(locked, why=reason.strip(), at=at)
    fact = LoanExtended(
        line=loan.line.position,
        loaner=loan.loaner.tag,
        due_on=due_on.isoformat(),
        reason=reason.strip(),
    )
    return lending.recorded(locked, fact, by=by, at=at)


@use_case
def call_off_loan(
    *,
    case: CaseRef,
    loan_id: int,
    reason: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """Keep a loaner that has not left yet; raises LoanOver once it has."""
    locked = Case.objects.locked(case)
    loan = lending.running(locked, loan_id)
    if loan.out_at:
        raise LoanOver
    fact = lending.call_off(loan, reason=reason.strip(), at=at, by=by)
    return lending.recorded(locked, fact, by=by, at=at)


@use_case
def take_back(
    *,
    case: CaseRef,
    loan_id: int,
    grade: Grade,
    note: str,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Take a loaner in again, its condition beside the one it left in.

    The days it was held for and does not need are free at once; what it holds of its
    borrower's data is erased before it is lent again. One that was given up is in the
    pool again. Raises LoanOver.
    """
    locked = Case.objects.locked(case)
    loan = lending.away(locked, loan_id)
    today = locked.site.calendar.local_day(at)
    loan.back_at, loan.back_by = at, by.label[:120]
    loan.back_grade, loan.back_note = grade, note.strip()[:500]
    loan.is_data_owed = loan.loaner.product.holds_data
    was_given_up = loan.lost_at is not None
    if was_given_up:
        lending.find_again(loan)
    loan.save()
    loan.days.filter(day__gt=today).delete()
    if not was_given_up:
        lending.note_back(locked, at=at)
    lending.note_out(locked)
    loan.loaner.grade = grade
    loan.loaner.save(update_fields=["grade"])
    fact = LoanEnded(
        line=loan.line.position,
        loaner=loan.loaner.tag,
        grade=grade,
        was=loan.out_grade,
        note=note.strip(),
    )
    lines = settling.sums_of(CaseLine.objects.of(locked))
    found = _found_again(locked, loan, by=by, at=at)
    locked.record(*found, fact, lines=lines, at=at, by=by)
    return locked


def _found_again(case: Case, loan: Loan, *, by: Actor, at: datetime) -> list[Fact]:
    """End the troubles of a loaner's boxes: it is here, whatever the carrier says."""
    legs = [leg for leg in (loan.back_id, loan.dispatch.shipment_id) if leg]
    open_rows = ParcelTrouble.objects.open().filter(parcel__shipment__in=legs)
    return [
        troubles.end(case, row, Ending.FOUND, at=at, by=by.label)
        for row in open_rows.select_related("parcel").order_by("pk")
    ]
