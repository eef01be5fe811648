"""What we know of a unit that decides its cover, and the days that follow from it."""

from dataclasses import dataclass
from datetime import date

from rma.rules.law import Figures
from rma.rules.starts import Days, StartRule, months_after, start_by
from rma.rules.words import Basis


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """
    Hold what we know of a unit that decides its cover.

    `months`, `starts` and `parts` are the terms of the day it was sold; `proved_on`
    is the day of a proof of purchase that one of us accepted.
    """

    shipped_on: date | None
    invoiced_on: date | None
    warranty_until: date | None
    warranty_months: int
    manufacturer_until: date | None = None
    delivered_on: date | None = None
    installed_on: date | None = None
    manufactured_on: date | None = None
    proved_on: date | None = None
    starts: StartRule = StartRule.INVOICED
    parts: tuple[tuple[str, int], ...] = ()
    first_sold_on: date | None = None
    extended_until: date | None = None
    extended_basis: Basis | None = None

    @property
    def days(self) -> Days:
        """Return what happened to it when."""
        return Days(
            shipped=self.shipped_on,
            delivered=self.delivered_on,
            invoiced=self.invoiced_on,
            installed=self.installed_on,
            manufactured=self.manufactured_on,
        )


def warranty_start(unit: UnitFacts) -> date | None:
    """Return the day our warranty counts from: the proof's, else by the rule."""
    return unit.proved_on or start_by(unit.starts, unit.days)


def warranty_end(unit: UnitFacts) -> date | None:
    """Return the last day of our warranty: the unit's own, else by its terms."""
    start = warranty_start(unit)
    counted = months_after(start, unit.warranty_months) if start else None
    if unit.warranty_until and unit.proved_on and counted:
        return max(unit.warranty_until, counted)
    return unit.warranty_until or counted


def guarantee_end(unit: UnitFacts, law: Figures | None) -> date | None:
    """Return the last day of the seller's guarantee by law; None without one."""
    start = unit.first_sold_on or start_by(StartRule.DELIVERED, unit.days)
    if law is None or not law.guarantee_months or start is None:
        return None
    return months_after(start, law.guarantee_months)


def part_ends(unit: UnitFacts) -> tuple[tuple[str, date], ...]:
    """Return the last day of each part that has a term of its own."""
    start = warranty_start(unit)
    known = unit.parts if start else ()
    return tuple((name, months_after(start, each)) for name, each in known if start)
