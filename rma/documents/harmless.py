"""Files of strangers made harmless: drawn again by a child that cannot do much."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rma.rules.uploads import LARGEST_PIXELS, MOST_PAGES, Problem, media_type_of

_CHILD = Path(__file__).with_name("redraw.py")
# The child is bound to five seconds of work; a busy machine gives them slowly.
_PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Copy:
    """Hold what was drawn again, and what it is now."""

    content: bytes
    media_type: str


def copy_of(content: bytes) -> Copy | Problem:
    """
    Return a copy that holds the pixels and nothing else, or why there is none.

    The file is only ever opened by a child process with little memory and time; one
    that breaks the child is too hard, and breaks nothing here.
    """
    claimed = media_type_of(content)
    if claimed is None:
        return Problem.WRONG_KIND
    limits = (str(LARGEST_PIXELS), str(MOST_PAGES))
    try:
        done = subprocess.run(  # noqa: S603 - our own file, nothing of the stranger's
            [sys.executable, "-I", str(_CHILD), claimed, *limits],
            input=content,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        return Problem.TOO_HARD
    head, _newline, copy = done.stdout.partition(b"\n")
    if done.returncode or not head:
        return Problem.TOO_HARD
    told = json.loads(head)
    if "problem" in told:
        return Problem(told["problem"])
    return Copy(copy, told["type"])
