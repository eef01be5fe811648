"""What a company lets nobody ask for alone: one look, whatever the door."""

from collections.abc import Iterable

from rma.models import Account, CaseLine
from rma.rules.members import MemberRole, WhyHeld
from rma.rules.words import Wish


class NeedsApproval(Exception):
    """An approver of the company decides on it first; carries why."""

    def __init__(self, reasons: tuple[WhyHeld, ...]) -> None:
        """Remember the reasons."""
        super().__init__(", ".join(reasons))
        self.reasons = reasons


def refuse(account: Account, role: MemberRole, lines: Iterable[CaseLine]) -> None:
    """Refuse what somebody in this role may not ask for alone; raises NeedsApproval."""
    asked = list(lines)
    reasons = account.approvals.why_held(
        role,
        [line.value for line in asked if line.value],
        [Wish(line.wish) for line in asked],
    )
    if reasons:
        raise NeedsApproval(reasons)
