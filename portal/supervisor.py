"""One small supervisor: keeps the web server and the work loop alive, and ends both."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

GRACE = 20.0
LONGEST_PAUSE = 30.0
# A child that lived this long starts afresh with the shortest pause.
SETTLED = 60.0


@dataclass
class Child:
    """One command and the process that runs it now."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    again_at: float = 0.0
    pause: float = field(default=0.0)

    def start(self) -> None:
        """Run the command in a session of its own, so that its whole group can end."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            self.command, start_new_session=True
        )

    def look_after(self, say: Callable[[str], None]) -> None:
        """Start the process again where it has died, later each time."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self.signal(signal.SIGKILL)
        self.process = None
        if now - self.started_at > SETTLED:
            self.pause = 0.0
        self.pause = min(self.pause * 2 or 1.0, LONGEST_PAUSE)
        self.again_at = now + self.pause
        say(f"{self.name} ended ({code}); it starts again in {self.pause:.0f} s.")

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the whole group, also where its leader is gone."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)

    def is_gone(self) -> bool:
        """Say whether no process of the group is left."""
        if self.process is None:
            return True
        self.process.poll()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, 0)
            return False
        return True


def run(
    children: list[Child],
    *,
    stop: threading.Event,
    say: Callable[[str], None],
    grace: float = GRACE,
) -> None:
    """Keep all children running until told to stop; leave no process behind."""
    try:
        for child in children:
            child.start()
        while not stop.wait(0.2):
            for child in children:
                child.look_after(say)
    finally:
        end(children, grace)


def end(children: list[Child], grace: float) -> None:
    """Ask every group to end, wait, and kill what is left."""
    for child in children:
        child.signal(signal.SIGTERM)
    ends = time.monotonic() + grace
    while time.monotonic() < ends and not all(child.is_gone() for child in children):
        time.sleep(0.05)
    for child in children:
        child.signal(signal.SIGKILL)
        if child.process is not None:
            child.process.wait()
