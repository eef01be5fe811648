"""The pool of loaners: what is free, who has one until when, and who may have one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from rma.models import Case, CaseLine, Loan, LoanDay, Loaner
from rma.queries import keyset
from rma.queries.keyset import Slice
from rma.rules.loans import LoanState, held_until
from rma.rules.words import Decision

_UPCOMING = 3


@dataclass(frozen=True, slots=True)
class LoanView:
    """Show one loan as its customer and the station see it."""

    id: int
    position: int
    name: str
    tag: str
    serial: str
    state: LoanState
    due_on: date
    is_extended: bool
    shipped_at: datetime | None
    delivered_at: datetime | None
    returning_at: datetime | None
    back_at: datetime | None
    is_data_owed: bool = False


@dataclass(frozen=True, slots=True)
class PoolRow:
    """Show one loaner with the loan that runs and those that follow."""

    loaner: Loaner
    loan: Loan | None
    state: LoanState | None


def pool(kind: str, after: str, today: date) -> Slice[Loaner]:
    """Return loaners, the newest first: all, free, out, overdue, to erase, retired."""
    rows = Loaner.objects.select_related("product", "site", "shelf")
    mine = Loan.objects.running().filter(loaner=OuterRef("pk"))
    if kind == "retired":
        return keyset.newest(rows.filter(retired_at__isnull=False), after)
    rows = rows.in_pool()
    if kind == "free":
        rows = rows.filter(~Exists(mine), ~Exists(_owed()))
    elif kind == "to_erase":
        rows = rows.filter(Exists(_owed()))
    elif kind == "out":
        rows = rows.filter(Exists(mine.filter(out_at__isnull=False)))
    elif kind == "overdue":
        late = mine.filter(out_at__isnull=False, returning_at=None, due_on__lt=today)
        rows = rows.filter(Exists(late))
    return keyset.newest(rows, after)


def _owed() -> "QuerySet[Loan]":
    """Return the loans after which a loaner holds somebody's data still."""
    return Loan.objects.to_erase().filter(loaner=OuterRef("pk"))


def with_loans(loaners: list[Loaner], today: date) -> list[PoolRow]:
    """Return loaners each with the loan that keeps them now, in one statement."""
    keeping = Loan.objects.running() | Loan.objects.to_erase()
    running = keeping.filter(loaner__in=loaners)
    whole = running.select_related("line__case__account").order_by("-starts_on", "-pk")
    by_loaner = {loan.loaner_id: loan for loan in whole}
    return [
        PoolRow(row, loan, loan.state_on(today) if loan else None)
        for row in loaners
        for loan in [by_loaner.get(row.pk)]
    ]


def loaner_of(loaner_id: int) -> Loaner | None:
    """Return one loaner."""
    whole = Loaner.objects.select_related("product", "site", "shelf")
    return whole.filter(pk=loaner_id).first()


def history_of(loaner: Loaner) -> list[Loan]:
    """Return the loans of a loaner, the newest first."""
    rows = loaner.loans.select_related("line__case__account")
    return list(rows.order_by("-starts_on", "-pk")[:50])


def loan_of(case: Case, loan_id: int) -> Loan | None:
    """Return one loan of a return."""
    whole = Loan.objects.select_related("loaner__product", "line")
    return whole.filter(pk=loan_id, line__case=case).first()


def holds_data(case: Case, loan_id: int) -> bool:
    """Whether the loaner of a loan may come back with a borrower's data."""
    loan = loan_of(case, loan_id)
    return loan is not None and loan.loaner.product.holds_data


def newest_of(case: Case) -> Loan | None:
    """Return the loan of a return that was promised last."""
    whole = Loan.objects.filter(line__case=case).select_related("loaner__product")
    return whole.order_by("-pk").first()


def loans_of(case: Case, today: date, *, is_ours: bool = False) -> tuple[LoanView, ...]:
    """Return the loans of a return; those given up are our own affair alone."""
    rows = Loan.objects.filter(line__case=case, cancelled_at=None)
    rows = rows if is_ours else rows.filter(lost_at=None)
    whole = rows.select_related("loaner__product", "dispatch", "line")
    return tuple(_view(loan, today) for loan in whole.order_by("pk"))


def _view(loan: Loan, today: date) -> LoanView:
    state = loan.state_on(today)
    is_data_owed = state is LoanState.TO_ERASE
    return LoanView(
        id=loan.pk,
        position=loan.line.position,
        name=loan.loaner.product.name,
        tag=loan.loaner.tag,
        serial=loan.loaner.serial,
        # What is still to do with it is no affair of its borrower's.
        state=LoanState.BACK if is_data_owed else state,
        due_on=loan.due_on,
        is_extended=loan.due_on != loan.original_due_on,
        shipped_at=loan.dispatch.shipped_at,
        delivered_at=loan.delivered_at,
        returning_at=loan.returning_at,
        back_at=loan.back_at,
        is_data_owed=is_data_owed,
    )


def free_for(case: Case, line: CaseLine, today: date, due_on: date) -> list[Loaner]:
    """
    Return what may be lent for a line on these days, the same article first.

    Units of its category follow; what is out, or promised on one of the days, is not.
    """
    product = line.product
    if product is None or line.decision != Decision.APPROVED or line.ended_at:
        return []
    if Loan.objects.running().filter(line=line).exists():
        return []
    last = held_until(due_on, case.road_days, case.site.calendar)
    taken = LoanDay.objects.filter(loaner=OuterRef("pk"), day__gte=today, day__lte=last)
    out = Loan.objects.out().filter(loaner=OuterRef("pk"))
    rows = Loaner.objects.in_pool().filter(
        ~Exists(taken),
        ~Exists(out),
        ~Exists(_owed()),
        site=case.site,
        product__category=product.category,
    )
    found = list(_whole(rows)[:100])
    return sorted(found, key=lambda row: (row.product_id != product.pk, row.grade))


def _whole(rows: "QuerySet[Loaner]") -> "QuerySet[Loaner]":
    return rows.select_related("product", "shelf").order_by("pk")


@dataclass(frozen=True, slots=True)
class LoanOffer:
    """Offer one free loaner for one line of a return."""

    line_id: int
    loaner_id: int
    name: str
    grade: str


def offer_for(case: Case, today: date, due_on: date) -> LoanOffer | None:
    """Return the best that is free for the first line that may have one."""
    for line in CaseLine.objects.of(case):
        for loaner in free_for(case, line, today, due_on)[:1]:
            return LoanOffer(line.pk, loaner.pk, loaner.product.name, loaner.grade)
    return None
