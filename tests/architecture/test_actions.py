"""Every address that changes something stands once in docs/actions.md."""

import inspect
import re
from collections import Counter
from typing import NamedTuple

import pytest

from tests.architecture.source import ROOT
from tests.architecture.test_bars import is_there
from tests.pages.finding import patterns

CLASSES = ("undo", "check", "again", "neither")
_ROUTE = re.compile(r"`((?:(?:customer|desk|station):)?[a-z_-]+)`")
_NAMED = re.compile(r"`((?:[\w/]+/)?\w+\.py)((?:::\w+)*)`")
_TAKES = re.compile(r'^@require_(?:POST|http_methods\(.*"POST".*\))$', re.MULTILINE)


class Row(NamedTuple):
    """Be one row of a table: addresses, how they are taken back, what shows it."""

    routes: tuple[str, ...]
    sort: str
    words: str
    ways_back: tuple[str, ...]
    tests: tuple[tuple[str, tuple[str, ...]], ...]


def rows():
    """Return the rows of all tables of the document."""
    for line in (ROOT / "docs/actions.md").read_text(encoding="utf-8").splitlines():
        cells = [each.strip() for each in line.split("|")[1:-1]]
        if len(cells) == 4 and cells[0].startswith("`"):
            tests = tuple(
                (path, tuple(names.split("::")[1:]))
                for path, names in _NAMED.findall(cells[3])
            )
            routes, back = _ROUTE.findall(cells[0]), _ROUTE.findall(cells[2])
            yield Row(tuple(routes), cells[1], cells[2], tuple(back), tests)


def changing():
    """Return the names of the addresses of ours that take what somebody sends."""
    for name, pattern in patterns():
        view = inspect.unwrap(pattern.callback)
        is_ours = view.__module__.startswith("portal.")
        if is_ours and _TAKES.search(inspect.getsource(view)):
            yield name


ROWS = list(rows())
KNOWN = set(changing())


class TestActions:
    def test_each_stands_in_one_row(self):
        named = Counter(route for row in ROWS for route in row.routes)
        assert KNOWN - set(named) == set()
        assert set(named) - KNOWN == set()
        assert [route for route, times in named.items() if times > 1] == []
        assert len(KNOWN) > 150

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: row.routes[0])
    def test_each_has_a_way_back_a_page_before_it_or_a_reason(self, row):
        assert row.sort in CLASSES
        assert set(row.ways_back) <= KNOWN
        assert bool(row.ways_back) == (row.sort == "undo")
        assert row.words or row.routes[0] == "theme"
        assert [each for each in row.tests if not is_there(*each)] == []
