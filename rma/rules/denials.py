"""Serial numbers that are not simply accepted, and what is said about each."""

from enum import StrEnum

from rma.rules.words import N_


class Denial(StrEnum):
    """Say why a serial number stands on the list."""

    REPLACED = "replaced"
    STOLEN = "stolen"
    GREY_IMPORT = "grey_import"
    LOST = "lost"
    OTHER = "other"


# What a stranger may read; the note with the list is for us alone.
DENIAL_WORDS = {
    Denial.REPLACED: N_("It was replaced before; the cover went to its replacement."),
    Denial.STOLEN: N_("A person checks this serial number with you first."),
    Denial.GREY_IMPORT: N_(
        "It was made for another market; its maker's service there can help."
    ),
    Denial.LOST: N_("A person checks this serial number with you first."),
    Denial.OTHER: N_("A person checks this serial number with you first."),
}
