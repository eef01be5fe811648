"""What lending moves: days taken, the box out, the label back, the way of both."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from rma.models import Case, CaseLine, Dispatch, Loan, LoanDay, Loaner
from rma.rules import loans
from rma.rules.actors import Actor
from rma.rules.facts import DispatchDelivered, Fact
from rma.rules.loan_facts import LoanCalledOff
from rma.rules.words import DispatchKind, Party, Step
from rma.steps import settling, wishing
from shipping import ordering
from shipping.models import Parcel, Shipment
from shipping.words import Direction, ParcelState, PlannedBox


class LoanerTaken(Exception):
    """The loaner is promised to somebody else on one of these days; carries it."""

    def __init__(self, tag: str) -> None:
        """Remember which loaner."""
        super().__init__(tag)
        self.tag = tag


class LoanOver(Exception):
    """The loan has ended, or its loaner has not left."""


class StillHoldsData(Exception):
    """It is back with a borrower's data; that is erased or waived first."""


def running(case: Case, loan_id: int) -> Loan:
    """Return a loan of a return that has not ended; raises LoanOver."""
    rows = Loan.objects.running().filter(line__case=case)
    whole = rows.select_related("loaner__product", "line", "back")
    loan = whole.filter(pk=loan_id).first()
    if loan is None:
        raise LoanOver
    return loan


def away(case: Case, loan_id: int) -> Loan:
    """Return a loan whose loaner left and is not back, given up or not; or LoanOver."""
    rows = Loan.objects.away().filter(line__case=case)
    loan = rows.select_related("loaner__product", "line").filter(pk=loan_id).first()
    if loan is None:
        raise LoanOver
    return loan


def find_again(loan: Loan) -> None:
    """Let a loaner that came after all be in the pool again as it was."""
    loaner = loan.loaner
    if loaner.retired_at == loan.lost_at:
        loaner.retired_at, loaner.retired_why = None, ""
        loaner.save(update_fields=["retired_at", "retired_why"])
    loan.lost_at, loan.lost_by, loan.lost_why = None, "", ""


def recorded(case: Case, fact: Fact, *, by: Actor, at: datetime) -> Case:
    """Write a fact about a loan on its return, whose lines stay as they are."""
    lines = settling.sums_of(CaseLine.objects.of(case))
    case.record(fact, lines=lines, at=at, by=by)
    return case


def is_loaners(shipment: Shipment) -> bool:
    """Whether a leg is a loaner's, out or back, and none of the return's own."""
    out = Dispatch.objects.filter(shipment=shipment, kind=DispatchKind.LOANER)
    return out.exists() or Loan.objects.filter(back=shipment).exists()


def take_days(loan: Loan, days: Iterable[date]) -> None:
    """
    Take days of a loaner for a loan; the database gives none of them twice.

    Raises LoanerTaken.
    """
    rows = [LoanDay(loaner=loan.loaner, loan=loan, day=day) for day in days]
    try:
        with transaction.atomic():
            LoanDay.objects.bulk_create(rows)
    except IntegrityError as clash:
        raise LoanerTaken(loan.loaner.tag) from clash


def hold_until(loan: Loan, due_on: date, case: Case) -> None:
    """Let a loan hold its loaner up to a new day; raises LoanerTaken."""
    calendar, transit = case.site.calendar, case.road_days
    last = loans.held_until(due_on, transit, calendar)
    held = set(loan.days.values_list("day", flat=True))
    wanted = loans.days_between(loan.starts_on, last)
    take_days(loan, [day for day in wanted if day not in held])


def promise_back(case: Case, *, why: str = "", at: datetime | None = None) -> None:
    """
    Let the promise that a loaner comes back follow the one that is due first.

    With `at` it is moved, for a reason the customer reads.
    """
    rows = Loan.objects.running().filter(line__case=case, returning_at=None)
    first = rows.order_by("due_on", "pk").first()
    if first is None:
        return
    due_at = case.site.calendar.end_of(first.due_on)
    promise = case.promises.open().filter(step=Step.RETURN_LOANER).first()
    if promise is None:
        settling.promise_next(case, Step.RETURN_LOANER, Party.CUSTOMER, due_at)
    elif promise.due_at != due_at and at is not None:
        promise.move(due_at, why=why, at=at)


