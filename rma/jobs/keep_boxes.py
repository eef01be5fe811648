"""Boxes that returns share: called off, joined or left, what follows for others."""

from datetime import datetime

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome
from rma.actions import boxing
from rma.rules.actors import SYSTEM


@handler("box.lost")
def give_own_box(
    *, case_id: int, parcel_id: int, lease: Lease, at: datetime
) -> Outcome:
    """Give a return a box of its own; one that has it already stays as it is."""
    boxing.lose_box(case=case_id, parcel_id=parcel_id, by=SYSTEM, at=at)
    return DONE


@handler("box.retell")
def retell_boxes(*, case_id: int, lease: Lease, at: datetime) -> Outcome:
    """Give boxes of a return another label where what lies in them changed."""
    boxing.retell_boxes(case=case_id, by=SYSTEM, at=at)
    return DONE
