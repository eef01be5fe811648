"""Taking back what was just done at the bench, while nothing has followed from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from rma.models import (
    AdvanceReplacement,
    Case,
    CaseLine,
    CaseRef,
    Disposition,
    Inspection,
    Promise,
    Receipt,
    VendorClaim,
)
from rma.rules.actors import Actor
from rma.rules.deeds import UNDO_FOR, Deed
from rma.rules.mishaps import WorkUndone
from rma.rules.words import ClaimStatus, Finding, PromiseState, ResolutionState, Step
from rma.steps import counting, looking, restocking, settling


class TooLateToUndo(Exception):
    """It is longer ago than ten minutes, or was taken back before."""


class HasFollowed(Exception):
    """Something follows from it by now: money, a parcel, or a later step."""


def take_back(
    ref: CaseRef, deed: Deed, row_id: int, *, by: Actor, at: datetime
) -> Case:
    """Take one deed back and return its case; raises TooLateToUndo and HasFollowed."""
    locked = Case.objects.locked(ref)
    lines = CaseLine.objects.of(locked)
    model, undone = _DEEDS[deed]
    row: Any = model.objects.filter(pk=row_id, at__gt=at - UNDO_FOR).first()
    by_id = {line.pk: line for line in lines}
    if row is None or not _is_of(row, locked, by_id):
        raise TooLateToUndo
    undone(locked, by_id, row, at)
    fact = WorkUndone(deed=deed)
    locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


def _is_of(row: Any, case: Case, by_id: dict[int, CaseLine]) -> bool:  # noqa: ANN401 - any deed
    if isinstance(row, Receipt):
        return row.case_id == case.pk
    return row.line_id in by_id


def _refuse_if_followed(line: CaseLine, since: datetime) -> None:
    later = line.resolutions.exclude(state=ResolutionState.CANCELLED)
    if later.filter(at__gte=since).exists():
        raise HasFollowed
    if AdvanceReplacement.objects.filter(line=line, settled_at__gte=since).exists():
        raise HasFollowed


def _uncount(
    case: Case, by_id: dict[int, CaseLine], row: Receipt, at: datetime
) -> None:
    for counted in row.lines.all():
        line = by_id[counted.line_id]
        _refuse_if_followed(line, row.at)
        left = line.received - counted.quantity
        if max(line.inspected, line.disposed) > left or line.erasures.filter(
            at__gte=row.at
        ):
            raise HasFollowed
        line.take(replace(line.sums, received=left), at=at)
        AdvanceReplacement.objects.filter(line=line, returned_at=row.at).update(
            returned_at=None
        )
        if not left:
            counting.date_claim(line, None)
    row.lines.all().delete()
    row.delete()


def _unfind(
    case: Case, by_id: dict[int, CaseLine], row: Inspection, at: datetime
) -> None:
    line = by_id[row.line_id]
    _refuse_if_followed(line, row.at)
    if line.dispositions.filter(superseded_at=None, at__gte=row.at).exists():
        raise HasFollowed
    before = line.inspections.filter(superseded_at=row.at).order_by("id")
    told = list(before)
    before.update(superseded_at=None)
    if not row.is_repeat:
        back = sum(look.quantity for look in told if not look.is_repeat)
        line.count_inspected(back - row.quantity, at=at)
    VendorClaim.objects.filter(
        line=line,
        completed_at=row.at,
        status__in=(ClaimStatus.READY, ClaimStatus.WITHDRAWN),
    ).update(status=ClaimStatus.PROSPECTIVE, completed_at=None, why="")
    counting.date_claim(line, row.at)
    Promise.objects.filter(
        case=case, step=Step.INSPECT, state=PromiseState.KEPT, kept_at=row.at
    ).update(state=PromiseState.OPEN, kept_at=None)
    row.delete()
    if told:
        last = told[-1]
        looking.complete_claim(line, Finding(last.outcome), last.at)


def _unplace(
    case: Case, by_id: dict[int, CaseLine], row: Disposition, at: datetime
) -> None:
    if row.superseded_at:
        raise TooLateToUndo
    line = by_id[row.line_id]
    sent = line.dispatches.filter(shipped_at__gte=row.at, cancelled_at=None)
    if restocking.has_left_again(line) or sent.exists():
        raise HasFollowed
    before = line.dispositions.filter(superseded_at=row.at)
    back = sum(before.values_list("quantity", flat=True))
    row.superseded_at = at
    row.save(update_fields=["superseded_at"])
    before.update(superseded_at=None)
    line.count_disposed(back - row.quantity, at=at)


_TakeBack = Callable[[Case, dict[int, CaseLine], Any, datetime], None]
_DEEDS: dict[Deed, tuple[type[Any], _TakeBack]] = {
    Deed.RECEIPT: (Receipt, _uncount),
    Deed.INSPECTION: (Inspection, _unfind),
    Deed.DISPOSITION: (Disposition, _unplace),
}
