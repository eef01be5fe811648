"""Serial numbers as people type and scanners read them."""

import contextlib
import csv
import re
import unicodedata
from collections.abc import Callable

# Every dash that word processors and PDFs make of a hyphen, and one that is not seen.
_DASHES = "\u00ad\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_SEPARATORS = re.compile(rf"[\s\-{_DASHES}_./:#]+")
# "SN 1" may be a serial of its own; only what can be nothing else is a label.
_LABEL = re.compile(
    r"^(?:S/N|SERIAL(?:\s*(?:NO|NUMBER))?)\s*[:#.]?\s+|^S/?N\s*[:#]\s*",
    re.IGNORECASE,
)


def key_of(serial: str) -> str:
    """Return the serial in one form: upper case, no separators, at most 80 long."""
    plain = unicodedata.normalize("NFKC", serial).strip()
    return _SEPARATORS.sub("", _LABEL.sub("", plain)).upper()[:80]


_MARKED_WIDE = (b"\xff\xfe", b"\xfe\xff")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")


def text_of(sent: bytes) -> str | None:
    """
    Return the text of a list as spreadsheets save it, or None for what is no text.

    Some still write one byte a letter, or two; an umlaut in a heading is no reason to
    turn a list away.
    """
    wide = sent.startswith(_MARKED_WIDE)
    for codec in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            text = sent.decode(codec)
            is_text = codec != "cp1252" or not _NO_TEXT.search(text)
            return text.replace("\x00", "") if is_text else None
    return None


_HEADERS = frozenset({"S/N", "SN", "SERIAL", "SERIALS"})
_BEGIN_A_HEADER = ("SERIALN", "SERIENN", "SERIENUM")


def serials_in(table: str) -> list[str]:
    """
    Return the serials of a list: of the column whose heading says so, or looks it.

    Commas, semicolons and tabs may separate; quotes are understood.
    """
    lines = [line for line in table.splitlines() if line.strip()]
    if not lines:
        return []
    marks = max(",;\t", key=lines[0].count)
    rows = [
        [cell.strip().lstrip("=").strip('" ') for cell in row]
        for row in csv.reader(lines, delimiter=marks)
    ]
    heads = [_SEPARATORS.sub("", cell).upper() for cell in rows[0]]
    named = (place for place, head in enumerate(heads) if _is_heading(head))
    place = next(named, None)
    if place is not None:
        return _column(rows[1:], place)
    found = _column(rows, max(range(max(map(len, rows))), key=_likeliest(rows)))
    is_headed = any(map(_DIGIT.search, found)) and not _DIGIT.search(found[0])
    return found[1:] if is_headed else found


_DIGIT = re.compile(r"\d")
# A running number is no serial.
_LIKELY = re.compile(r"(?=.*\d).{4}")


def _is_heading(head: str) -> bool:
    return head in _HEADERS or head.startswith(_BEGIN_A_HEADER)


def _column(rows: list[list[str]], place: int) -> list[str]:
    return [row[place][:80] for row in rows if len(row) > place and row[place]]


def _likeliest(rows: list[list[str]]) -> Callable[[int], tuple[int, int]]:
    """Return by what a column looks like serials: digits in each, all of them apart."""

    def weight(place: int) -> tuple[int, int]:
        cells = [cell for cell in _column(rows, place) if _LIKELY.match(cell)]
        return len(cells), len(set(cells))

    return weight
