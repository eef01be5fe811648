"""Hooks of carriers read a few times a minute; what they hint at is asked for."""

from datetime import datetime, timedelta

from outbox.handlers import every
from outbox.words import DONE, Lease, Outcome, again
from shipping import inbox


@every(timedelta(seconds=15), "hooks")
def read_hooks(*, lease: Lease, at: datetime) -> Outcome:
    """Read the hooks that wait, and go on while there are."""
    if inbox.read_batch(at=at):
        return again(timedelta(0), counts=False)
    return DONE
