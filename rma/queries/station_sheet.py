"""The work sheet of a case at the dock: what to count, check, decide and ship."""

from dataclasses import dataclass
from datetime import datetime

from rma.models import Case, CaseLine, Discrepancy, Dispatch, Inspection
from rma.queries.legs import ParcelView, parcels_of
from rma.rules.checklists import checks_for
from rma.rules.disposition import Found, Proposal, propose
from rma.rules.words import (
    SENTENCES,
    Decision,
    DispatchKind,
    Finding,
    Grade,
    PartReturn,
    ResolutionKind,
    Wish,
)

_FOR_WISH = {
    Wish.REPLACEMENT: ResolutionKind.REPLACEMENT,
    Wish.ADVANCE_REPLACEMENT: ResolutionKind.REPLACEMENT,
    Wish.REPAIR: ResolutionKind.REPAIR,
    Wish.CREDIT: ResolutionKind.CREDIT,
    Wish.REFUND: ResolutionKind.REFUND,
}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """Show one line at the dock; counts say what is left to do."""

    id: int
    name: str
    serial: str
    told: str
    decision: str
    expected: int
    received: int
    to_inspect: int
    to_dispose: int
    to_resolve: int
    category: str
    checks: tuple[tuple[str, str], ...]
    holds_data: bool
    finding: str
    grade: str
    proposal: Proposal | None
    suggested: ResolutionKind
    is_advance: bool


@dataclass(frozen=True, slots=True)
class SheetDispatch:
    """Show one unit that waits to leave, or has left."""

    id: int
    kind: str
    name: str
    serial: str
    due_at: datetime
    is_ahead: bool
    shipped_at: datetime | None
    delivered_at: datetime | None
    quantity: int
    is_serialised: bool

    @property
    def is_replacement(self) -> bool:
        """Whether new units leave, whose serials are bound now."""
        return self.kind == DispatchKind.REPLACEMENT


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the whole sheet; no name and no address of the customer is on it."""

    number: str
    display: str
    city: str
    lines: tuple[SheetLine, ...]
    dispatches: tuple[SheetDispatch, ...]
    discrepancies: tuple[Discrepancy, ...]
    out_parcels: tuple[ParcelView, ...]


def sheet_of(case: Case) -> Sheet:
    """Return the work sheet of a case."""
    lines = CaseLine.objects.of(case)
    looks = {
        look.line_id: look
        for look in Inspection.objects.filter(line__case=case).order_by("id")
    }
    names = {line.pk: _name(line) for line in lines}
    serialised = {line.pk for line in lines if line.serial}
    dispatches = Dispatch.objects.filter(line__case=case, cancelled_at=None)
    return Sheet(
        number=case.number,
        display=SENTENCES[case.situation],
        city=case.sender.city,
        lines=tuple(_line(line, looks.get(line.pk)) for line in lines),
        dispatches=tuple(
            SheetDispatch(
                id=row.pk,
                kind=row.kind,
                name=names[row.line_id],
                serial=row.serial,
                due_at=row.due_at,
                is_ahead=row.is_ahead,
                shipped_at=row.shipped_at,
                delivered_at=row.delivered_at,
                quantity=row.quantity,
                is_serialised=row.line_id in serialised,
            )
            for row in dispatches.order_by("due_at", "id")
        ),
        discrepancies=tuple(Discrepancy.objects.open().filter(case=case)),
        out_parcels=tuple(
            parcel for parcel in parcels_of(case) if parcel.direction == "out"
        ),
    )


def _name(line: CaseLine) -> str:
    return line.product.name if line.product else line.serial


def _line(line: CaseLine, look: Inspection | None) -> SheetLine:
    product = line.product
    finding = Finding(look.outcome) if look else None
    grade = Grade(look.grade) if look and look.grade else None
    maker = product.manufacturer if product else None
    found = Found(
        finding=finding,
        grade=grade,
        part_return=PartReturn(maker.part_return) if maker else PartReturn.NO,
        has_claim=line.manufacturer_until is not None,
        is_resolved=line.resolved > 0,
    )
    approved = line.decision == Decision.APPROVED
    here = line.received - line.inspected
    return SheetLine(
        id=line.pk,
        name=_name(line),
        serial=line.serial,
        told=line.description,
        decision=line.decision,
        expected=line.sums.expected,
        received=line.received,
        to_inspect=here,
        to_dispose=line.inspected - line.disposed,
        to_resolve=(
            0
            if not approved or line.is_sent_ahead
            else min(line.sums.unresolved, line.inspected)
        ),
        category=product.category if product else "",
        checks=checks_for(product.category if product else ""),
        holds_data=bool(product and product.holds_data),
        finding=finding or "",
        grade=grade or "",
        proposal=propose(found) if look else None,
        suggested=_suggest(line, finding),
        is_advance=line.is_advance,
    )


def _suggest(line: CaseLine, finding: Finding | None) -> ResolutionKind:
    """Return the resolution the customer asked for, unless nothing was wrong."""
    if finding in (Finding.NO_FAULT_FOUND, Finding.EXTERNAL_DAMAGE):
        return ResolutionKind.RETURN_AS_IS
    return _FOR_WISH[Wish(line.wish)]
