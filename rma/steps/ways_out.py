"""What each way out of a difference does, beside ending it."""

from dataclasses import dataclass
from datetime import datetime

from rma.models import Case, CaseLine, CaseRef, Discrepancy, Product, Unit
from rma.rules.actors import Actor
from rma.rules.discrepancies import Exit
from rma.rules.facts import Fact, InformationAsked
from rma.rules.serials import key_of
from rma.rules.words import Decision, DiscrepancyKind, Party, Step
from rma.steps import counting, extra_units, going_back, questions, settling
from rma.steps.counting import Arrival

_UNDECIDED = (Decision.NEEDS_REVIEW, Decision.NEEDS_INFO)
# A customer has so many working days to answer, as with any question of ours.
_TO_ANSWER = 5
# Accepted, it counts as what was announced; else nobody would ever count it.
_CAME_INSTEAD = (DiscrepancyKind.SERIAL_MISMATCH, DiscrepancyKind.WRONG_ITEM)


class NotOnAnyReturn(Exception):
    """No open return waits for the serial that came; carries it."""

    def __init__(self, serial: str) -> None:
        """Remember which serial came."""
        super().__init__(serial)
        self.serial = serial


class NotAcceptable(Exception):
    """The serial that came is somebody else's, or on another open return."""


class LineUnclear(Exception):
    """The difference names no line, and the return has several."""


class ArticleMissing(Exception):
    """Without a serial number only its article says what it is."""


class NotAnArticle(Exception):
    """No article has this number; carries it."""

    def __init__(self, sku: str) -> None:
        """Remember the number."""
        super().__init__(sku)
        self.sku = sku


@dataclass(frozen=True, slots=True)
class Way:
    """
    Hold a difference, the return it is on, and who ends it with which words.

    `sku` says which article it is, where its serial number does not.
    """

    case: Case
    lines: list[CaseLine]
    found: Discrepancy
    words: str
    by: Actor
    at: datetime
    sku: str = ""

    @property
    def line(self) -> CaseLine:
        """Return the line meant; raises LineUnclear where none is and several are."""
        named = [line for line in self.lines if line.pk == self.found.line_id]
        # What nobody announced is of no line: it leaves beside the first.
        is_extra = self.found.kind == DiscrepancyKind.EXTRA
        meant = named or (self.lines[:1] if is_extra else self.lines)
        if len(meant) != 1:
            raise LineUnclear
        return meant[0]


def case_of_serial(discrepancy_id: int) -> CaseRef | None:
    """
    Return the open return whose unit it is that came instead.

    Raises NotOnAnyReturn.
    """
    found = Discrepancy.objects.filter(pk=discrepancy_id).first()
    line = line_waiting_for(found.serial) if found else None
    if found and line is None:
        raise NotOnAnyReturn(found.serial)
    return line.case_id if line else None


def lock(case: CaseRef, other: CaseRef | None) -> Case:
    """Lock a return, and another one in the same order for everybody."""
    refs = sorted({case, other} - {None}, key=int)  # type: ignore[arg-type]
    rows = {ref: Case.objects.locked(ref) for ref in refs if ref is not None}
    return rows[case]


def take(way: Way, way_out: Exit, other: CaseRef | None) -> list[Fact]:
    """Do what a way out says and return the facts of the return it is on."""
    _end_question(way)
    match way_out:
        case Exit.STOP_WAITING | Exit.STILL_COMING:
            return _missing(way, is_awaited=way_out is Exit.STILL_COMING)
        case Exit.ACCEPT if way.found.kind in _CAME_INSTEAD:
            return _accept(way)
        case Exit.ACCEPT if way.found.kind == DiscrepancyKind.EXTRA:
            return _accept_extra(way)
        case Exit.SWAP_CASE:
            _count_on_the_other(way, other)
            return _count_out(way)
        case Exit.SEND_BACK:
            going_back.send_back(way.case, way.line, way.found, at=way.at)
            facts = _count_out(way)
            if way.found.kind in _CAME_INSTEAD:
                going_back.wait_again(way.case, way.lines, at=way.at)
            return facts
        case Exit.ASK_CUSTOMER:
            return [_ask(way)]
        case _:
            pass
    return []


def _end_question(way: Way) -> None:
    """Wait for the customer no more, unless something else is asked still."""
    others = Discrepancy.objects.asked().filter(case=way.case).exclude(pk=way.found.pk)
    if not others.exists():
        way.case.is_awaiting_customer = questions.are_open(way.case)
        settling.keep(way.case, Step.ANSWER, at=way.at)
    if not any(line.decision in _UNDECIDED for line in way.lines):
        settling.keep(way.case, Step.DECIDE, at=way.at)


def _missing(way: Way, *, is_awaited: bool) -> list[Fact]:
    """Wait on for what misses, or no more."""
    facts = _not_here(way)
    return facts if is_awaited else [*facts, _stop_waiting(way)]


def _not_here(way: Way) -> list[Fact]:
    """Take out of the count what misses though it was counted in."""
    if way.found.kind != DiscrepancyKind.MISSING or way.found.line_id is None:
        return []
    line = way.line
    too_many = min(way.found.quantity - line.sums.expected, line.received)
    return [counting.count_out(line, too_many, at=way.at)] if too_many > 0 else []


