"""A thread beside a worker that renews its lease and shows that it is alive."""

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import TracebackType
from typing import Self

from django import db
from django.db.models.functions import Now

from outbox import claim, handlers
from outbox.models import Heartbeat
from outbox.work import worker_name

SHOWN_EVERY = 10.0
log = logging.getLogger(__name__)


class Pulse:
    """
    The beat of one worker process.

    It renews the lease of the job in hand until that kind's limit, and ends the
    process where a handler hangs past it: the lease then runs out by itself. Told
    to stop, it waits `grace` seconds for the job, then hands it back and ends.
    """

    _shown_at = 0.0

    def __init__(
        self, *, lease_for: timedelta, stop: threading.Event, grace: float
    ) -> None:
        """Prepare the beat; it starts on entering."""
        self.lease_for = lease_for
        self.stop = stop
        self.grace = grace
        self._taken: claim.Taken | None = None
        self._since = 0.0
        self._stopped_at: float | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="pulse", daemon=True)

    def __enter__(self) -> Self:
        """Start beating."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop beating."""
        self._over.set()
        self._thread.join()

    @contextmanager
    def watch(self, taken: claim.Taken) -> Iterator[None]:
        """Keep this job's lease alive while its handler runs."""
        self._since = time.monotonic()
        self._taken = taken
        try:
            yield
        finally:
            self._taken = None

    def _beat(self) -> None:
        pause = min(1.0, self.lease_for.total_seconds() / 3)
        renewed_at = time.monotonic()
        while not self._over.wait(pause):
            now = time.monotonic()
            self._end_where_told(now)
            try:
                self._show(now)
                if now - renewed_at >= self.lease_for.total_seconds() / 3:
                    renewed_at = now
                    self._renew(now)
            except db.Error as problem:
                log.warning("The pulse can't reach the database: %s", problem)
                db.connection.close()
        db.connection.close()

    def _renew(self, now: float) -> None:
        taken = self._taken
        if taken is None:
            return
        limit = handlers.find(taken.kind).limit.total_seconds()
        if now - self._since <= limit:
            claim.renew(taken.lease, lease_for=self.lease_for)
        elif now - self._since > limit + self.lease_for.total_seconds():
            log.error("%s hangs past its limit; this worker ends.", taken.kind)
            os._exit(70)

    def _end_where_told(self, now: float) -> None:
        if not self.stop.is_set():
            return
        self._stopped_at = self._stopped_at or now
        taken = self._taken
        if taken is None or now - self._stopped_at < self.grace:
            return
        claim.hand_back(taken.lease)
        log.warning("Handed %s back unfinished, as told to end.", taken.kind)
        os._exit(0)

    def _show(self, now: float) -> None:
        if now - Pulse._shown_at < SHOWN_EVERY:
            return
        Pulse._shown_at = now
        taken = self._taken
        Heartbeat.objects.update_or_create(
            worker=worker_name(),
            defaults={"seen_at": Now(), "doing": taken.kind if taken else ""},
        )
