"""A whole case for a reader: lines, plan, parcels, papers, in few statements."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from outbox.composed import Composed, Slot
from rma.models import (
    AdvanceReplacement,
    Case,
    CaseLine,
    Dispatch,
    Document,
    Promise,
)
from rma.queries import around_case
from rma.queries.dispatches import DispatchView, dispatches_in
from rma.queries.gathering import Found
from rma.queries.legs import ParcelView, parcels_in
from rma.queries.preparing import Preparation, preparations_in
from rma.rules import plan
from rma.rules.entitlement import Because, Coverage
from rma.rules.money import Money
from rma.rules.plan import STEP_WORDS
from rma.rules.promises import CHOSEN
from rma.rules.sentences import SENTENCES
from rma.rules.words import Decision, DispatchKind, PromiseState, Step, Wish


@dataclass(frozen=True, slots=True)
class LineView:
    """Show one line: what it is, what was decided, what was done."""

    id: int
    position: int
    serial: str
    sku: str
    product: str
    quantity: int
    reason: str
    wish: str
    description: str
    impact: str
    answers: tuple[dict[str, str], ...]
    decision: str
    whys: tuple[str, ...]
    question: str
    answer: str
    coverage: Coverage
    value: Money | None
    approved: int
    received: int
    short_closed: int
    inspected: int
    resolved: int
    expected: int
    is_advance: bool
    stays: str
    proofs_asked: tuple[str, ...]
    repair_limit: Money | None
    has_ended: bool
    due_back_on: date | None
    holds_data: bool
    lithium: str
    is_battery_hurt: bool
    has_told_data: bool = False

    @property
    def decision_why(self) -> str:
        """Return why it was decided so: our sentences in the reader's language."""
        return " ".join(_(why) for why in self.whys)


@dataclass(frozen=True, slots=True)
class StepView:
    """Show one step of the plan; `words` is an English sentence to translate."""

    id: int
    step: str
    words: str
    who: str
    due_at: datetime
    original_due_at: datetime
    state: str
    is_moved: bool
    moved_why: str
    kept_at: datetime | None

    @property
    def why(self) -> str:
        """Return why its date moved: a sentence of ours in the reader's language."""
        return _(self.moved_why) if self.moved_why else ""


@dataclass(frozen=True, slots=True)
class PaperView:
    """Show one stored document."""

    id: int
    kind: str
    paper: str
    title: str
    made_at: datetime
    box: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hold a case as its readers need it; `display` is English to translate."""

    case: Case
    number: str
    status: str
    display: str
    lines: tuple[LineView, ...]
    plan: tuple[StepView, ...]
    parcels: tuple[ParcelView, ...]
    papers: tuple[PaperView, ...]
    dispatches: tuple[DispatchView, ...]
    preparations: tuple[Preparation, ...] = ()

    @property
    def next_step(self) -> StepView | None:
        """Return the first step that is still open."""
        return next((step for step in self.plan if step.state == "open"), None)

    @property
    def inbound(self) -> tuple[ParcelView, ...]:
        """Return the boxes that bring what is sent back; a loaner's is none of them."""
        inward = (each for each in self.parcels if each.direction == "in")
        return tuple(each for each in inward if not each.is_loaner)

    @property
    def has_loaners(self) -> bool:
        """Whether a loaner leaves, or left, for it."""
        return any(each.kind == DispatchKind.LOANER for each in self.dispatches)

    def papers_of(self, kind: str) -> tuple[PaperView, ...]:
        """Return the newest document of a kind for each paper, and each box it has."""
        here = {"", *(parcel.code for parcel in self.parcels)}
        wanted = (each for each in self.papers if each.kind == kind)
        newest = {(each.paper, each.box): each for each in wanted if each.box in here}
        return tuple(newest.values())


def dossier_of(case: Case) -> Dossier:
    """Return a case whole; the case comes with its account, contact, site, policy."""
    return dossier_in(case, around_case.FOR_CUSTOMER.of(case))


def dossier_in(case: Case, found: Found) -> Dossier:
    """Return a case whole, made of what was found around it."""
    lines = around_case.lines_in(found, case)
    swaps = found.rows("swap", AdvanceReplacement)
    # The days stop counting when the carrier has the parcel, or the unit is here.
    owed = [] if case.is_handed_over else [row for row in swaps if row.is_out]
    due = {swap.line_id: swap.due_back_on for swap in owed}
    return Dossier(
        case=case,
        number=case.number,
        status=case.status,
        display=SENTENCES[case.situation],
        lines=tuple(_line(line, due.get(line.pk)) for line in lines),
        plan=plan_in(case, found, lines),
        parcels=parcels_in(case, found),
        papers=tuple(_paper(row) for row in found.rows("paper", Document)),
        dispatches=dispatches_in(found.rows("dispatch", Dispatch), lines),
        preparations=preparations_in(found, lines),
    )


