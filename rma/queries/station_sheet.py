"""The work sheet of a case at the dock: what to count, check, decide and ship."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from rma.models import (
    Case,
    CaseLine,
    Check,
    Choice,
    Discrepancy,
    Dispatch,
    DispositionRule,
    Erasure,
    Inspection,
    Loan,
    Placement,
)
from rma.queries import kits
from rma.queries.files import FileView, files_of
from rma.queries.kits import KitView
from rma.queries.legs import ParcelView, parcels_of
from rma.rules.checklists import Asked, Subjects, checks_for
from rma.rules.choices import ASKED_ABOUT, Option
from rma.rules.disposition import Found, PlaceRule, Proposal, propose
from rma.rules.sentences import SENTENCES
from rma.rules.words import (
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
    checks: tuple[Asked, ...]
    holds_data: bool
    to_erase: int
    shelf: str
    declared: str
    finding: str
    grade: str
    proposal: Proposal | None
    suggested: ResolutionKind
    may_choose: bool
    choice_due_at: datetime | None
    second_look: str
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

    @property
    def wants_label_inside(self) -> bool:
        """Whether a return label must lie in its box."""
        return self.is_ahead or self.kind == DispatchKind.LOANER


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
    kits: tuple[KitView, ...]
    photos: tuple[FileView, ...]
    loans: tuple[Loan, ...]


def sheet_of(case: Case) -> Sheet:
    """Return the work sheet of a case."""
    lines = CaseLine.objects.of(case)
    looks = {
        look.line_id: look
        for look in Inspection.objects.filter(
            line__case=case, superseded_at=None
        ).order_by("id")
    }
    names = {line.pk: _name(line) for line in lines}
    serialised = {line.pk for line in lines if line.serial}
    every = Dispatch.objects.filter(line__case=case, cancelled_at=None)
    dispatches = every.select_related("loan__loaner__product")
    bench = _bench(case, lines)
    parcels = parcels_of(case)
    return Sheet(
        number=case.number,
        display=SENTENCES[case.situation],
        city=case.sender.city,
        lines=tuple(_line(line, looks.get(line.pk), bench) for line in lines),
        dispatches=tuple(
            SheetDispatch(
                id=row.pk,
                kind=row.kind,
                name=_lent(row) or names[row.line_id],
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
        out_parcels=tuple(each for each in parcels if each.direction == "out"),
        kits=kits.to_pack(case, parcels),
        photos=tuple(each for each in files_of(case) if each.from_staff),
        loans=tuple(
            Loan.objects.out().filter(line__case=case).select_related("loaner__product")
        ),
    )


def _lent(row: Dispatch) -> str:
    """Return which loaner leaves, or nothing where something else does."""
    loan = getattr(row, "loan", None)
    return f"{loan.loaner.product.name} ({loan.loaner.tag})" if loan else ""


def _name(line: CaseLine) -> str:
    return line.product.name if line.product else line.serial


@dataclass(frozen=True, slots=True)
class _Bench:
    """Hold what the house asks and proposes, and what was done with each line."""

    checks: tuple[Subjects, ...]
    rules: tuple[PlaceRule, ...]
    erased: dict[int, int]
    shelves: dict[int, str]
    asked: dict[int, datetime]
    second_looks: dict[int, str]


def _bench(case: Case, lines: list[CaseLine]) -> _Bench:
    """Return what the bench needs; nothing is asked while nothing is here."""
    if not any(line.received for line in lines):
        return _Bench((), (), {}, {}, {}, {})
    checks = Check.objects.filter(is_active=True).order_by("position", "pk")
    rules = DispositionRule.objects.filter(is_active=True).order_by("position", "pk")
    erased = Erasure.objects.filter(line__case=case).values("line")
    asked = list(Choice.objects.filter(line__case=case).order_by("pk"))
    placed = Placement.objects.filter(line__case=case).select_related("shelf")
    return _Bench(
        tuple(Subjects(row.asked, row.product_id, row.category) for row in checks),
        tuple(row.rule for row in rules),
        dict(erased.annotate(sum=Sum("quantity")).values_list("line", "sum")),
        {row.line_id: row.shelf.name for row in placed.order_by("pk")},
        {row.line_id: row.due_at for row in asked if row.is_open},
        {row.line_id: row.words for row in asked if row.chosen == Option.SECOND_LOOK},
    )


def _line(line: CaseLine, look: Inspection | None, bench: _Bench) -> SheetLine:
    product = line.product
    finding = Finding(look.outcome) if look else None
    grade = Grade(look.grade) if look and look.grade else None
    maker = product.manufacturer if product else None
    found = Found(
        finding=finding,
        grade=grade,
        part_return=PartReturn(maker.part_return) if maker else PartReturn.NO,
        has_claim=line.manufacturer_until is not None,
        is_resolved=line.resolved > 0 or line.is_sent_ahead,
        category=product.category if product else "",
        manufacturer_id=maker.pk if maker else None,
    )
    holds_data = bool(product and product.holds_data)
    category = product.category if product else ""
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
            if not approved or line.is_sent_ahead or line.pk in bench.asked
            else min(line.sums.unresolved, line.inspected)
        ),
        category=category,
        checks=checks_for(category, line.product_id, bench.checks),
        holds_data=holds_data,
        to_erase=line.received - bench.erased.get(line.pk, 0) if holds_data else 0,
        shelf=bench.shelves.get(line.pk, ""),
        declared=line.erasure,
        finding=finding or "",
        grade=grade or "",
        proposal=propose(found, bench.rules) if look else None,
        suggested=_suggest(line, finding),
        may_choose=finding in ASKED_ABOUT and not line.is_sent_ahead,
        choice_due_at=bench.asked.get(line.pk),
        second_look=bench.second_looks.get(line.pk, "") if here else "",
        is_advance=line.is_advance,
    )


def _suggest(line: CaseLine, finding: Finding | None) -> ResolutionKind:
    """Return the resolution the customer asked for, unless nothing was wrong."""
    if finding in (Finding.NO_FAULT_FOUND, Finding.EXTERNAL_DAMAGE):
        return ResolutionKind.RETURN_AS_IS
    return _FOR_WISH[Wish(line.wish)]
