"""What we owe the customer for a unit, why, and until when."""

from dataclasses import dataclass
from datetime import date, timedelta

from rma.rules.words import N_, Basis, Reason, Verdict


@dataclass(frozen=True, slots=True)
class Because:
    """Give one reason: a stable code and a sentence for people."""

    code: str
    text: str
    on: date | None = None

    def as_dict(self) -> dict[str, str]:
        """Return the reason as it is stored and sent."""
        day = {"on": self.on.isoformat()} if self.on else {}
        return {"code": self.code, "text": self.text} | day

    @classmethod
    def from_dict(cls, kept: dict[str, str]) -> "Because":
        """Return the reason that was stored."""
        day = date.fromisoformat(kept["on"]) if "on" in kept else None
        return cls(kept["code"], kept["text"], day)


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """Hold what we know of a unit that decides its cover."""

    shipped_on: date | None
    invoiced_on: date | None
    warranty_until: date | None
    warranty_months: int
    manufacturer_until: date | None = None


@dataclass(frozen=True, slots=True)
class CoverTerms:
    """Hold the windows of a policy, in days from shipping."""

    doa_days: int
    return_days: int
    transit_days: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Say whether a unit is covered, on what basis, until when, and why."""

    verdict: Verdict
    basis: Basis | None
    until: date | None
    reasons: tuple[Because, ...]


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


def months_after(day: date, months: int) -> date:
    """Return the same day of the month so many months later, or the month's last."""
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    return date(year, month, 28)


def warranty_end(unit: UnitFacts) -> date | None:
    """Return the last day of our warranty: the unit's own, else by its product."""
    if unit.warranty_until:
        return unit.warranty_until
    start = unit.invoiced_on or unit.shipped_on
    return months_after(start, unit.warranty_months) if start else None


def cover(
    unit: UnitFacts | None, terms: CoverTerms, *, on: date, reason: Reason | None
) -> Coverage:
    """Return what we owe for a unit on a day, with every reason that counts."""
    if unit is None:
        return UNKNOWN_UNIT
    for answer in (_by_delivery_fault, _by_window, _by_warranty):
        coverage = answer(unit, terms, on, reason)
        if coverage:
            return coverage
    return _without_cover(unit, on)


def _within(start: date | None, days: int, on: date) -> date | None:
    """Return the window's last day while it is open."""
    if start is None:
        return None
    last = start + timedelta(days=days)
    return last if on <= last else None


_DELIVERY_FAULTS = (Reason.WRONG_ITEM, Reason.MISSING_PARTS, Reason.DAMAGED_IN_TRANSIT)


def _by_delivery_fault(
    unit: UnitFacts, terms: CoverTerms, on: date, reason: Reason | None
) -> Coverage | None:
    if reason is Reason.RECALL:
        why = Because("recall", N_("The maker has called this product back."))
        return Coverage(Verdict.COVERED, Basis.GOODWILL, None, (why,))
    if reason not in _DELIVERY_FAULTS:
        return None
    last = _within(unit.shipped_on, terms.transit_days, on)
    if last is None:
        return None
    why = Because("delivery_fault", N_("Reported in time after delivery."), last)
    return Coverage(Verdict.COVERED, Basis.CONTRACT, last, (why,))


def _by_window(
    unit: UnitFacts, terms: CoverTerms, on: date, reason: Reason | None
) -> Coverage | None:
    if reason is Reason.DOA:
        last = _within(unit.shipped_on, terms.doa_days, on)
        if last:
            why = Because("doa_window", N_("It failed right after delivery."), last)
            return Coverage(Verdict.COVERED, Basis.DOA, last, (why,))
    if reason is Reason.UNWANTED:
        last = _within(unit.shipped_on, terms.return_days, on)
        if last:
            why = Because("return_window", N_("It may be given back until then."), last)
            return Coverage(Verdict.COVERED, Basis.CONTRACT, last, (why,))
        over = Because("return_window_over", N_("The time to give it back is over."))
        return Coverage(Verdict.NOT_COVERED, None, None, (over,))
    return None


def _by_warranty(
    unit: UnitFacts, _terms: CoverTerms, on: date, reason: Reason | None
) -> Coverage | None:
    end = warranty_end(unit)
    if end is None or on > end:
        return None
    why = [Because("in_warranty", N_("The warranty runs until this day."), end)]
    if reason is Reason.DOA:
        why.append(
            Because("doa_window_over", N_("The days for a dead-on-arrival are over."))
        )
    return Coverage(Verdict.COVERED, Basis.WARRANTY, end, tuple(why))


def _without_cover(unit: UnitFacts, on: date) -> Coverage:
    end = warranty_end(unit)
    if end is None:
        why = Because("no_start_known", N_("We do not know when its warranty began."))
        return Coverage(Verdict.UNKNOWN, None, None, (why,))
    why = Because("warranty_over", N_("The warranty ended on this day."), end)
    return Coverage(Verdict.NOT_COVERED, None, end, (why,))
