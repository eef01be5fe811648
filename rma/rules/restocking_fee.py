"""What is kept of a price for taking back what had no fault and was not needed."""

from rma.rules.money import Money
from rma.rules.words import Basis, Reason


def fee_for(
    price: Money, *, percent: int, reason: Reason | None, basis: Basis | None
) -> Money | None:
    """
    Return the restocking fee of a price; None where none is due.

    Who gives it back by law pays nothing for that, whoever else asks for a fee.
    """
    if reason is not Reason.UNWANTED or basis is Basis.LAW:
        return None
    fee = price.share(percent)
    return fee if fee.cents else None
