"""The letters of a day, each at the hour its reader chose."""

from datetime import datetime

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome
from rma.actions import digesting


@handler("digest")
def write_digest(*, preference_id: int, lease: Lease, at: datetime) -> Outcome:
    """Write what waits for somebody as the one letter of their day."""
    digesting.write_digest(preference_id=preference_id, at=at, lease=lease)
    return DONE
