"""Who pays the way here, by why it comes and whether it is covered."""

from dataclasses import dataclass

from rma.rules.money import Money
from rma.rules.words import Party, Reason, Verdict


@dataclass(frozen=True, slots=True)
class FreightTerms:
    """Hold who pays in each situation, and the flat price of our label."""

    fault: Party
    unwanted: Party
    uncovered: Party
    fee: Money


# Faults of ours or of the maker: nobody else pays for those, whatever a policy says.
_OURS = (
    Reason.WRONG_ITEM,
    Reason.MISSING_PARTS,
    Reason.DAMAGED_IN_TRANSIT,
    Reason.RECALL,
)


def payer(terms: FreightTerms, *, reason: Reason | None, verdict: Verdict) -> Party:
    """Return who pays for the parcel to us."""
    if reason is Reason.UNWANTED:
        return terms.unwanted
    if reason in _OURS:
        return Party.US
    return terms.uncovered if verdict is Verdict.NOT_COVERED else terms.fault


def fee_for(
    terms: FreightTerms, *, reason: Reason | None, verdict: Verdict
) -> Money | None:
    """Return what the customer pays for our label; None where it is free."""
    pays = payer(terms, reason=reason, verdict=verdict) is Party.CUSTOMER
    return terms.fee if pays and terms.fee.cents else None
