"""The one task of Celery: do what is due."""

import threading
import time

from celery import shared_task

from outbox import claim, doorbell, work
from outbox.pulse import Pulse

SLICE = 20.0


@shared_task(name=doorbell.TASK, ignore_result=True)
def drain(**_later: object) -> None:
    """Do the work that is due, until none is left or the time slice ends."""
    ends = time.monotonic() + SLICE
    lease_for, never = claim.USUAL_LEASE, threading.Event()
    with Pulse(lease_for=lease_for, stop=never, grace=SLICE) as pulse:
        work.drain(
            lease_for=lease_for,
            may_go_on=lambda: time.monotonic() < ends,
            watch=pulse.watch,
        )
    if work.is_due():
        doorbell.ring()
