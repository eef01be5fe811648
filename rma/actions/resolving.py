"""Putting it right: credit, refund, replacement, repair, or the unit back."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, CreditRequest
from rma.rules.actors import Actor
from rma.rules.money import Money
from rma.rules.words import ResolutionKind
from rma.steps import putting_right, settling


@use_case
def resolve_units(
    *,
    case: CaseRef,
    kind: ResolutionKind,
    by: Actor,
    at: datetime,
    serial: str = "",
    line_id: int | None = None,
    quantity: int = 1,
    amount: Money | None = None,
    note: str = "",
    is_without_unit: bool = False,
    once: Once | None = None,
) -> Case:
    """
    Decide what we do for units of a line; what needs no parcel is done at once.

    A credit without an amount is what was paid, less a restocking fee that was told; a
    swap that has not left yet is called off. What is paid or replaced though its unit
    never came is said so (`is_without_unit`): nothing waits for it any more.

    Raises NoSuchLine, NotApproved, NothingToResolve, AlreadyReplaced, NotHere,
    CreditTooHigh, and NotAnAmount for a credit of nothing.
    """
    locked, lines, line = settling.locked_line(case, line_id, serial=serial)
    if not is_without_unit:
        putting_right.refuse_unseen(line, kind, quantity)
    facts = putting_right.put_right(
        locked,
        line,
        kind,
        quantity=quantity,
        by=by,
        at=at,
        amount=amount,
        note=note,
    )
    settling.clear_finished_steps(locked, lines, at=at)
    locked.record(*facts, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def note_accounting_number(
    *, credit_request_id: int, number: str, by: Actor, at: datetime
) -> Case:
    """Keep the fiscal number accounting gave a credit."""
    of_request = {"lines__resolutions__credit_request": credit_request_id}
    locked = Case.objects.locked(Case.objects.get(**of_request).pk)
    request = CreditRequest.objects.get(pk=credit_request_id)
    request.accounting_number = number.strip()[:60]
    request.save()
    lines = settling.sums_of(CaseLine.objects.of(locked))
    locked.record(lines=lines, at=at, by=by)
    return locked
