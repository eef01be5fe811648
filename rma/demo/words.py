"""What people write in the demonstration, and what becomes of units."""

from random import Random
from typing import TypedDict

from rma.models import Unit
from rma.rules.clues import Clue
from rma.rules.words import DispositionKind, Finding, Reason

# Of each category as many, so that the same chance tells the same story.
_FAILED: dict[str, tuple[str, ...]] = {
    "cameras": (
        "It worked for months and stopped from one day to the next.",
        "It does not start any more; the light blinks three times.",
        "The lens hums and no longer finds its focus.",
        "The picture freezes after about ten minutes.",
        "It restarts by itself several times a day.",
        "Purple stripes across the picture, first at night, now always.",
    ),
    "recorders": (
        "It worked for months and stopped from one day to the next.",
        "It does not start any more; the light blinks three times.",
        "Two channels stay black, whichever camera is on them.",
        "Recordings of the last days can't be played.",
        "It restarts by itself several times a day.",
        "The fan roars, then it switches itself off.",
    ),
    "drives": (
        "It worked for months and stopped from one day to the next.",
        "It clicks and is not found by the system.",
        "Sectors are remapped by the hundred; the self-test fails.",
        "The array throws it out every few hours.",
        "It drops to a tenth of its speed after some minutes.",
        "Errors when writing; the self-test fails.",
    ),
}
_DEAD: dict[str, tuple[str, ...]] = {
    "cameras": (
        "Out of the box, no sign of life.",
        "New, and its picture is black.",
    ),
    "recorders": ("Out of the box, no sign of life.", "New, and no channel shows."),
    "drives": ("Out of the box, no sign of life.", "New, not recognised on any port."),
}
_BY_CATEGORY = {
    Reason.DEFECTIVE: _FAILED,
    Reason.DOA: _DEAD,
}
_OTHERWISE = {
    Reason.UNWANTED: ("We ordered one too many.", "It does not fit our rack."),
    Reason.WRONG_ITEM: ("We ordered the other model.",),
    Reason.DAMAGED_IN_TRANSIT: ("The box was crushed and the housing is cracked.",),
    Reason.OTHER: ("It is hard to describe; please read the attached log first.",),
}


def complaint(chance: Random, reason: Reason, unit: Unit) -> str:
    """Return what somebody writes about a unit that comes back for a reason."""
    told = _BY_CATEGORY.get(reason)
    category = unit.product.category if unit.product else ""
    return chance.choice(told[category] if told else _OTHERWISE[reason])


NOTES = {
    Finding.FAULT_CONFIRMED: "Fails the test as described.",
    Finding.NO_FAULT_FOUND: "Ran for 24 hours without a fault.",
    Finding.EXTERNAL_DAMAGE: "Liquid inside.",
    Finding.TRANSIT_DAMAGE: "Corner broken, box crushed.",
    Finding.WRONG_UNIT: "Another serial than announced.",
    Finding.INCOMPLETE: "Power supply missing.",
}


# Why units of a category failed and what prevents it, where the bench found out.
class Why(TypedDict, total=False):
    """Say why it failed and what helps, in the words of the bench."""

    cause: str
    advice: str
    advice_expect: str
    advice_otherwise: str


WHY: dict[str, Why] = {
    "cameras": {
        "cause": "A surge on the line burnt the power stage.",
        "advice": "Put a surge protector in front, and earth the mount.",
        "advice_expect": "The next surge ends in the protector.",
        "advice_otherwise": "The next surge takes the camera again.",
    },
    "recorders": {
        "cause": "The fan had stopped, and the board ran at 96 °C.",
        "advice": "Leave a hand's width of air around it; clean the grille each year.",
        "advice_expect": "The board stays below 70 °C.",
        "advice_otherwise": "The next fan stops as this one did.",
    },
    "drives": {
        "cause": "It was written without a break for months, far beyond its rating.",
        "advice": "Choose the model made for recording, or spread it over two drives.",
        "advice_expect": "It works within its rating for years.",
        "advice_otherwise": "The next one wears out in months.",
    },
}
# Traces that the bench saw, each with a tip of its own on the report.
CLUES = {"recorders": (Clue.DUST,)}
BECOMES = {
    Finding.FAULT_CONFIRMED: (
        DispositionKind.RETURN_TO_VENDOR,
        "The maker's cover is running",
    ),
    Finding.TRANSIT_DAMAGE: (DispositionKind.RECYCLE, "Beyond repair"),
}
GOES_BACK = (DispositionKind.BACK_TO_CUSTOMER, "It goes back as it came")
# Its customer has a new one: what came back is ours.
IS_OURS = (DispositionKind.RESTOCK, "As new, tested")
ERASED = "Three passes, report kept with the unit."
