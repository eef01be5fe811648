"""Who puts a failed unit right: we decide first, or its maker repairs it for us."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rma.rules.money import Money
from rma.rules.words import Finding


class Way(StrEnum):
    """Who acts first where a unit fails in warranty."""

    WE_DECIDE = "we_decide"
    MAKER_REPAIRS = "maker_repairs"


class Fallback(StrEnum):
    """What we do ourselves where the maker misses the day we gave."""

    REPLACEMENT = "replacement"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Subject:
    """Name the unit that a rule is asked about."""

    product_id: int
    category: str
    value: Money


@dataclass(frozen=True, slots=True)
class Rule:
    """Say who acts first for a maker's products; what is left out is any."""

    way: Way
    fallback: Fallback
    product_id: int | None = None
    category: str = ""
    from_cents: int | None = None
    below_cents: int | None = None
    currency: str = ""

    def speaks_of(self, subject: Subject) -> bool:
        """Whether a unit is one of those the rule is for."""
        if self.product_id is not None and self.product_id != subject.product_id:
            return False
        if self.category and self.category.casefold() != subject.category.casefold():
            return False
        return self._is_within(subject.value)

    def _is_within(self, value: Money) -> bool:
        if self.from_cents is None and self.below_cents is None:
            return True
        if value.currency != self.currency:
            return False
        is_enough = self.from_cents is None or value.cents >= self.from_cents
        return is_enough and (
            self.below_cents is None or value.cents < self.below_cents
        )


def fallback_for(
    subject: Subject, rules: Iterable[Rule], default: Rule
) -> Fallback | None:
    """
    Return what we do if the maker is late; None where we decide first.

    The first rule that speaks of the unit counts, the maker's own default last.
    """
    rule = next((rule for rule in rules if rule.speaks_of(subject)), default)
    return rule.fallback if rule.way is Way.MAKER_REPAIRS else None


def is_the_makers(finding: Finding | None) -> bool:
    """Whether what was found is something the maker repairs."""
    return finding in (Finding.FAULT_CONFIRMED, Finding.INCOMPLETE)
