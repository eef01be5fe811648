"""The facts of what a customer chooses, and of what is charged for it."""

from dataclasses import dataclass

from rma.rules.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceAsked(Fact):
    """Tell that the customer may choose, until when, and what we do otherwise."""

    name = "choice.asked"
    finding: str
    due_on: str
    send_back_on: str
    options: str
    fee: str = ""
    price: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceMade(Fact):
    """Tell what was chosen, or done without an answer, and what it costs."""

    name = "choice.made"
    choice: str
    amount: str = ""
    is_default: str = ""
    is_agreed_before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeWaived(Fact):
    """Tell that a fee accepted before is not charged, and why."""

    name = "fee.waived"
    amount: str
    reason: str
