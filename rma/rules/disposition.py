"""What should become of a unit that came back, and why: one proposal."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rma.rules.words import (
    N_,
    DispositionKind,
    Finding,
    Grade,
    PartReturn,
    ResolutionKind,
)

# What was decided so brings the unit back to its owner.
GOES_BACK = (
    ResolutionKind.RETURN_AS_IS,
    ResolutionKind.REPAIR,
    ResolutionKind.PAID_REPAIR,
)
# Where it is mended: here, or at its maker's.
_IS_MENDED = (DispositionKind.REPAIR, DispositionKind.RETURN_TO_VENDOR)


class ErasureMethod(StrEnum):
    """How the data of a unit was made to be gone."""

    OVERWRITTEN = "overwritten"
    KEY_DESTROYED = "key_destroyed"
    DEGAUSSED = "degaussed"
    DESTROYED = "destroyed"
    NO_MEDIA = "no_media"
    WAIVED = "waived"


# It stays with us to be mended, or goes back to whose data it is.
_KEEPS_DATA = frozenset({DispositionKind.REPAIR, DispositionKind.BACK_TO_CUSTOMER})


def needs_erasure(kind: DispositionKind) -> bool:
    """Whether units that hold data must be erased before they go that way."""
    return kind not in _KEEPS_DATA


@dataclass(frozen=True, slots=True)
class Found:
    """Hold what decides: the finding, the grade, and what the maker wants."""

    finding: Finding | None
    grade: Grade | None
    part_return: PartReturn
    has_claim: bool
    is_resolved: bool
    # What was decided that brings it back to its owner, if that was.
    goes_back: ResolutionKind | None = None
    category: str = ""
    manufacturer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Propose one disposition with its reason."""

    kind: DispositionKind
    reason: str


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """Propose one disposition for what fits; an empty condition fits all."""

    category: str
    manufacturer_id: int | None
    finding: Finding | None
    grade: Grade | None
    kind: DispositionKind
    reason: str

    def fits(self, found: Found) -> bool:
        """Whether every condition that is set holds."""
        return (
            self.category.lower() in ("", found.category.lower())
            and self.manufacturer_id in (None, found.manufacturer_id)
            and self.finding in (None, found.finding)
            and self.grade in (None, found.grade)
        )


def propose(found: Found, rules: Iterable[PlaceRule] = ()) -> Proposal:
    """
    Return the disposition we would choose, with its reason in plain words.

    What goes back to its owner is theirs; else the first rule of the house's own
    table that fits counts.
    """
    if found.goes_back is ResolutionKind.RETURN_AS_IS:
        return Proposal(DispositionKind.BACK_TO_CUSTOMER, N_("It goes back as it is."))
    own = next((rule for rule in rules if rule.fits(found)), None)
    told = Proposal(own.kind, own.reason) if own else _usual(found)
    if found.goes_back is not None and told.kind not in _IS_MENDED:
        return Proposal(DispositionKind.REPAIR, N_("It is repaired and goes back."))
    return told


def _usual(found: Found) -> Proposal:
    if found.finding is Finding.NO_FAULT_FOUND:
        if found.is_resolved and found.grade in (Grade.A, Grade.B):
            return Proposal(DispositionKind.RESTOCK, N_("No fault, good condition."))
        return Proposal(
            DispositionKind.BACK_TO_CUSTOMER, N_("No fault found; it is theirs.")
        )
    if found.has_claim and found.part_return is PartReturn.YES:
        return Proposal(
            DispositionKind.RETURN_TO_VENDOR, N_("The maker wants the part back.")
        )
    if found.has_claim and found.part_return is PartReturn.HOLD:
        return Proposal(
            DispositionKind.RETURN_TO_VENDOR, N_("The maker may ask for it; hold it.")
        )
    if found.grade is Grade.D:
        return Proposal(DispositionKind.RECYCLE, N_("Not worth repairing."))
    if found.finding is Finding.FAULT_CONFIRMED:
        return Proposal(DispositionKind.REFURBISH, N_("The fault can be repaired."))
    return Proposal(DispositionKind.HARVEST, N_("Parts of it can still be used."))
