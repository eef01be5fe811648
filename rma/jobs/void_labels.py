"""Labels nobody needs any more, given back to the carrier."""

from datetime import datetime

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome, again, dead
from shipping import purchasing
from shipping.outcomes import Pending, Unknown, VoidRefused


@handler("label.void")
def void_label(*, purchase_id: int, lease: Lease, at: datetime) -> Outcome:
    """Give one label back; where the carrier refuses, a person decides what next."""
    result = purchasing.void(purchase_id=purchase_id, at=at)
    match result:
        case VoidRefused(problem=problem):
            return dead(problem or "The carrier does not take the label back.")
        case Unknown() | Pending():
            why = "The carrier has not said yet."
            return again(result.look_again_after, why=why, counts=False)
    return DONE
