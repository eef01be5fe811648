"""The embedded worker: one process that does all work without any broker."""

import logging
import os
import random
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta

from django import db
from django.utils import timezone

from outbox import claim, handlers, work
from outbox.models import Heartbeat
from outbox.pulse import Pulse

SHORTEST_PAUSE = 0.1
RETIRED_EVERY = 600.0
log = logging.getLogger(__name__)


@dataclass
class Loop:
    """
    A worker's life: do what is due, sweep, keep rhythms, sleep, until told to stop.

    `longest_pause` bounds how late it sees new work; `parent` is a process without
    which it must not go on.
    """

    stop: threading.Event
    lease_for: timedelta = claim.USUAL_LEASE
    longest_pause: float = 0.5
    grace: float = 15.0
    parent: int | None = None
    _sweeps_at: float = field(default=0.0, init=False)
    _retired_at: float = field(default=0.0, init=False)
    _ticked: tuple[str, ...] = field(default=(), init=False)

    def run(self) -> None:
        """Work until told to stop, also through a database that comes and goes."""
        handlers.load()
        trouble = 0
        with Pulse(lease_for=self.lease_for, stop=self.stop, grace=self.grace) as pulse:
            while self._may_go_on():
                try:
                    self._work_until_idle(pulse)
                    trouble = 0
                except db.Error as problem:
                    trouble += 1
                    log.warning("The database does not answer: %s", problem)
                    db.connections.close_all()
                    self.stop.wait(min(2**trouble, 30) * random.random())  # noqa: S311
        Heartbeat.objects.filter(worker=work.worker_name()).delete()

    def _work_until_idle(self, pulse: Pulse) -> None:
        pause = SHORTEST_PAUSE
        while self._may_go_on():
            self._do_chores()
            if work.is_due():
                work.drain(
                    limit=100,
                    lease_for=self.lease_for,
                    may_go_on=self._may_take_another,
                    watch=pulse.watch,
                )
                pause = SHORTEST_PAUSE
                continue
            self.stop.wait(pause)
            pause = min(pause * 1.2, self.longest_pause)

    def _may_go_on(self) -> bool:
        if self.parent is not None and os.getppid() != self.parent:
            self.stop.set()
        return not self.stop.is_set()

    def _may_take_another(self) -> bool:
        # Long jobs in a row must not keep lost ones and rhythms waiting for them all.
        return self._may_go_on() and time.monotonic() < self._sweeps_at

    def _do_chores(self) -> None:
        now, at = time.monotonic(), timezone.now()
        keys = tuple(rhythm.key(at) for rhythm in handlers.rhythms())
        if keys != self._ticked:
            work.tick(at)
            self._ticked = keys
        if now >= self._sweeps_at:
            work.sweep()
            usual = min(5.0, self.lease_for.total_seconds() / 2)
            # Spread out, so that many workers do not sweep in step.
            self._sweeps_at = now + usual * random.uniform(0.8, 1.2)  # noqa: S311
        if now >= self._retired_at:
            more = work.retire()
            self._retired_at = now + (1.0 if more else RETIRED_EVERY)
