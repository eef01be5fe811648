"""Labels compared: ours, the carrier's list, what was spent, what hooks have told."""

from datetime import datetime, timedelta

from outbox.handlers import every
from outbox.words import DONE, Lease, Outcome, again
from rma.models import Site
from shipping import carriers, matching
from shipping.errors import CarrierUnavailable

_LATER = timedelta(minutes=15)


@every(timedelta(days=1), "label.match", limit=timedelta(minutes=30))
def match_labels(*, lease: Lease, at: datetime) -> Outcome:
    """
    Put right what can be, and list the rest for a person.

    What is listed belongs to the contact of the default site until somebody takes it.
    """
    horizon = carriers.horizon()
    try:
        found = matching.match_labels(at=at, owner=_owner(), horizon=horizon)
    except CarrierUnavailable as silence:
        why = "The carrier does not answer."
        return again(silence.retry_after or _LATER, why=why, counts=False)
    if not found.is_complete:
        return again(_LATER, why="The carrier's list could not be read to its end.")
    return DONE


@every(timedelta(minutes=10), "label.match-told", limit=timedelta(minutes=5))
def match_told(*, lease: Lease, at: datetime) -> Outcome:
    """Look for labels that a hook has told of and no order of ours knows."""
    try:
        matching.match_told(at=at, owner=_owner(), horizon=carriers.horizon())
    except CarrierUnavailable as silence:
        why = "The carrier does not answer."
        return again(silence.retry_after or _LATER, why=why, counts=False)
    return DONE


def _owner() -> str:
    site = Site.objects.order_by("-is_default", "id").first()
    return site.contact_name if site else ""
