"""Points where a test can make a process crash, stop, sleep or fail."""

import os
import signal
import time

# For example OUTBOX_FAULT="finish.inside=crash" or "claim.after=sleep:2".
_POINT, _, _PLAN = os.environ.get("OUTBOX_FAULT", "").partition("=")


class Fault(RuntimeError):
    """The failure a test asked for."""


def faultpoint(name: str) -> None:
    """
    Do nothing, unless the environment asks for a fault at this point.

    Raises Fault where it asks for that.
    """
    if not _POINT or name != _POINT:
        return
    verb, _, seconds = _PLAN.partition(":")
    if verb == "crash":
        os._exit(137)
    if verb == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    if verb == "sleep":
        time.sleep(float(seconds or 1))
    if verb == "raise":
        raise Fault(name)
