"""What people write in the demonstration, and what becomes of units."""

from rma.rules.clues import Clue
from rma.rules.words import DispositionKind, Finding, Reason

COMPLAINTS = {
    Reason.DEFECTIVE: (
        "It worked for months and stopped from one day to the next.",
        "It does not start any more; the light blinks three times.",
        "It clicks and is not found by the system.",
        "The picture freezes after about ten minutes.",
        "It restarts by itself several times a day.",
        "Errors when writing; the self-test fails.",
    ),
    Reason.DOA: (
        "Out of the box, no sign of life.",
        "New, and not recognised on any port.",
    ),
    Reason.UNWANTED: ("We ordered one too many.", "It does not fit our rack."),
    Reason.WRONG_ITEM: ("We ordered the other model.",),
    Reason.DAMAGED_IN_TRANSIT: ("The box was crushed and the housing is cracked.",),
    Reason.OTHER: ("It is hard to describe; please read the attached log first.",),
}
NOTES = {
    Finding.FAULT_CONFIRMED: "Fails the test as described.",
    Finding.NO_FAULT_FOUND: "Ran for 24 hours without a fault.",
    Finding.EXTERNAL_DAMAGE: "Liquid inside.",
    Finding.TRANSIT_DAMAGE: "Corner broken, box crushed.",
    Finding.WRONG_UNIT: "Another serial than announced.",
    Finding.INCOMPLETE: "Power supply missing.",
}
# Why units of a category failed and what prevents it, where the bench found out.
WHY = {
    "cameras": (
        "A surge on the line burnt the power stage.",
        "Put a surge protector in front, and earth the mount.",
    ),
    "recorders": (
        "The fan had stopped, and the board ran at 96 °C.",
        "Leave a hand's width of air around it and clean the grille each year.",
    ),
    "drives": (
        "It was written without a break for months, far beyond its rating.",
        "Choose the model made for recording, or spread it over two drives.",
    ),
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