def note_back(case: Case, *, at: datetime) -> None:
    """Keep the promise of a loaner that is on its way back; of others it goes on."""
    settling.keep(case, Step.RETURN_LOANER, at=at)
    promise_back(case)


def plan_way_back(
    case: Case, loaner: Loaner, *, inside: str, code: str, at: datetime
) -> Shipment:
    """Order the label with which a loaner comes back; it leaves inside its box."""
    box = PlannedBox(
        code=code,
        size=loaner.product.box,
        contents=f"{loaner.product.name} {loaner.tag}"[:200],
        wishes=wishing.loan_back(case, loaner),
        inside=inside,
    )
    shipment, _ = ordering.plan_and_order(
        reference=case.number,
        direction=Direction.IN,
        sender=case.recipient,
        recipient=loaner.site.address,
        boxes=[box],
        at=at,
        why="",
    )
    return shipment


def box_out(case: Case, dispatch: Dispatch) -> PlannedBox:
    """Return the box in which a loaner leaves, its way back inside."""
    loaner = dispatch.loan.loaner
    return PlannedBox(
        code=dispatch.box_code,
        size=loaner.product.box,
        contents=f"{loaner.product.name} {loaner.tag}"[:200],
        wishes=wishing.loan_out(case, loaner),
    )


def note_out(case: Case) -> None:
    """Let a return know whether it waits for a loaner; its status follows."""
    case.is_loaner_out = Loan.objects.out().filter(line__case=case).exists()


def leave(case: Case, dispatch: Dispatch, *, at: datetime) -> None:
    """Write that a loaner was packed, in the condition it is in; raises LoanerTaken."""
    loan = dispatch.loan
    loaner = loan.loaner
    loan.out_at, loan.out_grade = at, loaner.grade
    try:
        with transaction.atomic():
            loan.save()
    except IntegrityError as clash:
        raise LoanerTaken(loaner.tag) from clash
    loaner.shelf = None
    loaner.save(update_fields=["shelf"])
    note_out(case)


def follow(lines: list[CaseLine], parcel: Parcel, *, at: datetime) -> tuple[Fact, ...]:
    """Follow a loaner's box; what the return itself waits for stays as it is."""
    if parcel.shipment.direction == Direction.IN:
        if parcel.handed_over_at or parcel.delivered_at:
            _note_leaving(parcel, at)
        return ()
    waiting = Dispatch.objects.filter(shipment=parcel.shipment, delivered_at=None)
    dispatch = waiting.first()
    if dispatch is None or parcel.standing is not ParcelState.DELIVERED:
        return ()
    dispatch.delivered_at = at
    dispatch.save(update_fields=["delivered_at"])
    Loan.objects.filter(dispatch=dispatch).update(delivered_at=at)
    position = next(each.position for each in lines if each.pk == dispatch.line_id)
    serial = dispatch.serial
    return (DispatchDelivered(line=position, kind=dispatch.kind, serial=serial),)


def _note_leaving(parcel: Parcel, at: datetime) -> None:
    """Write once that the carrier has a loaner on its way back."""
    loans_out = Loan.objects.running().filter(back=parcel.shipment, returning_at=None)
    loan = loans_out.select_related("line__case__site").first()
    if loan is not None:
        loans_out.update(returning_at=at)
        note_back(loan.line.case, at=at)


def call_off(loan: Loan, *, reason: str, at: datetime, by: Actor) -> LoanCalledOff:
    """Keep a loaner that has not left, and free its days."""
    loan.cancelled_at = at
    loan.save(update_fields=["cancelled_at"])
    loan.days.all().delete()
    Dispatch.objects.filter(pk=loan.dispatch_id).update(cancelled_at=at)
    if loan.back.cancelled_at is None:
        ordering.cancel_shipment(shipment=loan.back, at=at)
    settling.withdraw(loan.line.case, Step.RETURN_LOANER, why=reason)
    promise_back(loan.line.case)
    return LoanCalledOff(line=loan.line.position, loaner=loan.loaner.tag, reason=reason)


def call_off_all(case: Case, *, reason: str, at: datetime, by: Actor) -> list[Fact]:
    """Keep every loaner promised to a return that ends before it left."""
    waiting = Loan.objects.running().filter(line__case=case, out_at=None)
    whole = waiting.select_related("line", "loaner", "back")
    return [call_off(loan, reason=reason, at=at, by=by) for loan in whole]
