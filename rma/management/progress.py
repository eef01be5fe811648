"""A bar that shows how far a long command has come."""

import os
import stat
import time
from typing import IO, Self

from django.core.management.base import OutputWrapper

_WIDTH = 30
_EVERY_SECONDS = 0.2
_SPOKEN_EVERY = 10_000


class Progress:
    """Show rows done: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, source: IO[str], out: OutputWrapper) -> None:
        """Watch a file being read; one of unknown size shows counts only."""
        self._source = source
        self._out = out
        self._size = _size_of(source)
        self._is_terminal = bool(out.isatty())
        self._rows = self._spoken = 0
        self._shown_at = 0.0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_why: object) -> None:
        """Leave the bar as it stands, full where all is done."""
        if self._is_terminal and self._rows:
            self._draw()
            self._out.write("")

    def show(self, more: int) -> None:
        """Count rows done, and show it if it is time."""
        self._rows += more
        if not self._is_terminal:
            if self._rows - self._spoken >= _SPOKEN_EVERY:
                self._spoken = self._rows
                told = f"{self._rows} rows read{self._percent()}"
                self._out.write(told, style_func=str)
        elif time.monotonic() - self._shown_at > _EVERY_SECONDS:
            self._draw()
            self._shown_at = time.monotonic()

    def _draw(self) -> None:
        filled = round(self._share() * _WIDTH)
        bar = "#" * filled + "." * (_WIDTH - filled)
        shown = f"[{bar}] " if self._size else ""
        row = f"\r{shown}{self._rows} rows{self._percent()}"
        self._out.write(row, style_func=str, ending="")
        self._out.flush()

    def _share(self) -> float:
        if not self._size:
            return 0.0
        return min(os.lseek(self._source.fileno(), 0, os.SEEK_CUR) / self._size, 1.0)

    def _percent(self) -> str:
        return f", {self._share():.0%}" if self._size else ""


def _size_of(source: IO[str]) -> int:
    try:
        about = os.fstat(source.fileno())
    except OSError:
        return 0
    return about.st_size if stat.S_ISREG(about.st_mode) else 0
