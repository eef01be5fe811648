"""What of a return may still be changed by whoever asked for it, and why not."""

from dataclasses import dataclass

from rma.rules.facts import Fact
from rma.rules.ledger import LineLedger
from rma.rules.remedies import Remedy
from rma.rules.staying import can_stay
from rma.rules.words import Decision, Verdict, Wish

# What somebody may wish for where a person looks first.
OPEN_WISHES = (Wish.REPAIR, Wish.REPLACEMENT, Wish.CREDIT, Wish.REFUND)
_UNDECIDED = (Decision.NEEDS_REVIEW, Decision.NEEDS_INFO)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyChanged(Fact):
    """Tell that another remedy was chosen before the first one was begun."""

    name = "remedy.changed"
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryChanged(Fact):
    """Tell that what we send goes to another address."""

    name = "delivery.changed"
    city: str
    country: str


def may_change(line: LineLedger) -> bool:
    """Whether nothing was begun for a line, so that its remedy is open."""
    if line.decision in _UNDECIDED:
        return True
    is_begun = line.resolved or line.short_closed or line.is_sent_ahead
    return line.decision is Decision.APPROVED and not is_begun


def choosable(
    line: LineLedger, offers: tuple[Remedy, ...], verdict: Verdict, wish: Wish
) -> tuple[Wish, ...]:
    """
    Return what may be chosen at once instead of a wish: what costs nothing.

    A price is agreed with a person. What is here is not swapped in advance any more,
    and what stays with its owner is not repaired.
    """
    if not may_change(line):
        return ()
    if verdict is Verdict.UNKNOWN:
        free: tuple[Wish, ...] = OPEN_WISHES
    else:
        free = tuple(
            each.kind
            for each in offers
            if each.available and not (each.price and each.price.cents)
        )
    is_here = line.received > 0 or line.decision in _UNDECIDED
    return tuple(
        each
        for each in free
        if each is not wish
        and not (each is Wish.ADVANCE_REPLACEMENT and (is_here or line.is_staying))
        and (can_stay(each) or not line.is_staying)
    )
