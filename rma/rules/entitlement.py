"""What we owe the customer for a unit, why, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rma.rules.agreements import AgreementTerms
from rma.rules.law import Figures
from rma.rules.starts import StartRule, start_by
from rma.rules.unit_facts import (
    UnitFacts,
    guarantee_end,
    part_ends,
    warranty_end,
)
from rma.rules.words import N_, Basis, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Because:
    """Give a reason: its code, a sentence, the day or the name it speaks of."""

    code: str
    text: str
    on: date | None = None
    who: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Return its English text to translate, and the name it speaks of, as one."""
        # A name ends the sentence: another reason may follow it.
        ended = self.who if self.who.endswith((".", "!", "?")) else f"{self.who}."
        return (self.text, ended) if self.who else (self.text,)

    def as_dict(self) -> dict[str, str]:
        """Return the reason as it is stored and sent."""
        day = {"on": self.on.isoformat()} if self.on else {}
        name = {"who": self.who} if self.who else {}
        return {"code": self.code, "text": self.text} | day | name

    @classmethod
    def from_dict(cls, kept: dict[str, str]) -> "Because":
        """Return the reason that was stored."""
        day = date.fromisoformat(kept["on"]) if "on" in kept else None
        return cls(kept["code"], kept["text"], day, kept.get("who", ""))