def _paper(row: Document) -> PaperView:
    return PaperView(row.pk, row.kind, row.paper, row.title, row.made_at, row.box)


def _line(line: CaseLine, due_back_on: date | None) -> LineView:
    product = line.product
    return LineView(
        id=line.pk,
        position=line.position,
        serial=line.serial,
        sku=product.sku if product else "",
        product=product.name if product else "",
        quantity=line.quantity,
        reason=line.reason,
        wish=line.wish,
        description=line.description,
        impact=line.impact,
        answers=tuple(line.answers),
        decision=line.decision,
        whys=_whys(line),
        question=line.question,
        answer=line.answer,
        coverage=line.coverage,
        value=line.value,
        approved=line.approved,
        received=line.received,
        short_closed=line.short_closed,
        inspected=line.inspected,
        resolved=line.resolved,
        expected=line.sums.expected,
        is_advance=line.is_advance,
        stays=line.stays,
        proofs_asked=tuple(line.proofs_asked),
        repair_limit=line.repair_limit,
        has_ended=line.ended_at is not None,
        due_back_on=due_back_on,
        holds_data=bool(product and product.holds_data) and not line.stays,
        lithium=product.lithium if product else "none",
        is_battery_hurt=line.is_battery_hurt,
        has_told_data=bool(line.erasure),
    )


def _whys(line: CaseLine) -> tuple[str, ...]:
    """Return the policy's reasons one by one, or what a person wrote, as it is."""
    ruled = tuple(
        words for kept in line.ruling for words in Because.from_dict(kept).words
    )
    if line.decision_why == " ".join(ruled):
        return ruled
    return (line.decision_why,) if line.decision_why else ()


def plan_of(case: Case, lines: list[CaseLine]) -> tuple[StepView, ...]:
    """Return the plan as it went and goes on, taken-back steps left out."""
    return _plan(case, _PLAN.all(case_id=case.pk), lines)


def plan_in(case: Case, found: Found, lines: list[CaseLine]) -> tuple[StepView, ...]:
    """Return the same of what was found around a case."""
    rows = found.rows("step", Promise)
    # What was done stands in the order it was done, before what is still to come.
    rows.sort(key=lambda row: (row.kept_at or row.due_at, row.position))
    return _plan(case, rows, lines)


def _plan(
    case: Case, rows: list[Promise], lines: list[CaseLine]
) -> tuple[StepView, ...]:
    has_missed = any(
        row.step == Step.MAKER_REPAIR and row.state == PromiseState.BROKEN
        for row in rows
    )
    alive = [line for line in lines if line.decision not in _NOT_OURS] or lines
    ends = {_end_of(case, line, has_missed=has_missed) for line in alive}
    return tuple(_step(row, ends) for row in rows)


_NOT_OURS = (Decision.REFUSED, Decision.CANCELLED)


def _end_of(case: Case, line: CaseLine, *, has_missed: bool) -> str:
    """Say how a line is put right: as it was done, is being done, or was wished."""
    is_fallback = has_missed and line.maker_fallback
    wish = Wish(line.maker_fallback if is_fallback else line.wish)
    if line.is_advance or (line.credited and wish == Wish.REFUND):
        return plan.RESOLVE_WORDS[wish]
    done = [words for name, words in plan.END_WORDS.items() if getattr(line, name)]
    if done:
        return done[0] if len(done) == 1 else STEP_WORDS[Step.RESOLVE]
    if line.resolved and case.outbound_kind:
        return plan.LEAVING_WORDS[DispatchKind(case.outbound_kind)]
    return plan.RESOLVE_WORDS[wish]


_PLAN = Composed(
    lambda: (
        Promise.objects.filter(case__id=Slot("case_id"))
        .exclude(state="withdrawn")
        .order_by(Coalesce("kept_at", "due_at"), "position")
    )
)


def _step(row: Promise, ends: set[str]) -> StepView:
    words = STEP_WORDS[Step(row.step)]
    if row.step == Step.RESOLVE and len(ends) == 1:
        words = next(iter(ends))
    if row.step == Step.REPLY and row.why == CHOSEN:
        words = plan.CALL_WORDS
    return StepView(
        id=row.pk,
        step=row.step,
        words=words,
        who=row.who,
        due_at=row.due_at,
        original_due_at=row.original_due_at,
        state=row.state,
        is_moved=row.is_moved,
        moved_why=row.why,
        kept_at=row.kept_at,
    )
