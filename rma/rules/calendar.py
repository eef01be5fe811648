"""Working days and closing times: when a promise made in days falls due."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hold a site's zone, opening hours and days off."""

    zone: str
    opens: time
    closes: time
    weekdays: frozenset[int]
    days_off: frozenset[date]

    def is_working(self, day: date) -> bool:
        """Whether people are at work on that day."""
        return day.weekday() in self.weekdays and day not in self.days_off

    def local_day(self, at: datetime) -> date:
        """Return the day it is at the site at that moment."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def after(self, day: date, working_days: int) -> date:
        """Return the day that lies so many working days after (or before) a day."""
        step = timedelta(days=1 if working_days >= 0 else -1)
        left = abs(working_days)
        while left or not self.is_working(day):
            day += step
            if self.is_working(day):
                left = max(left - 1, 0)
        return day

    def end_of(self, day: date) -> datetime:
        """Return the site's closing time on a day, in UTC."""
        local = datetime.combine(day, self.closes, tzinfo=ZoneInfo(self.zone))
        return local.astimezone(UTC)

    def due_in(self, at: datetime, working_days: int) -> datetime:
        """Return the closing time that many working days after a moment, in UTC."""
        return self.end_of(self.after(self.local_day(at), working_days))

    def is_open(self, at: datetime) -> bool:
        """Whether somebody answers at that moment."""
        local = at.astimezone(ZoneInfo(self.zone))
        is_hour = self.opens <= local.time() < self.closes
        return self.is_working(local.date()) and is_hour

    def next_opening(self, at: datetime) -> datetime:
        """Return when somebody answers again, in UTC; the moment itself if now."""
        if self.is_open(at):
            return at
        local = at.astimezone(ZoneInfo(self.zone))
        day = local.date()
        if not self.is_working(day) or local.time() >= self.closes:
            day = self.after(day, 1) if self.is_working(day) else self.after(day, 0)
        opening = datetime.combine(day, self.opens, tzinfo=ZoneInfo(self.zone))
        return opening.astimezone(UTC)


def calendar(
    *,
    zone: str,
    opens: time,
    closes: time,
    weekdays: Collection[int],
    days_off: Collection[date] = (),
) -> Calendar:
    """Return a calendar from plain values."""
    return Calendar(zone, opens, closes, frozenset(weekdays), frozenset(days_off))
