"""What a company lets nobody ask for alone: one look, whatever the door."""

from collections.abc import Iterable

from rma.models import Account, CaseLine
from rma.rules.members import DECIDERS, MemberRole, WhyHeld
from rma.rules.sold_to import EndCustomers
from rma.rules.words import Wish
from rma.steps.requests import ReturnRequest


class NeedsApproval(Exception):
    """An approver of the company decides on it first; carries why."""

    def __init__(self, reasons: tuple[WhyHeld, ...]) -> None:
        """Remember the reasons."""
        super().__init__(", ".join(reasons))
        self.reasons = reasons


def reasons_for(
    account: Account, role: MemberRole, lines: Iterable[CaseLine]
) -> tuple[WhyHeld, ...]:
    """Return why lines asked for in a role wait for an approver; none lets them go."""
    asked = list(lines)
    return account.approvals.why_held(
        role,
        [line.value for line in asked if line.value],
        [Wish(line.wish) for line in asked],
    )


def refuse_request(
    request: ReturnRequest, account: Account, lines: Iterable[CaseLine]
) -> None:
    """Refuse what whoever asks may not ask for alone; raises NeedsApproval."""
    if request.asked_by_guest:
        refuse_guest(account, lines)
    elif request.asked_as:
        refuse(account, request.asked_as, lines)


def refuse(account: Account, role: MemberRole, lines: Iterable[CaseLine]) -> None:
    """Refuse what somebody in this role may not ask for alone; raises NeedsApproval."""
    reasons = reasons_for(account, role, lines)
    if reasons:
        raise NeedsApproval(reasons)


def refuse_guest(account: Account, lines: Iterable[CaseLine]) -> None:
    """
    Refuse what nobody of a company may ask for alone; raises NeedsApproval.

    Who knows a serial goes round no approver. It goes through where nobody is there who
    could say yes, and where a reseller sends us its own customers.
    """
    approvals = account.approvals
    if not approvals.are_asked or account.end_customers == EndCustomers.TO_US:
        return
    if account.contacts.members().filter(role__in=DECIDERS).exists():
        refuse(account, MemberRole.REQUESTER, lines)


def refuse_swap(account: Account, role: MemberRole) -> None:
    """Refuse a swap chosen later like one asked for at once; raises NeedsApproval."""
    if WhyHeld.SWAP in account.approvals.why_held(role, (), _A_SWAP):
        raise NeedsApproval((WhyHeld.SWAP,))


_A_SWAP = (Wish.ADVANCE_REPLACEMENT,)
