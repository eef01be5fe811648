"""How text becomes the rows of a table: line by line, whatever a line holds."""

import csv
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# No column takes a tenth of this. A longer line is cut, and rejected as a row.
LONGEST_LINE = 65_536
_KEPT_OF_A_LONG_LINE = 200
_MOST_LINES = 20
# A spreadsheet runs a cell that begins like this; our own files disarm it by a quote.
_RUNS = ("=", "+", "-", "@", "\t", "\r")


class NotATable(Exception):
    """The text can't be read as a table at all; carries why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold the cells of one row, where it begins, and why it is no row."""

    line: int
    cells: list[str]
    problem: str = ""


class Lines:
    """Hand out lines one at a time, cut where they are too long, and take some back."""

    def __init__(self, read_line: Callable[[int], str]) -> None:
        """Read from a function that returns a line of at most so many letters."""
        self._read_line = read_line
        self._waiting: deque[str] = deque()
        self.number = 0

    def next(self) -> str:
        """Return the next line, or nothing at the end."""
        self.number += 1
        if self._waiting:
            return self._waiting.popleft()
        line = self._read_line(LONGEST_LINE)
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            self._skip_rest()
        return line

    def take_back(self, lines: list[str]) -> None:
        """Hand these out again before anything else."""
        self.number -= len(lines)
        self._waiting.extendleft(reversed(lines))

    def _skip_rest(self) -> None:
        rest = self._read_line(LONGEST_LINE)
        while len(rest) == LONGEST_LINE and not rest.endswith(("\n", "\r")):
            rest = self._read_line(LONGEST_LINE)


def read_header(lines: Lines) -> list[str]:
    """
    Return the names in the first row, in lower case and without spaces around.

    Raises NotATable where there is none, or where it is not in UTF-8.
    """
    first = lines.next().removeprefix("\ufeff")
    if any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in first):
        raise NotATable("It is not in UTF-8. Save it as “CSV UTF-8” and try again.")
    if not first.strip():
        raise NotATable("It is empty: the first line must name the columns.")
    if len(first) == LONGEST_LINE:
        raise NotATable("Its first line is too long to name columns.")
    names = _cells([first])
    if names is None:
        raise NotATable("Its first line opens a quote and does not close it.")
    if len(names) == 1 and (";" in first or "\t" in first):
        raise NotATable("Its columns must be separated by commas.")
    return [name.strip().lower() for name in names]


def read_rows(lines: Lines, width: int) -> Iterator[Row]:
    """Yield every row after the header; a bad one says so and stops nothing."""
    while text := lines.next():
        number = lines.number
        if text.isspace():
            continue
        if len(text) >= LONGEST_LINE:
            shown = text[:_KEPT_OF_A_LONG_LINE]
            yield Row(number, [shown], "The row is too long; this is its beginning.")
            continue
        if '"' not in text:
            cells: list[str] | None = text.rstrip("\r\n").split(",")
        else:
            cells = _cells([text])
        if cells is None:
            cells = _cells_over_lines(lines, text, width)
        if cells is None:
            yield Row(number, [text.rstrip("\r\n")], "A quote is not closed.")
        elif len(cells) != width:
            problem = f"It has {len(cells)} cells; the header names {width}."
            yield Row(number, cells, problem)
        else:
            yield Row(number, cells)


def _cells(lines: list[str]) -> list[str] | None:
    """Return the cells of one row, or None where a quote is wrong."""
    try:
        return next(csv.reader(lines, strict=True))
    except (csv.Error, StopIteration):
        return None


def _cells_over_lines(lines: Lines, text: str, width: int) -> list[str] | None:
    """
    Return the cells of a row that goes on over several lines, or None.

    Lines it can't have meant are handed back, so that a forgotten quote costs one row.
    """
    taken = [text]
    while len(taken) < _MOST_LINES and (more := lines.next()):
        taken.append(more)
        cells = _cells(taken)
        if cells is not None and len(cells) == width:
            return cells
    lines.take_back(taken[1:])
    return None


def disarmed(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(_RUNS) else cell


def rearmed(cell: str) -> str:
    """Return a cell as it was before it was disarmed."""
    if cell[:1] == "'" and cell[1:2] in _RUNS:
        return cell[1:]
    return cell
