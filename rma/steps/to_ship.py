"""What waits to be packed: its day is the one the customer was given."""

from rma.models import Dispatch, Promise
from rma.rules.words import Step


def follow(promise: Promise) -> None:
    """Let what waits to be packed have the later day that its promise was given."""
    if promise.step not in (Step.SHIP_REPLACEMENT, Step.RESOLVE):
        return
    waiting = (
        Dispatch.objects.to_ship()
        .own()
        .filter(
            line__case=promise.case_id,
            is_ahead=promise.step == Step.SHIP_REPLACEMENT,
            due_at__lt=promise.due_at,
        )
    )
    waiting.update(due_at=promise.due_at)
