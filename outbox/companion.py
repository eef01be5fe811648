"""The process beside each Celery worker that does what no message announced."""

import os
import subprocess
import sys
from typing import Any

from celery import bootsteps


class Companion(bootsteps.StartStopStep):  # type: ignore[misc]
    """
    Keep one broker-free work loop alive for as long as the Celery worker lives.

    With it, a broker that is down, forgets or goes deaf costs seconds, not work.
    """

    requires = {"celery.worker.components:Timer"}
    LOOK_EVERY = 5.0
    GRACE = 20.0

    def __init__(self, worker: Any, **options: Any) -> None:  # noqa: ANN401
        """Prepare; nothing runs yet."""
        super().__init__(worker, **options)
        self.process: subprocess.Popen[bytes] | None = None
        self.timer: Any = None

    def start(self, worker: Any) -> None:  # noqa: ANN401
        """Start the companion, and look after it."""
        self._see_to_it()
        self.timer = worker.timer.call_repeatedly(self.LOOK_EVERY, self._see_to_it)

    def stop(self, worker: Any) -> None:  # noqa: ANN401
        """End the companion after the job in its hand."""
        if self.timer is not None:
            self.timer.cancel()
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(self.GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()

    terminate = stop

    def _see_to_it(self) -> None:
        if self.process is not None and self.process.poll() is None:
            return
        command = ["-m", "django", "work", "--pause", "2", "--parent", str(os.getpid())]
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, *command], start_new_session=True
        )
