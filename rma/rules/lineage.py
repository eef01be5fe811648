"""What cover a unit has after it was put right: the rest, or so many days more."""

from dataclasses import dataclass
from datetime import date, timedelta

from rma.rules.law import Figures
from rma.rules.starts import months_after
from rma.rules.words import Basis


@dataclass(frozen=True, slots=True)
class AfterTerms:
    """Hold how long a policy answers for what it sent: days from the day it left."""

    replacement_days: int
    repair_days: int


@dataclass(frozen=True, slots=True)
class Longer:
    """Say until when something is covered now, and by what."""

    until: date
    basis: Basis


def of_replacement(rest: date | None, terms: AfterTerms, *, left_on: date) -> date:
    """Return the last day of a replacement: the rest or N days, whichever is longer."""
    own = left_on + timedelta(days=terms.replacement_days)
    return max(rest, own) if rest else own


def of_repair(
    rest: date | None,
    terms: AfterTerms,
    law: Figures | None,
    *,
    guarantee_until: date | None,
    left_on: date,
) -> Longer | None:
    """
    Return how a repair makes the cover longer; None where what is left is longer.

    Some laws add months to the seller's guarantee when the goods were repaired under
    it; a policy answers some days for any repair.
    """
    ways = [Longer(left_on + timedelta(days=terms.repair_days), Basis.WARRANTY)]
    added = law.after_repair_months if law else 0
    if added and guarantee_until and left_on <= guarantee_until:
        ways.append(Longer(months_after(guarantee_until, added), Basis.LAW))
    best = max(ways, key=lambda way: way.until)
    return best if rest is None or best.until > rest else None
