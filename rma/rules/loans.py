"""Units lent meanwhile: which days one is taken, how it stands, how it came back."""

from datetime import date, timedelta
from enum import StrEnum

from rma.rules.calendar import Calendar
from rma.rules.words import Grade

# A loaner is lent for so long at most; a house that needs more sells a unit.
MOST_DAYS = 180


class LoanState(StrEnum):
    """How far a loan has come."""

    RESERVED = "reserved"
    PACKED = "packed"
    OUT = "out"
    OVERDUE = "overdue"
    TO_ERASE = "to_erase"
    BACK = "back"
    LOST = "lost"
    CALLED_OFF = "called_off"


def held_until(due_on: date, transit_days: int, calendar: Calendar) -> date:
    """Return the last day it is taken: it travels back and is looked at first."""
    return calendar.after(due_on, transit_days + 1)


def days_between(first: date, last: date) -> list[date]:
    """Return every day from one to another, both of them included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def is_worse(out: Grade, back: Grade) -> bool:
    """Whether a unit came back in a worse condition than it left in."""
    order = list(Grade)
    return order.index(back) > order.index(out)
