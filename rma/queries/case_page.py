"""A whole return for the desk: brief, lines, plan, parcels, papers and its history."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from rma.models import (
    AdvanceReplacement,
    Case,
    CaseLine,
    Discrepancy,
    Dispatch,
    Document,
    Event,
    Message,
    VendorClaim,
)
from rma.queries import around_case
from rma.queries.dossier import StepView, plan_in
from rma.queries.legs import ParcelView, parcels_in
from rma.rules import numbers
from rma.rules.discrepancies import Exit
from rma.rules.entitlement import Because
from rma.rules.money import Money
from rma.rules.sentences import SENTENCES
from rma.rules.words import CaseStatus, Decision, PromiseState


@dataclass(frozen=True, slots=True)
class LineCard:
    """Show one line with what hangs on it: the claim on its maker, its swap."""

    line: CaseLine
    claim: VendorClaim | None
    swap: AdvanceReplacement | None

    @property
    def is_to_decide(self) -> bool:
        """Whether somebody must say yes or no."""
        return self.line.decision in (Decision.NEEDS_REVIEW, Decision.NEEDS_INFO)

    @property
    def is_approved(self) -> bool:
        """Whether it may come back."""
        return self.line.decision == Decision.APPROVED

    @property
    def can_resolve(self) -> bool:
        """Whether units of it wait for us to put them right."""
        return self.is_approved and self.line.sums.unresolved > 0

    @property
    def reasons(self) -> tuple[Because, ...]:
        """Return why it is covered or not, frozen on the day it was asked."""
        return self.line.coverage.reasons

    @property
    def ruling(self) -> tuple[Because, ...]:
        """Return why the policy left it to a person, or decided."""
        return tuple(Because.from_dict(why) for why in self.line.ruling)

    @property
    def on_list(self) -> str:
        """Return why its serial stands on the list we look at first; empty if not."""
        codes = (why.code for why in self.ruling)
        return next((c[7:] for c in codes if c.startswith("denied_")), "")


@dataclass(frozen=True, slots=True)
class Beside:
    """Show one thing that hangs on a case: a paper, a letter, or a difference."""

    sort: str
    id: int
    at: datetime
    title: str
    detail: str
    state: str
    box: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Be one entry of the history, a fact or a letter, as it is stored."""

    at: datetime
    name: str
    by: str
    by_kind: str
    facts: dict[str, Any]
    is_internal: bool
    letter_id: int | None = None


@dataclass(frozen=True, slots=True)
class CasePage:
    """Hold a return as its page at the desk needs it; `display` is to translate."""

    case: Case
    display: str
    lines: tuple[LineCard, ...]
    plan: tuple[StepView, ...]
    parcels: tuple[ParcelView, ...]
    dispatches: tuple[Dispatch, ...]
    papers: tuple[Beside, ...]
    differences: tuple[Beside, ...]
    history: tuple[Told, ...]
    # The customer would rather be called than asked by letter alone.
    calls_first: bool = False

    @property
    def number(self) -> str:
        """Return the number as people see it."""
        return self.case.number

    @property
    def value(self) -> Money | None:
        """Return what all lines are worth, where they are of one currency."""
        values = [card.line.value for card in self.lines if card.line.value]
        if len({value.currency for value in values}) != 1:
            return None
        return Money(sum(value.cents for value in values), values[0].currency)

    @property
    def crosses_a_border(self) -> bool:
        """Whether customs look at one of its boxes."""
        return self.case.crosses_a_border or any(p.is_declared for p in self.parcels)

    @property
    def boxes(self) -> tuple[ParcelView, ...]:
        """Return the boxes that come to us."""
        inward = (one for one in self.parcels if one.direction == "in")
        return tuple(one for one in inward if not one.is_loaner)

    @property
    def boxes_to_pack(self) -> tuple[ParcelView, ...]:
        """Return the boxes of its own that nobody has taken yet."""
        here = ("planned", "label_ready")
        own = (one for one in self.boxes if self.case.is_open and not one.is_shared)
        return tuple(one for one in own if one.state in here)

    @property
    def next_step(self) -> StepView | None:
        """Return the first step that is still open."""
        return next((s for s in self.plan if s.state == PromiseState.OPEN), None)

    @property
    def open_differences(self) -> tuple[Beside, ...]:
        """Return the differences nobody settled yet."""
        waiting = ("open", "asked")
        return tuple(one for one in self.differences if one.state in waiting)

    @property
    def can_cancel(self) -> bool:
        """Whether nothing speaks against calling it off, as far as a page can tell."""
        return self.case.is_open and not any(c.line.received for c in self.lines)

    @property
    def can_reopen(self) -> bool:
        """Whether it may be taken up again."""
        ended = (CaseStatus.CANCELLED, CaseStatus.EXPIRED, CaseStatus.REJECTED)
        return self.case.status in ended


