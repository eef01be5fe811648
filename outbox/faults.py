"""Points where a test can make a process crash, stop, sleep or fail."""

import os
import signal
import time


class Fault(RuntimeError):
    """The failure a test asked for."""


def faultpoint(name: str) -> None:
    """
    Do nothing, unless OUTBOX_FAULT asks for a fault at this point.

    For example "finish.inside=crash" or "claim.after=sleep:2". Raises Fault where
    it says "=raise".
    """
    point, _, plan = os.environ.get("OUTBOX_FAULT", "").partition("=")
    if not point or name != point:
        return
    verb, _, seconds = plan.partition(":")
    if verb == "crash":
        os._exit(137)
    if verb == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    if verb == "sleep":
        time.sleep(float(seconds or 1))
    if verb == "raise":
        raise Fault(name)
