"""Which of many pages show something new: a browser looks only at those."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from typing_extensions import override

# Pages whose addresses differ in numbers alone are of one kind.
_NUMBERS = re.compile(r"[A-Z]+(-[A-Z]+)+|\d+")

_Attrs = list[tuple[str, str | None]]


class _Pieces(HTMLParser):
    """Collect what a page is made of: each element with its attributes and class."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.found: set[object] = set()
        self._before = ""
        self.feed(body.decode())

    @override
    def handle_starttag(self, tag: str, attrs: _Attrs) -> None:
        names = frozenset(name for name, _value in attrs)
        self.found.add((self._before, tag, names, dict(attrs).get("class")))
        self._before = tag


def unlike(pages: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Return the first page of each kind, and those with something not seen before."""
    seen: set[object] = set()
    for path, body in pages:
        pieces = _Pieces(body).found | {_NUMBERS.sub("#", path.partition("?")[0])}
        if not pieces <= seen:
            seen |= pieces
            yield path, body
