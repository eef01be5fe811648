"""Orders without a clear answer, watched for a day: a label may still appear."""

from datetime import datetime, timedelta

from outbox.handlers import every
from outbox.words import DONE, Lease, Outcome, again
from shipping import carriers, watching


@every(timedelta(minutes=5), "label.watch")
def watch_orders(*, lease: Lease, at: datetime) -> Outcome:
    """Look for labels that were sold after we had stopped waiting for them."""
    watched = watching.watch_orders(at=at, horizon=carriers.horizon())
    if watched.is_all:
        return DONE
    return again(timedelta(seconds=10), counts=False)
