"""Units that stay with their owner: put right, or their proof looked at by rule."""

from datetime import datetime

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome
from rma.actions import staying
from rma.rules.actors import SYSTEM


@handler("stay.settle")
def settle(*, line_id: int, lease: Lease, at: datetime) -> Outcome:
    """Put right a unit that stays and asks for no proof; twice is once."""
    staying.settle_stay(line_id=line_id, by=SYSTEM, at=at, lease=lease)
    return DONE


@handler("stay.look")
def look(*, line_id: int, lease: Lease, at: datetime) -> Outcome:
    """Look at a proof as far as a rule can; twice is once."""
    staying.look_at_stay_proof(line_id=line_id, by=SYSTEM, at=at, lease=lease)
    return DONE
