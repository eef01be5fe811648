"""When a promise needs a word: to its owner, to the customer, and when it is late."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rma.rules.calendar import Calendar
from rma.rules.words import N_, Party


class Care(StrEnum):
    """What an open promise asks for now."""

    NOTHING = "nothing"
    WARN_OWNER = "warn_owner"
    TELL_CUSTOMER = "tell_customer"
    REMIND_CUSTOMER = "remind_customer"
    REMIND_LAST = "remind_last"
    LET_GO = "let_go"
    STEP_IN = "step_in"


# Kept as the reason of a date that the customer chose, until it is moved.
CHOSEN = N_("You chose this time.")


@dataclass(frozen=True, slots=True)
class Watch:
    """Hold what decides: whose it is, its dates, and what was already said."""

    who: Party
    due_at: datetime
    warned_at: datetime | None
    told_at: datetime | None
    # Its last day is worth a word of its own.
    has_last_day: bool = False
    # A time that the customer chose stands until it is over.
    is_chosen: bool = False


# Nobody acted until two hours before the due time: the customer hears it from us,
# with a new date, while the old one still stands (no silent break).
TELL_BEFORE = timedelta(hours=2)
WARN_WORKING_DAYS = 1
REMIND_WORKING_DAYS = 3


def care_for(watch: Watch, calendar: Calendar, at: datetime) -> Care:
    """Return what an open promise asks for; what was said is not repeated."""
    if watch.who is Party.CUSTOMER:
        return _care_for_customers(watch, calendar, at)
    if at >= watch.due_at - (timedelta(0) if watch.is_chosen else TELL_BEFORE):
        is_makers = watch.who is Party.MANUFACTURER
        return Care.STEP_IN if is_makers else Care.TELL_CUSTOMER
    warn_from = _days_before(watch.due_at, WARN_WORKING_DAYS, calendar)
    if watch.warned_at is None and at >= warn_from:
        return Care.WARN_OWNER
    return Care.NOTHING


def _care_for_customers(watch: Watch, calendar: Calendar, at: datetime) -> Care:
    if at >= watch.due_at:
        return Care.LET_GO
    remind_from = _days_before(watch.due_at, REMIND_WORKING_DAYS, calendar)
    if watch.told_at is None and at >= remind_from:
        return Care.REMIND_CUSTOMER
    last = calendar.local_day(watch.due_at)
    is_last = watch.has_last_day and calendar.local_day(at) == last
    if is_last and watch.told_at and calendar.local_day(watch.told_at) < last:
        return Care.REMIND_LAST
    return Care.NOTHING


def _days_before(due_at: datetime, days: int, calendar: Calendar) -> datetime:
    return calendar.end_of(calendar.after(calendar.local_day(due_at), -days))


def new_date(due_at: datetime, calendar: Calendar, at: datetime) -> datetime:
    """Return the next date we can give: two working days on, and never in the past."""
    later = max(due_at, at)
    return calendar.due_in(later, 2)
