"""What the steps of sending something look like, by name."""

from enum import StrEnum

from rma.rules.words import N_


class Picture(StrEnum):
    """Name what a step of sending something looks like."""

    PREPARE = "prepare"
    BACK_UP = "back_up"
    DATA = "data"
    ERASE = "erase"
    RESET = "reset"
    LICENCE = "licence"
    BATTERY_ALONE = "battery_alone"
    BATTERY_APART = "battery_apart"
    BATTERY_INSIDE = "battery_inside"
    PACK = "pack"
    CLOSE = "close"
    LABEL = "label"
    HAND_OVER = "hand_over"


# What somebody who writes a step that comes before packing may choose of.
BEFORE_PACKING = {
    Picture.BACK_UP: N_("Save the configuration"),
    Picture.DATA: N_("Copy the data, then erase it"),
    Picture.ERASE: N_("Erase the data"),
    Picture.RESET: N_("Reset to how it left the factory"),
    Picture.LICENCE: N_("Give the licence back"),
}


def chosen(name: str) -> Picture:
    """Return the picture of a step that somebody wrote; without one, a list."""
    return Picture(name) if name in BEFORE_PACKING else Picture.PREPARE
