"""What is asked of makers, and what they answer."""

from rma.actions import claiming
from rma.demo.teller import Teller
from rma.models import VendorClaim
from rma.rules.money import Money
from rma.rules.words import ClaimStatus, Role


def open_claims(tell: Teller) -> list[VendorClaim]:
    """Return what makers may owe for the lines of a return."""
    return list(VendorClaim.objects.open().filter(line__case=tell.case).order_by("id"))


def file_claim(tell: Teller, claim: VendorClaim) -> None:
    """File a claim with its maker."""
    by = tell.by(Role.WARRANTY)
    claiming.submit_claim(claim_id=claim.pk, by=by, at=tell.at)
    tell.write()


def hear_answer(
    tell: Teller, claim: VendorClaim, outcome: ClaimStatus, share: int
) -> None:
    """Write what the maker answered, and some days later what came in."""
    by = tell.by(Role.WARRANTY)
    amount = Money(claim.asked_cents * share // 100, claim.currency)
    is_denied = outcome is ClaimStatus.DENIED
    claiming.record_answer(
        claim_id=claim.pk,
        outcome=outcome,
        kind="" if is_denied else "credit",
        amount=None if is_denied else amount,
        reference=f"RA-{tell.chance.randrange(10**5, 10**6)}",
        note="Outside of their terms, they say." if is_denied else "",
        by=by,
        at=tell.at,
    )
    if not is_denied:
        tell.wait(6)
        claiming.record_recovery(claim_id=claim.pk, amount=amount, by=by, at=tell.at)
    tell.write()
