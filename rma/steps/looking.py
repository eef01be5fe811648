"""What a look at a unit does beside being written down: claims, and looks before it."""

from collections.abc import Sequence
from datetime import datetime

from rma.models import CaseLine, Inspection, VendorClaim
from rma.rules import vendor_terms
from rma.rules.obligations import ClaimMoved
from rma.rules.vendor_terms import ClaimDates
from rma.rules.words import ClaimStatus, Finding
from rma.steps import evidence


def counted(line: CaseLine) -> list[Inspection]:
    """Return the looks at a line that count, the newest last."""
    looks = line.inspections.filter(is_repeat=False, superseded_at=None)
    return list(looks.order_by("id"))


def count(line: CaseLine, quantity: int, at: datetime) -> bool:
    """
    Count a look at units and return whether it only repeats.

    One at all that is here counts instead of those before it.
    """
    is_again = line.inspected + quantity > line.received
    if is_again and quantity < line.received:
        return True
    aside = put_aside(line, counted(line), at) if is_again else 0
    line.count_inspected(quantity - aside, at=at)
    return False


def put_aside(line: CaseLine, looks: Sequence[Inspection], at: datetime) -> int:
    """
    Let a newer look count instead; return of how many units they told.

    A claim that was given up for what they found waits again.
    """
    Inspection.objects.filter(pk__in=[look.pk for look in looks]).update(
        superseded_at=at
    )
    VendorClaim.objects.filter(
        line=line,
        status=ClaimStatus.WITHDRAWN,
        why__in={look.outcome for look in looks},
    ).update(status=ClaimStatus.PROSPECTIVE, completed_at=None, why="")
    return sum(look.quantity for look in looks)


def complete_claim(
    line: CaseLine, outcome: Finding, at: datetime
) -> tuple[ClaimMoved, ...]:
    """Make the claim ready to file, or withdraw it where nothing is owed."""
    claim = VendorClaim.objects.to_file().filter(line=line).first()
    if claim is None:
        key = f"inspected:{line.pk}:{at.isoformat()}"
        evidence.changed(case_id=line.case_id, key=key, at=at)
        return ()
    claim.file_by = vendor_terms.file_by(
        claim.manufacturer.terms,
        ClaimDates(
            line.case.opened_at.date(), received_on=at.date(), inspected_on=at.date()
        ),
    )
    claim.completed_at = at
    claim.status = ClaimStatus.READY
    if not vendor_terms.is_recoverable(outcome):
        claim.status, claim.why = ClaimStatus.WITHDRAWN, outcome
    claim.save()
    return (ClaimMoved(line=line.position, claim=claim.number, status=claim.status),)