@dataclass(frozen=True, slots=True)
class CoverTerms:
    """Hold a policy's windows in days, and what law and agreements add to them."""

    doa_days: int
    return_days: int
    transit_days: int
    doa_starts: StartRule = StartRule.SHIPPED
    return_starts: StartRule = StartRule.SHIPPED
    is_doa_new: bool = False
    law: Figures | None = None
    agreements: tuple[AgreementTerms, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Say whether a unit is covered, on what basis, until when, and why."""

    verdict: Verdict
    basis: Basis | None
    until: date | None
    reasons: tuple[Because, ...]

    @property
    def last(self) -> date | None:
        """
        Return the last day of whatever covers a fault longest; `until` is the basis's.

        A guarantee that a repair has lengthened goes on when the warranty is over. What
        is covered for another reason than a fault has no longer end than that.
        """
        named = [why for why in self.reasons if why.code in _FOR_FAULTS]
        if not named or named[0] is not self.reasons[0]:
            return self.until
        return max((why.on for why in named if why.on), default=self.until)

    @property
    def ends_on(self) -> date | None:
        """
        Return the last day on which anything named covers it, on whatever basis.

        What its basis gives may end sooner: that day stands with the reason.
        """
        if self.verdict not in (Verdict.COVERED, Verdict.PARTLY):
            return self.until
        return max((why.on for why in self.reasons if why.on), default=self.until)


@dataclass(frozen=True, slots=True)
class _Ground:
    """Be one thing that covers a unit; the first one found is the one we name."""

    basis: Basis
    until: date | None
    reasons: tuple[Because, ...]


_FOR_FAULTS = frozenset(
    {"rejection", "in_warranty", "agreement", "legal_guarantee", "after_repair"}
)

UNKNOWN_UNIT = Coverage(
    Verdict.UNKNOWN,
    None,
    None,
    (
        Because(
            "serial_unknown",
            N_("We do not know this serial number. A person will look at it."),
        ),
    ),
)


def cover(
    unit: UnitFacts | None,
    terms: CoverTerms,
    *,
    on: date,
    reason: Reason | None,
    part: str = "",
) -> Coverage:
    """
    Return what we owe for a unit on a day, with every reason that counts.

    All that covers it is named; the first is the basis, and the answer holds until
    the last day of that. `part` names the part that failed where that is known.
    """
    if unit is None:
        return UNKNOWN_UNIT
    grounds = tuple(_grounds(unit, terms, on, reason))
    if reason is Reason.UNWANTED and not grounds:
        over = Because("return_window_over", N_("The time to give it back is over."))
        return Coverage(Verdict.NOT_COVERED, None, None, (over,))
    if not grounds and reason is Reason.RECALL:
        # Who it concerns stands in the maker's notice, which a person reads.
        return Coverage(Verdict.UNKNOWN, None, None, (_NOTICE,))
    if not grounds:
        return _without_cover(unit, on, part)
    first = grounds[0]
    reasons = tuple(why for ground in grounds for why in ground.reasons)
    if reason is Reason.DOA and first.basis is not Basis.DOA:
        reasons += (_DOA_OVER,)
    ended = _parts_ended(unit, on) if _is_by_warranty_alone(grounds) else ()
    if part and any(why.who.casefold() == part.casefold() for why in ended):
        return Coverage(Verdict.NOT_COVERED, None, None, ended)
    verdict = Verdict.PARTLY if ended and not part else Verdict.COVERED
    return Coverage(verdict, first.basis, first.until, reasons + ended)


_DELIVERY_FAULTS = (Reason.WRONG_ITEM, Reason.MISSING_PARTS, Reason.DAMAGED_IN_TRANSIT)
_DOA_OVER = Because("doa_window_over", N_("The days for a dead-on-arrival are over."))
_NOTICE = Because(
    "recall_unchecked", N_("We look whether the maker’s notice names your unit.")
)
_NEW_UNIT = Because("doa_new_unit", N_("Within these days its replacement is new."))


def _grounds(
    unit: UnitFacts, terms: CoverTerms, on: date, reason: Reason | None
) -> Iterator[_Ground]:
    """Yield all that covers a unit, what serves the customer best first."""
    if reason is Reason.UNWANTED:
        yield from _for_giving_back(unit, terms, on)
        return
    if reason in _DELIVERY_FAULTS:
        last = _last_day(unit.delivered_on or unit.shipped_on, terms.transit_days)
        if last and on <= last:
            why = Because(
                "delivery_fault", N_("Reported in time after delivery."), last
            )
            yield _Ground(Basis.CONTRACT, last, (why,))
    if reason is Reason.DOA:
        last = _last_day(start_by(terms.doa_starts, unit.days), terms.doa_days)
        if last and on <= last:
            why = Because("doa_window", N_("It failed right after delivery."), last)
            news = (_NEW_UNIT,) if terms.is_doa_new else ()
            yield _Ground(Basis.DOA, last, (why, *news))
    yield from _for_faults(unit, terms, on)


def _for_giving_back(unit: UnitFacts, terms: CoverTerms, on: date) -> Iterator[_Ground]:
    law = terms.law
    # A replacement gives no second time to change one's mind.
    arrived = unit.first_sold_on or start_by(StartRule.DELIVERED, unit.days)
    if law and law.withdrawal_days:
        # Where we don't know when it arrived we count as if it took a while.
        late = 0 if unit.delivered_on else _ROAD_DAYS
        last = _last_day(arrived, law.withdrawal_days + late)
        if last and on <= last:
            why = Because(
                "withdrawal", N_("By law it may be given back until then."), last
            )
            yield _Ground(Basis.LAW, last, (why,))
    start = unit.first_sold_on or start_by(terms.return_starts, unit.days)
    last = _last_day(start, terms.return_days)
    if last and on <= last:
        why = Because("return_window", N_("It may be given back until then."), last)
        yield _Ground(Basis.CONTRACT, last, (why,))


_ROAD_DAYS = 7


def _for_rejecting(unit: UnitFacts, terms: CoverTerms, on: date) -> Iterator[_Ground]:
    """Yield the days in which the law gives the price back for a faulty unit."""
    days = terms.law.reject_days if terms.law else 0
    if not days:
        return
    late = 0 if unit.delivered_on else _ROAD_DAYS
    arrived = unit.first_sold_on or start_by(StartRule.DELIVERED, unit.days)
    last = _last_day(arrived, days + late)
    if last and on <= last:
        why = Because(
            "rejection",
            N_("By law you may have your money back until then."),
            last,
        )
        yield _Ground(Basis.LAW, last, (why,))


def _for_faults(unit: UnitFacts, terms: CoverTerms, on: date) -> Iterator[_Ground]:
    yield from _for_rejecting(unit, terms, on)
    end = warranty_end(unit)
    if end and on <= end:
        why = Because("in_warranty", N_("The warranty runs until this day."), end)
        proof = (_PROVED,) if unit.proved_on else ()
        yield _Ground(Basis.WARRANTY, end, (why, *proof))
    for agreement in terms.agreements:
        if agreement.repairs_free:
            why = Because(
                "agreement",
                N_("Your service agreement covers it until this day:"),
                agreement.until,
                agreement.number,
            )
            yield _Ground(Basis.CONTRACT, agreement.until, (why,))
    by_law = guarantee_end(unit, terms.law)
    if by_law and on <= by_law:
        why = Because(
            "legal_guarantee",
            N_("The seller's guarantee by law runs until this day."),
            by_law,
        )
        yield _Ground(Basis.LAW, by_law, (why,))
    longer = unit.extended_until
    if longer and on <= longer and (end is None or longer > end):
        why = Because(
            "after_repair", N_("After its repair it is covered until:"), longer
        )
        yield _Ground(unit.extended_basis or Basis.WARRANTY, longer, (why,))


_PROVED = Because("proof_accepted", N_("It counts from the day on your receipt."))


def _last_day(start: date | None, days: int) -> date | None:
    return start + timedelta(days=days) if start else None


def _is_by_warranty_alone(grounds: tuple[_Ground, ...]) -> bool:
    """Whether only the warranty covers it: law and agreements know no parts."""
    return all(ground.basis is Basis.WARRANTY for ground in grounds)


def _parts_ended(unit: UnitFacts, on: date) -> tuple[Because, ...]:
    """Return the parts whose own, shorter cover is over."""
    text = N_("This part is not covered any more:")
    ends = part_ends(unit)
    return tuple(Because("part_over", text, end, n) for n, end in ends if on > end)


def _without_cover(unit: UnitFacts, on: date, part: str) -> Coverage:
    end = warranty_end(unit)
    if end is None:
        why = Because("no_start_known", N_("We do not know when its warranty began."))
        return Coverage(Verdict.UNKNOWN, None, None, (why,))
    over = Because("warranty_over", N_("The warranty ended on this day."), end)
    parts = _parts_running(unit, on)
    if part:
        parts = tuple(why for why in parts if why.who.casefold() == part.casefold())
    if parts:
        verdict = Verdict.COVERED if part else Verdict.PARTLY
        last = max(why.on for why in parts if why.on)
        return Coverage(verdict, Basis.WARRANTY, last, (over, *parts))
    return Coverage(Verdict.NOT_COVERED, None, end, (over,))


def _parts_running(unit: UnitFacts, on: date) -> tuple[Because, ...]:
    """Return the parts that are covered longer than the unit as a whole."""
    text = N_("This part is still covered:")
    ends = part_ends(unit)
    return tuple(Because("part_covered", text, end, n) for n, end in ends if on <= end)
