"""Labels nobody needs any more, given back to the carrier and followed to the end."""

from datetime import datetime

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome, again
from rma.rules.words import N_
from shipping import carriers, purchasing, refunding
from shipping.outcomes import Pending, Unknown, Voided, VoidRefused

_NOT_SAID = N_("The carrier has not said yet.")


@handler("label.void")
def void_label(*, purchase_id: int, lease: Lease, at: datetime) -> Outcome:
    """
    Give one label back and follow its money.

    A carrier that refuses is asked again days later; after that the label stands on
    the list of differences, where a person decides.
    """
    result = purchasing.void(purchase_id=purchase_id, at=at, horizon=carriers.horizon())
    match result:
        case Unknown() | Pending():
            return again(result.look_again_after, why=_NOT_SAID, counts=False)
        case Voided(ask_again_after=wait) if wait:
            return again(wait, why=_NOT_SAID, counts=False)
        case VoidRefused(problem=problem, ask_again_after=wait) if wait:
            return again(wait, why=problem, counts=False)
    return DONE


@handler("label.give-back")
def give_back(*, refund_id: int, lease: Lease, at: datetime) -> Outcome:
    """Give back a label that was sold to us once too often, and follow its money."""
    said = refunding.pursue(refund_id=refund_id, at=at, horizon=carriers.horizon())
    if said.look_again_after is None:
        return DONE
    why = said.problem or _NOT_SAID
    return again(said.look_again_after, why=why, counts=False)
