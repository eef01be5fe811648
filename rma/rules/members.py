"""People of a customer's company: roles, what waits for an approver, and when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, available_timezones

from rma.rules.money import Money
from rma.rules.words import Wish


class MemberRole(StrEnum):
    """What somebody is at their company, as far as we are concerned."""

    OWNER = "owner"
    REQUESTER = "requester"
    APPROVER = "approver"
    FINANCE = "finance"


class Cadence(StrEnum):
    """How often somebody wants to hear of their returns."""

    EACH = "each"
    DAILY = "daily"
    ACT = "act"


class WhyHeld(StrEnum):
    """Why a request waits for an approver of the company."""

    VALUE = "value"
    SWAP = "swap"


# Who says yes to what others may not ask for alone.
DECIDERS = (MemberRole.OWNER, MemberRole.APPROVER)

# How long an invitation can be accepted, and what was exported fetched.
INVITED_FOR = timedelta(hours=72)
EXPORT_KEPT = timedelta(days=7)
# When the one letter of a day leaves, by the customer's clock.
MORNING = time(8)


@dataclass(frozen=True, slots=True)
class Approvals:
    """Say what the requesters of a company may not ask for alone."""

    above: Money | None = None
    swaps: bool = False

    @property
    def are_asked(self) -> bool:
        """Whether anything waits for an approver at all."""
        return self.above is not None or self.swaps

    def why_held(
        self, role: MemberRole, values: Collection[Money], wishes: Collection[Wish]
    ) -> tuple[WhyHeld, ...]:
        """
        Return every reason for which a request waits; none lets it pass.

        A value in another currency than the limit's can't be compared, so it waits.
        """
        if role is not MemberRole.REQUESTER:
            return ()
        found = []
        if self.above is not None and self._is_above(values):
            found.append(WhyHeld.VALUE)
        if self.swaps and Wish.ADVANCE_REPLACEMENT in wishes:
            found.append(WhyHeld.SWAP)
        return tuple(found)

    def _is_above(self, values: Collection[Money]) -> bool:
        limit = self.above
        if limit is None:
            return False
        if any(each.currency != limit.currency for each in values):
            return True
        return sum(each.cents for each in values) > limit.cents


def morning_after(at: datetime, zone: str) -> datetime:
    """Return the next morning, by the clock of a zone; today's where it is to come."""
    there = at.astimezone(ZoneInfo(zone if is_zone(zone) else "UTC"))
    morning = there.replace(
        hour=MORNING.hour, minute=MORNING.minute, second=0, microsecond=0
    )
    return morning if morning > there else morning + timedelta(days=1)


def is_zone(name: str) -> bool:
    """Return whether a time zone has this name."""
    return name in available_timezones()
