"""The codes on a photo, read by a child that cannot do much."""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from rma.rules.uploads import LARGEST_PIXELS, Problem, media_type_of

_CHILD = Path(__file__).with_name("read_codes.py")
# The child is bound to five seconds of work; a busy machine gives them slowly.
_PATIENCE = 15
# Somebody waits at the dock, and so do the other pages of this process.
_AT_ONCE = BoundedSemaphore(2)


def codes_on(photo: bytes) -> tuple[str, ...] | Problem:
    """
    Return the texts of all codes on a photo, or why it cannot be read.

    The photo is only ever opened by a child process with little memory and time.
    """
    claimed = media_type_of(photo) or ""
    if not claimed.startswith("image/"):
        return Problem.WRONG_KIND
    try:
        with _AT_ONCE:
            done = subprocess.run(  # noqa: S603 - our own file, nothing of a stranger's
                [sys.executable, "-I", str(_CHILD), str(LARGEST_PIXELS)],
                input=photo,
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
                env={},
            )
    except subprocess.TimeoutExpired:
        return Problem.TOO_HARD
    if done.returncode or not done.stdout:
        return Problem.TOO_HARD
    told = json.loads(done.stdout)
    if "problem" in told:
        return Problem(told["problem"])
    return tuple(told["codes"])
