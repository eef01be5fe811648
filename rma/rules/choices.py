"""What a customer may choose where we found nothing to repair: ways, prices, days."""

from dataclasses import dataclass
from enum import StrEnum

from rma.rules.money import Money
from rma.rules.words import N_, Finding


class Option(StrEnum):
    """What the customer may have done with a unit that we did not find at fault."""

    SEND_BACK = "send_back"
    SECOND_LOOK = "second_look"
    PAID_REPAIR = "paid_repair"
    KEEP_FOR_CREDIT = "keep_for_credit"


# What we ask about; every other finding has a remedy that was promised already.
ASKED_ABOUT = (Finding.NO_FAULT_FOUND, Finding.EXTERNAL_DAMAGE)


# Kept with a choice that was made before anybody asked.
AGREED_BEFORE = N_("Agreed to while asking for the return.")


@dataclass(frozen=True, slots=True)
class ChoiceTerms:
    """Hold what a policy lets customers choose; a share of nothing is not offered."""

    has_second_look: bool
    keep_percent: int
    paid_repair: Money | None
    no_fault_fee: Money


@dataclass(frozen=True, slots=True)
class Found:
    """Hold what decides about one question: the finding, and what went before it."""

    finding: Finding
    value: Money | None = None
    accepted_fee: Money | None = None
    had_second_look: bool = False
    may_credit: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold what may be chosen; `fee` goes with sending back, `price` with a repair."""

    options: tuple[Option, ...]
    fee: Money | None
    price: Money | None
    credit: Money | None

    def cost_of(self, option: Option) -> Money | None:
        """Return what the customer pays where they choose that; None for nothing."""
        return {Option.SEND_BACK: self.fee, Option.PAID_REPAIR: self.price}.get(option)

    def must_agree(self, option: Option) -> bool:
        """Whether a price is new to them, so that they agree to it while choosing."""
        return option is Option.PAID_REPAIR


def offer(terms: ChoiceTerms, found: Found) -> Offer:
    """
    Return what a customer may choose, and at what price.

    Sending back comes first and is always there: it is what we do without an answer.
    A fee is due for a finding of no fault only, where it was accepted in writing
    before, and never above what was accepted.
    """
    credit = _credit(terms, found)
    price = terms.paid_repair
    offered = {
        Option.SEND_BACK: True,
        Option.SECOND_LOOK: terms.has_second_look and not found.had_second_look,
        Option.PAID_REPAIR: price is not None and price.cents > 0,
        Option.KEEP_FOR_CREDIT: credit is not None,
    }
    return Offer(
        tuple(option for option, is_offered in offered.items() if is_offered),
        fee=_fee(terms, found),
        price=price if offered[Option.PAID_REPAIR] else None,
        credit=credit,
    )


def _fee(terms: ChoiceTerms, found: Found) -> Money | None:
    accepted, asked = found.accepted_fee, terms.no_fault_fee
    if found.finding is not Finding.NO_FAULT_FOUND or accepted is None:
        return None
    if accepted.currency != asked.currency:
        return None
    due = min(accepted.cents, asked.cents)
    return Money(due, asked.currency) if due else None


def _credit(terms: ChoiceTerms, found: Found) -> Money | None:
    if found.value is None or not found.may_credit:
        return None
    share = found.value.share(terms.keep_percent)
    return share if share.cents else None


def is_agreed(offer: Offer, finding: Finding, limit: Money | None) -> bool:
    """
    Whether a repair was agreed to before, so that nobody is asked.

    What has no fault needs no repair, whatever was agreed.
    """
    if limit is None or offer.price is None or finding is not Finding.EXTERNAL_DAMAGE:
        return False
    is_same = offer.price.currency == limit.currency
    return is_same and offer.price.cents <= limit.cents
