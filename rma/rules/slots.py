"""When a carrier may be asked to come: mornings and afternoons of working days."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from rma.rules.calendar import Calendar

_DAYS_AHEAD = 5


class Half(StrEnum):
    """The two slots of a day."""

    MORNING = "am"
    AFTERNOON = "pm"


_HOURS = {
    Half.MORNING: (time(9), time(13)),
    Half.AFTERNOON: (time(13), time(17)),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """Hold one half of a day in which somebody may come."""

    day: date
    half: Half
    begins_at: datetime
    ends_at: datetime

    @property
    def code(self) -> str:
        """Return the word a form sends for it, as in 2026-03-11-am."""
        return f"{self.day.isoformat()}-{self.half}"


def slots(calendar: Calendar, at: datetime) -> tuple[Slot, ...]:
    """Return the slots of the next working days, tomorrow's first."""
    zone = ZoneInfo(calendar.zone)
    today = calendar.local_day(at)
    found = []
    for ahead in range(1, _DAYS_AHEAD + 1):
        day = calendar.after(today, ahead)
        for half, (begins, ends) in _HOURS.items():
            whole = (datetime.combine(day, hour, zone) for hour in (begins, ends))
            found.append(Slot(day, half, *whole))
    return tuple(found)


def slot_named(code: str, calendar: Calendar, at: datetime) -> Slot | None:
    """Return the slot a form meant; None where it is none of those offered."""
    return next((slot for slot in slots(calendar, at) if slot.code == code), None)
