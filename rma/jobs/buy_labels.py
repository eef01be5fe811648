"""Labels ordered, bought once, and handed to their cases; or refused."""

from datetime import datetime

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome, again
from rma.actions import labelling
from rma.rules.actors import Actor, ActorKind
from rma.rules.words import N_
from shipping import carriers, purchasing
from shipping.outcomes import Declined, Pending, Purchased, Unknown

_CARRIER = Actor(ActorKind.CARRIER, "Carrier")


@handler("label.buy")
def buy_label(*, purchase_id: int, lease: Lease, at: datetime) -> Outcome:
    """
    Buy one ordered label and hand what came of it to the case.

    An unclear answer is looked up later and uses no attempt up; a refusal is a
    decision for a person.
    """
    result = purchasing.settle(
        purchase_id=purchase_id, at=at, horizon=carriers.horizon()
    )
    match result:
        case Purchased():
            labelling.hand_over_label(
                purchase_id=purchase_id, by=_CARRIER, at=at, lease=lease
            )
        case Declined():
            labelling.report_refusal(
                purchase_id=purchase_id, by=_CARRIER, at=at, lease=lease
            )
        case Unknown() | Pending():
            why = N_("The carrier has not said yet.")
            return again(result.look_again_after, why=why, counts=False)
    return DONE
