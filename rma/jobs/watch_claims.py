"""Claims looked after every hour: filing days that come near, and those that passed."""

from datetime import datetime, timedelta

from django.db import transaction

from outbox.handlers import every, handler
from outbox.post import Id, Posting, post_many
from outbox.words import DONE, Lease, Outcome
from rma.actions import claiming
from rma.models import VendorClaim
from rma.rules.actors import SYSTEM

_WARN_DAYS = (14, 7, 2)


@every(timedelta(hours=1), "claims")
def watch_claims(*, lease: Lease, at: datetime) -> Outcome:
    """Post a warning or the lapse for each claim that it is time for."""
    horizon = at.date() + timedelta(days=_WARN_DAYS[0])
    with transaction.atomic():
        post_many(
            _owed(claim, at)
            for claim in VendorClaim.objects.to_file().filter(file_by__lte=horizon)
        )
    return DONE


def _owed(claim: VendorClaim, at: datetime) -> Posting:
    left = (claim.file_by - at.date()).days
    named: dict[str, Id] = {"claim_id": claim.pk}
    if left < 0:
        return Posting("claim.lapse", f"claim.lapse:{claim.pk}:{claim.file_by}", named)
    days = min(days for days in _WARN_DAYS if left <= days)
    return Posting("claim.warn", f"claim.warn:{claim.pk}:{claim.file_by}:{days}", named)


@handler("claim.warn")
def warn_of_filing_day(*, claim_id: int, lease: Lease, at: datetime) -> Outcome:
    """Tell the warranty staff that a filing day comes near."""
    claiming.warn_of_filing_day(claim_id=claim_id, by=SYSTEM, at=at, lease=lease)
    return DONE


@handler("claim.lapse")
def let_claim_lapse(*, claim_id: int, lease: Lease, at: datetime) -> Outcome:
    """Write that a filing day passed, unless the claim was filed or moved."""
    try:
        claiming.let_lapse(claim_id=claim_id, by=SYSTEM, at=at)
    except claiming.NotReady:
        return DONE
    return DONE
