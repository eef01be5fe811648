"""One line on the work sheet: what to count, check and decide of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from rma.models import (
    Case,
    CaseLine,
    Check,
    Choice,
    Disposition,
    DispositionRule,
    Erasure,
    Inspection,
    Placement,
    Resolution,
)
from rma.queries import bench_looks
from rma.queries.bench_looks import LookView, Slot
from rma.queries.files import FileView
from rma.rules.checklists import Asked, Subjects, checks_for, photos_for
from rma.rules.choices import ASKED_ABOUT, Option
from rma.rules.disposition import GOES_BACK, Found, PlaceRule, Proposal, propose
from rma.rules.words import (
    Decision,
    Finding,
    Grade,
    PartReturn,
    ResolutionKind,
    ResolutionState,
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
    position: int
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
    inspected: int
    disposed: int
    placed: str
    looks: tuple[LookView, ...]
    slots: tuple[Slot, ...]

    @property
    def named(self) -> str:
        """Return what it is called, and its serial where it has one."""
        return f"{self.name} · {self.serial}" if self.serial else self.name

    @property
    def may_look_again(self) -> bool:
        """Whether all that is here was looked at, so that a look would be another."""
        return 0 < self.received <= self.inspected

    @property
    def may_move(self) -> bool:
        """Whether its place is decided, and may be decided anew."""
        return self.disposed > 0 and self.to_dispose <= 0


def name_of(line: CaseLine) -> str:
    """Return what a line is called at the dock."""
    return line.product.name if line.product else line.serial


@dataclass(frozen=True, slots=True)
class Bench:
    """Hold what the house asks and proposes, and what was done with each line."""

    checks: tuple[Subjects, ...]
    rules: tuple[PlaceRule, ...]
    erased: dict[int, int]
    shelves: dict[int, str]
    asked: dict[int, datetime]
    going_back: dict[int, str]
    second_looks: dict[int, str]
    looks: dict[int, list[Inspection]]
    places: dict[int, str]
    photos: tuple[FileView, ...]


def bench_of(case: Case, lines: list[CaseLine], photos: tuple[FileView, ...]) -> Bench:
    """Return what the bench needs; nothing is asked while nothing is here."""
    if not any(line.received for line in lines):
        return Bench((), (), {}, {}, {}, {}, {}, {}, {}, ())
    checks = Check.objects.filter(is_active=True).order_by("position", "pk")
    rules = DispositionRule.objects.filter(is_active=True).order_by("position", "pk")
    erased = Erasure.objects.filter(line__case=case).values("line")
    asked = list(Choice.objects.filter(line__case=case).order_by("pk"))
    placed = Placement.objects.filter(line__case=case).select_related("shelf")
    return Bench(
        tuple(Subjects(row.asked, row.product_id, row.category) for row in checks),
        tuple(row.rule for row in rules),
        dict(erased.annotate(sum=Sum("quantity")).values_list("line", "sum")),
        {row.line_id: row.shelf.name for row in placed.order_by("pk")},
        {row.line_id: row.due_at for row in asked if row.is_open},
        _going_back(case),
        {row.line_id: row.words for row in asked if row.chosen == Option.SECOND_LOOK},
        _by_line(Inspection.objects.filter(line__case=case).order_by("id")),
        _places(case),
        photos,
    )


def _by_line(rows: Iterable[Inspection]) -> dict[int, list[Inspection]]:
    found: dict[int, list[Inspection]] = defaultdict(list)
    for row in rows:
        found[row.line_id].append(row)
    return found


def _going_back(case: Case) -> dict[int, str]:
    """Return by line what was decided that brings its units back to their owner."""
    rows = Resolution.objects.filter(line__case=case, kind__in=GOES_BACK)
    standing = rows.exclude(state=ResolutionState.CANCELLED)
    return dict(standing.order_by("id").values_list("line", "kind"))


def _places(case: Case) -> dict[int, str]:
    """Return what becomes of the units of each line, as it was decided last."""
    rows = Disposition.objects.filter(line__case=case, superseded_at=None)
    return dict(rows.order_by("id").values_list("line", "kind"))


def line_on(line: CaseLine, bench: Bench) -> SheetLine:
    """Return one line as the dock sees it."""
    product = line.product
    looks = bench.looks.get(line.pk, [])
    look = bench_looks.last_that_counts(looks)
    finding = Finding(look.outcome) if look else None
    grade = Grade(look.grade) if look and look.grade else None
    holds_data = bool(product and product.holds_data)
    category = product.category if product else ""
    approved = line.decision == Decision.APPROVED
    here = line.received - line.inspected
    found = _found(line, finding, grade, bench)
    return SheetLine(
        id=line.pk,
        position=line.position,
        name=name_of(line),
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
        inspected=line.inspected,
        disposed=line.disposed,
        placed=bench.places.get(line.pk, ""),
        looks=bench_looks.looks_of(looks),
        slots=_slots(line, category, bench),
    )


def _slots(line: CaseLine, category: str, bench: Bench) -> tuple[Slot, ...]:
    asked = photos_for(category, line.product_id, bench.checks)
    return bench_looks.slots_of(asked, bench.photos, line.position)


def _found(
    line: CaseLine, finding: Finding | None, grade: Grade | None, bench: Bench
) -> Found:
    kind = bench.going_back.get(line.pk)
    product = line.product
    maker = product.manufacturer if product else None
    return Found(
        finding=finding,
        grade=grade,
        part_return=PartReturn(maker.part_return) if maker else PartReturn.NO,
        has_claim=line.manufacturer_until is not None,
        is_resolved=line.resolved > 0 or line.is_sent_ahead,
        goes_back=ResolutionKind(kind) if kind else None,
        category=product.category if product else "",
        manufacturer_id=maker.pk if maker else None,
    )


def _suggest(line: CaseLine, finding: Finding | None) -> ResolutionKind:
    """Return the resolution the customer asked for, unless nothing was wrong."""
    if finding in (Finding.NO_FAULT_FOUND, Finding.EXTERNAL_DAMAGE):
        return ResolutionKind.RETURN_AS_IS
    return _FOR_WISH[Wish(line.wish)]