def find_case(number: str) -> Case | None:
    """Return the case with a number, with all its page names."""
    code = numbers.parse(number)
    whole = Case.objects.select_related(
        "account", "contact", "site", "policy", "owner", "follows"
    )
    return whole.filter(code=code).first() if code else None


def find_line(case: Case, position: int) -> LineCard | None:
    """Return one line of a case."""
    return next((c for c in _lines(case) if c.line.position == position), None)


def page_of(case: Case) -> CasePage:
    """Return a case whole: its lines, and in one statement all that hangs on it."""
    cards = _lines(case)
    found = around_case.FOR_DESK.of(case)
    letters = [_letter(row) for row in found.rows("letter", Message)]
    dispatches = found.rows("dispatch", Dispatch)
    parcels = parcels_in(case, found)
    return CasePage(
        case=case,
        display=SENTENCES[case.situation],
        lines=cards,
        plan=plan_in(case, found, [card.line for card in cards]),
        parcels=parcels,
        dispatches=tuple(sorted(dispatches, key=lambda row: (row.due_at, row.pk))),
        papers=_newest([_paper(row) for row in found.rows("paper", Document)], parcels),
        differences=tuple(
            _difference(row) for row in found.rows("difference", Discrepancy)
        ),
        history=_history(found.rows("event", Event), letters),
        calls_first=bool(found.values("caller", "id")),
    )


def _lines(case: Case) -> tuple[LineCard, ...]:
    rows = CaseLine.objects.filter(case=case).select_related(
        "product__manufacturer", "unit__product", "claim__manufacturer", "advance"
    )
    return tuple(_card(case, row) for row in rows.order_by("position"))


def _card(case: Case, row: CaseLine) -> LineCard:
    row.case = case
    # A missing row on the other side is an AttributeError of its own kind.
    return LineCard(row, getattr(row, "claim", None), getattr(row, "advance", None))


def _paper(row: Document) -> Beside:
    paper = Beside("paper", row.pk, row.made_at, row.title, row.kind, row.paper)
    return replace(paper, box=row.box)


def _letter(row: Message) -> Beside:
    state = row.state.value
    return Beside("letter", row.pk, row.created_at, row.subject, row.to, state)


def _difference(row: Discrepancy) -> Beside:
    is_asked = row.way_out == Exit.ASK_CUSTOMER
    state = row.outcome if row.settled_at else "asked" if is_asked else "open"
    return Beside("difference", row.pk, row.at, row.kind, row.note, state)


def _newest(papers: list[Beside], parcels: Iterable[ParcelView]) -> tuple[Beside, ...]:
    """Leave out what a newer paper has replaced, and papers of boxes called off."""
    here = {"": "", **{parcel.code: parcel.shown_code for parcel in parcels}}
    newest = {(one.detail, one.state, one.box): one for one in papers}
    kept = [one for one in newest.values() if one.box in here]
    return tuple(replace(one, box=here[one.box]) for one in kept)


def _history(events: list[Event], letters: list[Beside]) -> tuple[Told, ...]:
    facts = [
        Told(row.at, row.name, row.by, row.by_kind, row.facts, row.is_internal)
        for row in events
    ]
    mail = [
        Told(
            one.at,
            "letter",
            one.detail,
            "letter",
            {"subject": one.title, "state": one.state},
            is_internal=False,
            letter_id=one.id,
        )
        for one in letters
    ]
    # Newest first; what happened at one moment stays in the order it was written.
    told = sorted([*facts, *mail], key=lambda entry: entry.at)
    return tuple(reversed(told))