def _stop_waiting(way: Way) -> Fact:
    return counting.stop_waiting(
        way.case,
        way.lines,
        way.line,
        way.found.quantity,
        reason=way.words,
        at=way.at,
    )


def _count_out(way: Way) -> list[Fact]:
    """Take what came instead out of the count of the line it was counted in on."""
    named = [line for line in way.lines if line.pk == way.found.line_id]
    is_instead = way.found.kind in _CAME_INSTEAD
    meant = named or (way.lines if len(way.lines) == 1 else [])
    return [
        counting.count_out(line, min(way.found.quantity, line.received), at=way.at)
        for line in meant
        if is_instead and line.received
    ]


def _accept(way: Way) -> list[Fact]:
    """
    Let what came stand on the line, with the serial it has, and count it in.

    What was counted in before it was looked at is counted already. Another article
    without a serial number is named by its own; where some units of a line are what
    was announced, the line stays as it is. Raises NotAnArticle, ArticleMissing.
    """
    line, is_named = way.line, bool(key_of(way.found.serial))
    is_other_article = way.found.kind == DiscrepancyKind.WRONG_ITEM
    if line.resolved or not (is_named or is_other_article):
        raise NotAcceptable
    if is_named:
        _bind(way, line)
    elif line.quantity <= way.found.quantity:
        _rename(way, line)
    if not line.sums.expected:
        return []
    count = 1 if is_named else way.found.quantity
    arrivals = (Arrival(count, line_id=line.pk),)
    return counting.count_in(way.case, way.lines, arrivals, by=way.by, at=way.at)


def _accept_extra(way: Way) -> list[Fact]:
    """
    Let what lay beside it be a line of its own, here from now on.

    Raises NotAcceptable where it is somebody else's, NotAnArticle, ArticleMissing.
    """
    sku = way.sku.strip()
    subject = _unit_that_came(way) or _article(sku)
    if subject is None and not key_of(way.found.serial):
        raise ArticleMissing
    return extra_units.add_line(
        way.case, way.lines, way.found, subject, why=way.words, by=way.by, at=way.at
    )


def _article(sku: str) -> Product | None:
    article = Product.objects.filter(sku=sku).first() if sku else None
    if sku and article is None:
        raise NotAnArticle(sku)
    return article


def _unit_that_came(way: Way, product: Product | None = None) -> Unit | None:
    """Return the unit with the serial seen; raises NotAcceptable if it is others'."""
    serial = way.found.serial
    if not key_of(serial):
        return None
    known = Unit.objects.filter(serial_key=key_of(serial))
    if product:
        known = known.filter(manufacturer=product.manufacturer)
    unit = known.select_related("product__manufacturer").first()
    is_theirs = unit is None or unit.account_id in (None, way.case.account_id)
    if not is_theirs or line_waiting_for(serial):
        raise NotAcceptable
    return unit


def _bind(way: Way, line: CaseLine) -> None:
    """Write the unit that came onto the line; raises NotAcceptable where it may not."""
    serial, unit = way.found.serial, _unit_that_came(way, line.product)
    line.unit, line.serial = unit, serial
    if unit is not None:
        line.product = unit.product
    line.save(update_fields=["unit", "serial", "product"])


def _rename(way: Way, line: CaseLine) -> None:
    """Write the article that came onto the line, whose own serial number is gone."""
    article = _article(way.sku.strip())
    if article is None:
        raise ArticleMissing
    line.unit, line.serial, line.product = None, "", article
    line.save(update_fields=["unit", "serial", "product"])


def _count_on_the_other(way: Way, other: CaseRef | None) -> None:
    """Take the unit in on the return that waits for it; this one waits on."""
    if other is None or other == way.case.pk:
        raise NotOnAnyReturn(way.found.serial)
    case = Case.objects.locked(other)
    lines = CaseLine.objects.of(case)
    arrivals = (Arrival(serial=way.found.serial),)
    facts = counting.count_in(case, lines, arrivals, by=way.by, at=way.at)
    case.record(*facts, lines=settling.sums_of(lines), at=way.at, by=way.by)


def _ask(way: Way) -> Fact:
    """Ask the customer, with a day by which we hope for the answer."""
    due_at = way.case.site.calendar.due_in(way.at, _TO_ANSWER)
    settling.promise_next(way.case, Step.ANSWER, Party.CUSTOMER, due_at)
    way.case.is_awaiting_customer = True
    way.found.asked_at = way.at
    position = way.found.line.position if way.found.line else None
    return InformationAsked(
        line=position,
        question=way.words,
        differs=way.found.kind,
        came=way.found.serial,
    )


def hear(case: Case) -> bool:
    """Whether the customer was asked about a difference; it waits for us again."""
    answered = Discrepancy.objects.asked().filter(case=case).update(way_out="")
    if answered:
        case.is_awaiting_customer = questions.are_open(case)
    return bool(answered)


def line_waiting_for(serial: str) -> CaseLine | None:
    """Return the approved line of an open return whose unit carries a serial."""
    key = key_of(serial)
    if not key:
        return None
    open_lines = CaseLine.objects.open().filter(decision=Decision.APPROVED)
    return open_lines.filter(unit__serial_key=key).first()
