"""Every bar of the design has one row in docs/bars.md, and its tests are there."""

import ast
import re
from itertools import chain
from typing import NamedTuple

import pytest

from tests.architecture.source import ROOT, tree_of

GROUPS = {"G": 15, "C": 12, "T": 12, "W": 12}
STATES = ("kept", "partly", "not reached")
_CELLS = re.compile(r"(?<!\\)\|")
_NAMED = re.compile(r"`((?:[\w/]+/)?\w+\.py)((?:::\w+)*)`")


class Bar(NamedTuple):
    """Be one row of a table: which bar, how far it is kept, and by what shown."""

    name: str
    state: str
    figure: str
    shown_by: tuple[tuple[str, tuple[str, ...]], ...]


def bars(text):
    """Return the rows about bars of a document."""
    for line in text.splitlines():
        cells = [each.strip() for each in _CELLS.split(line)[1:-1]]
        if len(cells) == 5 and re.fullmatch(r"[GCTW]\d+", cells[0]):
            found = _NAMED.findall(cells[4])
            shown = tuple((path, tuple(name.split("::")[1:])) for path, name in found)
            yield Bar(cells[0], cells[2], cells[3], shown)


def is_there(path, names):
    """Say whether a file of tests holds a class or function, one within the other."""
    if not (ROOT / "tests" / path).is_file():
        return False
    body = tree_of(ROOT / "tests" / path).body
    for name in names:
        named = (ast.ClassDef, ast.FunctionDef)
        inner = [each for each in body if isinstance(each, named) and each.name == name]
        if not inner:
            return False
        body = inner[0].body
    return True


ROWS = list(bars((ROOT / "docs/bars.md").read_text(encoding="utf-8")))


class TestBars:
    def test_each_has_one_row_in_its_order(self):
        wanted = [
            [f"{group}{at + 1}" for at in range(GROUPS[group])] for group in GROUPS
        ]
        assert [bar.name for bar in ROWS] == list(chain(*wanted))

    @pytest.mark.parametrize("bar", ROWS, ids=lambda bar: bar.name)
    def test_each_says_how_far_it_is_kept_and_what_shows_it(self, bar):
        assert bar.state in STATES
        missing = [each for each in bar.shown_by if not is_there(*each)]
        assert missing == []
        assert bar.shown_by or bar.state == "not reached"
        # What is not kept whole says what is missing, what is not reached a figure.
        assert bar.figure or bar.state == "kept"
        assert re.search(r"\d", bar.figure) or bar.state != "not reached"


class TestTheReader:
    def test_finds_what_is_there_and_misses_what_is_not(self):
        here = "architecture/test_bars.py"
        assert is_there(here, ())
        assert is_there(here, ("TestBars", "test_each_has_one_row_in_its_order"))
        assert not is_there(here, ("TestBars", "test_nothing"))
        assert not is_there("architecture/test_nothing.py", ())

    def test_reads_a_row(self):
        row = "| G1 | asked | kept | all | `a/test_b.py::TestC::test_d` `e.py` |"
        shown = (("a/test_b.py", ("TestC", "test_d")), ("e.py", ()))
        assert list(bars(row)) == [Bar("G1", "kept", "all", shown)]
        assert list(bars("| G1 | asked | kept |")) == []
