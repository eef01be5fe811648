"""Fresh codes for cases, parcels and claims; a told story may draw its own."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from rma.rules import numbers

_draw: ContextVar[Callable[[int], int]] = ContextVar("draw", default=secrets.randbelow)


def fresh_code() -> str:
    """Return a code nobody can guess, but while a story draws its own."""
    return numbers.mint(_draw.get())


@contextmanager
def drawing_from(draw: Callable[[int], int]) -> Iterator[None]:
    """Draw codes by `draw` inside this block: for a world that is the same twice."""
    before = _draw.set(draw)
    try:
        yield
    finally:
        _draw.reset(before)
