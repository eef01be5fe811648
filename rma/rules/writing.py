"""How often somebody is written to: what never waits, what may, what is left out."""

from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

from rma.rules.members import Cadence, is_zone


class Weight(IntEnum):
    """How much a letter matters to whoever gets it."""

    # Nothing depends on it, and it can be turned off.
    OPTIONAL = 0
    # A step went as planned.
    NEWS = 1
    # Something went otherwise than planned, or it has come to its end.
    MATTERS = 2
    # It asks something, answers something, or moves a date: it is never held back.
    ASKS = 3


class Fate(StrEnum):
    """What becomes of a letter; what is held is on the pages all the same."""

    SEND = ""
    GATHER = "digest"
    LEAVE = "wish"


def fate_of(weight: Weight, cadence: Cadence, *, takes_optional: bool) -> Fate:
    """Return whether a letter goes out, waits for the one of the day, or stays here."""
    if weight is Weight.ASKS:
        return Fate.SEND
    if weight is Weight.OPTIONAL:
        return Fate.SEND if takes_optional else Fate.LEAVE
    if cadence is Cadence.DAILY:
        return Fate.GATHER
    if cadence is Cadence.ACT and weight is Weight.NEWS:
        return Fate.LEAVE
    return Fate.SEND


def day_there(at: datetime, zone: str) -> date:
    """Return the day that a moment belongs to, by the clock of a zone."""
    return at.astimezone(ZoneInfo(zone if is_zone(zone) else "UTC")).date()


def hour_after(
    at: datetime, zone: str, hour: int, *, last: date | None = None
) -> datetime:
    """
    Return when the letter of a day leaves next, by the clock of a zone.

    Never a second time on the day of the last one.
    """
    there = at.astimezone(ZoneInfo(zone if is_zone(zone) else "UTC"))
    then = there.replace(hour=hour, minute=0, second=0, microsecond=0)
    while then <= there or (last is not None and then.date() <= last):
        then += timedelta(days=1)
    return then
