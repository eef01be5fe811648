"""The jobs of labels, as workers of the chaos run them: the same calls, no case."""

from datetime import timedelta

from outbox import words
from outbox.work import handler
from shipping import purchasing, refunding
from shipping.outcomes import Pending, Unknown

HORIZON = timedelta(seconds=0.5)


@handler("label.buy", attempts=10_000)
def buy(*, purchase_id, lease, at):
    said = purchasing.settle(purchase_id=purchase_id, at=at, horizon=HORIZON)
    if isinstance(said, Unknown | Pending):
        return words.again(said.look_again_after, counts=False)
    return words.DONE


@handler("label.void", attempts=10_000)
def void(*, purchase_id, lease, at):
    said = purchasing.void(purchase_id=purchase_id, at=at, horizon=HORIZON)
    if isinstance(said, Unknown | Pending):
        return words.again(said.look_again_after, counts=False)
    return words.DONE


@handler("label.give-back", attempts=10_000)
def give_back(*, refund_id, lease, at):
    said = refunding.pursue(refund_id=refund_id, at=at, horizon=HORIZON)
    if said.state in ("asked", "returning"):
        return words.again(said.look_again_after, counts=False)
    return words.DONE
