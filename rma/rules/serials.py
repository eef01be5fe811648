"""Serial numbers as people type and scanners read them."""

import contextlib
import csv
import re
import unicodedata

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


_HEADERS = frozenset({"S/N", "SN", "SERIAL", "SERIALS", "SERIALNO", "SERIALNUMBER"})


def serials_in(table: str) -> list[str]:
    """
    Return the serials of a list: the column whose heading says so, or the first one.

    Commas, semicolons and tabs may separate; quotes are understood.
    """
    lines = [line for line in table.splitlines() if line.strip()]
    if not lines:
        return []
    marks = max(",;\t", key=lines[0].count)
    rows = [
        [cell.strip() for cell in row] for row in csv.reader(lines, delimiter=marks)
    ]
    heads = [_SEPARATORS.sub("", cell).upper() for cell in rows[0]]
    column = next((at for at, head in enumerate(heads) if head in _HEADERS), None)
    below = rows if column is None else rows[1:]
    place = column or 0
    return [row[place][:80] for row in below if len(row) > place and row[place]]
