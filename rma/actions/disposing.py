"""Deciding what becomes of what came back, and making its data be gone first."""

from datetime import datetime

from django.db.models import Sum

from rma.actions.inspecting import NotReceived
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Disposition, Erasure, Shelf
from rma.rules import disposition
from rma.rules.actors import Actor
from rma.rules.disposition import ErasureMethod
from rma.rules.facts import DispositionDecided
from rma.rules.mishaps import DataErased
from rma.rules.words import DispositionKind, ResolutionKind, ResolutionState
from rma.steps import placing, restocking, settling
from rma.steps.taking_back import HasFollowed

# What becomes ours, or nothing, for good.
_IS_KEPT = (
    DispositionKind.RESTOCK,
    DispositionKind.HARVEST,
    DispositionKind.RECYCLE,
    DispositionKind.SCRAP,
)
# Once the customer has one of these, the old unit is ours.
_MADE_GOOD = (
    ResolutionKind.CREDIT,
    ResolutionKind.REFUND,
    ResolutionKind.REPLACEMENT,
)


class NoReasonGiven(Exception):
    """Deciding what becomes of a unit, or waiving its erasure, needs a reason."""


class NotErased(Exception):
    """The data of these units is not recorded as gone, and nobody waived that."""


class UnitIsOurs(Exception):
    """The customer has money or another unit for it; it does not go back."""


class UnitIsTheirs(Exception):
    """What the customer gets for it is not decided, so it is not ours to sell."""


@use_case
def decide_disposition(
    *,
    case: CaseRef,
    line_id: int,
    kind: DispositionKind,
    reason: str,
    by: Actor,
    at: datetime,
    quantity: int = 1,
    once: Once | None = None,
) -> Case:
    """
    Decide what becomes of units that came back; deciding again supersedes.

    Raises NoReasonGiven, NotReceived, NoSuchLine, NotErased, UnitIsOurs, UnitIsTheirs,
    and HasFollowed where the unit has left to somebody.
    """
    if not reason.strip():
        raise NoReasonGiven
    locked, lines, line = settling.locked_line(case, line_id)
    if not 0 < quantity <= line.received:
        raise NotReceived(line.received)
    if restocking.has_left_again(line) or _has_gone(line, kind, quantity):
        raise HasFollowed
    if line.disposed + quantity > line.received:
        line.dispositions.filter(superseded_at=None).update(superseded_at=at)
        line.count_disposed(-line.disposed, at=at)
    _refuse(line, kind, quantity)
    Disposition.objects.create(
        line=line,
        quantity=quantity,
        kind=kind,
        reason=reason.strip(),
        at=at,
        by=by.label[:120],
    )
    line.count_disposed(quantity, at=at)
    fact = DispositionDecided(
        line=line.position, kind=kind, quantity=quantity, reason=reason.strip()
    )
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def erase_units(
    *,
    case: CaseRef,
    line_id: int,
    method: ErasureMethod,
    by: Actor,
    at: datetime,
    quantity: int = 1,
    note: str = "",
    once: Once | None = None,
) -> Case:
    """
    Record that the data of units is gone, or waive it with a reason.

    Raises NoReasonGiven for a waiver without one, NotReceived, NoSuchLine.
    """
    if method is ErasureMethod.WAIVED and not note.strip():
        raise NoReasonGiven
    locked, lines, line = settling.locked_line(case, line_id)
    if not 0 < quantity <= line.received - _erased(line):
        raise NotReceived(max(line.received - _erased(line), 0))
    Erasure.objects.create(
        line=line,
        quantity=quantity,
        method=method,
        note=note.strip()[:300],
        at=at,
        by=by.label[:120],
    )
    fact = DataErased(
        line=line.position, method=method, quantity=quantity, note=note.strip()[:300]
    )
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def put_away(
    *,
    line_id: int,
    shelf_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """Note on which shelf a unit lies now. Raises NotReceived, WrongSite."""
    line = CaseLine.objects.select_related("case").get(pk=line_id)
    if not line.received:
        raise NotReceived(0)
    placing.place(line, Shelf.objects.get(pk=shelf_id), by=by, at=at)
    return line.case


def _refuse(line: CaseLine, kind: DispositionKind, quantity: int) -> None:
    """Raise what speaks against it; `line` counts what is decided beside it."""
    if kind is DispositionKind.BACK_TO_CUSTOMER and quantity > _theirs(line):
        raise UnitIsOurs
    if kind is DispositionKind.RESTOCK and not _is_decided(line):
        raise UnitIsTheirs
    if kind in _IS_KEPT and quantity > line.received - _going_back(line):
        raise UnitIsTheirs
    holds_data = line.product is not None and line.product.holds_data
    if not holds_data or not disposition.needs_erasure(kind):
        return
    gone = [each.value for each in DispositionKind if disposition.needs_erasure(each)]
    placed = line.dispositions.filter(superseded_at=None, kind__in=gone)
    used = placed.aggregate(sum=Sum("quantity"))["sum"] or 0
    if used + quantity > _erased(line):
        raise NotErased


def _has_gone(line: CaseLine, kind: DispositionKind, quantity: int) -> bool:
    """Whether units go elsewhere than to the customer who has them again."""
    if kind is DispositionKind.BACK_TO_CUSTOMER:
        return False
    return quantity > line.received - restocking.gone_back(line)


def _is_decided(line: CaseLine) -> bool:
    return line.is_sent_ahead or not line.sums.unresolved


def _theirs(line: CaseLine) -> int:
    """Return of how many units here the customer has nothing for them yet."""
    if line.is_sent_ahead:
        return 0
    made_good = line.resolutions.filter(kind__in=_MADE_GOOD)
    standing = made_good.exclude(state=ResolutionState.CANCELLED)
    ours = standing.aggregate(sum=Sum("quantity"))["sum"] or 0
    return max(line.received - ours, 0)


def _going_back(line: CaseLine) -> int:
    """Return of how many units it was decided that they go back to their owner."""
    rows = line.resolutions.filter(kind__in=disposition.GOES_BACK)
    standing = rows.exclude(state=ResolutionState.CANCELLED)
    return standing.aggregate(sum=Sum("quantity"))["sum"] or 0


def _erased(line: CaseLine) -> int:
    return line.erasures.aggregate(sum=Sum("quantity"))["sum"] or 0
