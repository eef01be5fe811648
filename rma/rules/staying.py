"""Units that need not come back: kept, or destroyed where they are, with a proof."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from rma.rules.money import Money
from rma.rules.words import N_, Reason, ResolutionKind, Wish


class Stay(StrEnum):
    """Say what its owner does with a unit that does not come back."""

    KEPT = "kept"
    DESTROYED = "destroyed"


class Proof(StrEnum):
    """Name one thing that shows it was done as agreed."""

    PHOTO = "photo"
    SERIAL_CUT = "serial_cut"
    DECLARATION = "declaration"


class StayState(StrEnum):
    """Say who has the ball for the units of a return that stay."""

    NONE = ""
    OWED = "owed"
    WAITING = "waiting"
    OURS = "ours"


STAY_WORDS = {
    Stay.KEPT: N_("I keep it, nothing is sent"),
    Stay.DESTROYED: N_("I destroy it here, nothing is sent"),
}
PROOF_WORDS = {
    Proof.PHOTO: N_("A photo that shows the whole unit"),
    Proof.SERIAL_CUT: N_("A photo of the serial number, cut through or drilled out"),
    Proof.DECLARATION: N_("Your declaration, by a tick"),
}
# The very words somebody agreed to are kept beside their proof.
DECLARATIONS = {
    Stay.KEPT: N_(
        "I keep this unit as agreed and do not sell it or hand it on as working."
    ),
    Stay.DESTROYED: N_(
        "I have destroyed this unit so that nobody can use it again, and I have it "
        "disposed of as the law asks."
    ),
}
PICTURES = (Proof.PHOTO, Proof.SERIAL_CUT)

# What can be put right without the unit; a repair needs it.
RESOLUTIONS = {
    Wish.REPLACEMENT: ResolutionKind.REPLACEMENT,
    Wish.CREDIT: ResolutionKind.CREDIT,
    Wish.REFUND: ResolutionKind.REFUND,
}
# A rule that names no reason is about units that are no good to anybody.
_USUAL_REASONS = frozenset(Reason) - {Reason.UNWANTED, Reason.OTHER, Reason.RECALL}


@dataclass(frozen=True, slots=True)
class StayRule:
    """
    Let what fits stay with its owner; an empty condition fits all.

    `up_to` is in minor units of the policy's currency. `is_unseen` takes a proof
    that is complete without a person looking at it.
    """

    stay: Stay
    up_to: int | None = None
    category: str = ""
    maker: str = ""
    reasons: tuple[Reason, ...] = ()
    proofs: tuple[Proof, ...] = ()
    is_unseen: bool = False

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """Return a rule as a policy keeps it."""
        return cls(
            Stay(kept["stay"]),
            kept.get("up_to"),
            kept.get("category", ""),
            kept.get("maker", ""),
            tuple(Reason(each) for each in kept.get("reasons", ())),
            tuple(Proof(each) for each in kept.get("proofs", ())),
            is_unseen=bool(kept.get("is_unseen")),
        )

    def as_dict(self) -> dict[str, Any]:
        """Return what a policy keeps, empty conditions left out."""
        whole = {
            "stay": self.stay.value,
            "up_to": self.up_to,
            "category": self.category,
            "maker": self.maker,
            "reasons": [each.value for each in self.reasons],
            "proofs": [each.value for each in self.proofs],
            "is_unseen": self.is_unseen,
        }
        return {name: value for name, value in whole.items() if value not in ("", None)}

    def fits(self, unit: "Staying", currency: str) -> bool:
        """Whether every condition that is set holds for one unit."""
        return (
            self._is_cheap_enough(unit.value, currency)
            and self.category.casefold() in ("", unit.category.casefold())
            and self.maker.casefold() in ("", unit.maker.casefold())
            and unit.reason in (self.reasons or _USUAL_REASONS)
        )

    def _is_cheap_enough(self, value: Money | None, currency: str) -> bool:
        if self.up_to is None:
            return True
        is_known = value is not None and value.currency == currency
        return is_known and value is not None and value.cents <= self.up_to


@dataclass(frozen=True, slots=True)
class Staying:
    """Hold what decides whether one unit may stay where it is."""

    reason: Reason
    is_covered: bool
    value: Money | None = None
    category: str = ""
    maker: str = ""
    is_wanted_by_maker: bool = False


def offer_for(
    unit: Staying, rules: Iterable[StayRule], currency: str
) -> StayRule | None:
    """
    Return the first rule that lets a unit stay, or None.

    What is not covered has nothing to be put right for; what its maker wants back as
    a part of the claim has to come.
    """
    if not unit.is_covered or unit.is_wanted_by_maker:
        return None
    return next((rule for rule in rules if rule.fits(unit, currency)), None)


def can_stay(wish: Wish) -> bool:
    """Whether a wish can be put right without the unit."""
    return wish in RESOLUTIONS


def missing(
    asked: Iterable[Proof], shown: Iterable[Proof], *, is_declared: bool
) -> tuple[Proof, ...]:
    """Return what is asked for and not there."""
    there = {*shown, *([Proof.DECLARATION] if is_declared else [])}
    return tuple(each for each in Proof if each in set(asked) - there)


def state_of(lines: Iterable[tuple[bool, bool]]) -> StayState:
    """
    Return who has the ball for units that stay and are not put right yet.

    Each is a pair: whether its proof is owed, and whether one waits for us.
    """
    open_lines = list(lines)
    if any(is_owed and not is_waiting for is_owed, is_waiting in open_lines):
        return StayState.OWED
    if any(is_waiting for _owed, is_waiting in open_lines):
        return StayState.WAITING
    return StayState.OURS if open_lines else StayState.NONE
