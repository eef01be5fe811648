"""What a unit shows of the place it worked in, and what helps against each."""

from enum import StrEnum

from rma.rules.words import N_


class Clue(StrEnum):
    """A trace of where a unit worked, as the bench sees or smells it."""

    DUST = "dust"
    MOISTURE = "moisture"
    CORROSION = "corrosion"
    SMELL = "smell"
    HEAT = "heat"
    SURGE = "surge"
    FOREIGN_PARTS = "foreign_parts"
    FITTED_WRONG = "fitted_wrong"


NAMES = {
    Clue.DUST: N_("Dust"),
    Clue.MOISTURE: N_("Moisture"),
    Clue.CORROSION: N_("Corrosion"),
    Clue.SMELL: N_("Burnt smell"),
    Clue.HEAT: N_("Heat marks"),
    Clue.SURGE: N_("Surge marks"),
    Clue.FOREIGN_PARTS: N_("Parts of others"),
    Clue.FITTED_WRONG: N_("Fitted wrongly"),
}
TIPS = {
    Clue.DUST: N_(
        "We found dust inside. Clean its vents from time to time, or give it a housing "
        "closed against dust."
    ),
    Clue.MOISTURE: N_(
        "We found moisture inside. Seal its cable entries, let cables come from below, "
        "and keep it out of places where water gathers."
    ),
    Clue.CORROSION: N_(
        "We found corrosion. Salt or damp air reaches it: use sealed connectors, and a "
        "housing made for that air."
    ),
    Clue.SMELL: N_(
        "It smelled burnt. Have its power supply and its fuse measured before another "
        "one is connected."
    ),
    Clue.HEAT: N_(
        "It was too hot. Leave room for air around it, and keep it out of the sun and "
        "away from heaters."
    ),
    Clue.SURGE: N_(
        "A surge came in by its cables. Put surge protection on power and network "
        "lines, on outdoor ones first of all."
    ),
    Clue.FOREIGN_PARTS: N_(
        "Parts or supplies of other makers were inside. Use those its manual names."
    ),
    Clue.FITTED_WRONG: N_(
        "It was not fitted as its manual says. Its mounting page shows how; we are "
        "glad to help."
    ),
}
# What should come of each tip, and what follows for whoever leaves it.
OUTCOMES = {
    Clue.DUST: (
        N_("Air gets through, and it stays cool."),
        N_("It runs hot again and fails sooner."),
    ),
    Clue.MOISTURE: (
        N_("It stays dry inside."),
        N_("Water gets in again; that is damage from outside."),
    ),
    Clue.CORROSION: (
        N_("Its contacts stay bright."),
        N_("Its contacts fail again, one by one."),
    ),
    Clue.SMELL: (
        N_("You know that the supply is sound."),
        N_("A bad supply burns the next one too."),
    ),
    Clue.HEAT: (
        N_("It stays within the heat its maker names."),
        N_("Heat shortens the life of the next one too."),
    ),
    Clue.SURGE: (
        N_("The next surge ends in the protector."),
        N_("The next surge takes it again; that is damage from outside."),
    ),
    Clue.FOREIGN_PARTS: (
        N_("It works as it was tested, and stays covered."),
        N_("What other parts break is not covered."),
    ),
    Clue.FITTED_WRONG: (
        N_("It stands firm and works as it was tested."),
        N_("The same strain breaks it again."),
    ),
}
