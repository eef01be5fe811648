"""The numbers of cases and parcels: minted, read back from anything, and shown."""

import re
import unicodedata
from collections.abc import Callable

# Consonants without look-alikes, on the same key of every Latin keyboard.
ALPHABET = "BCDFGHJKNPRSTVX"
LENGTH = 13
PREFIX = "RMA"

_BASE = len(ALPHABET)
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
# Powers of two modulo 15. Every weight, and every difference of two neighbours, has
# no factor in common with 15: so the sum changes with any single wrong letter and
# with any two neighbours swapped. None of these is missed.
_WEIGHTS = tuple(pow(2, place, _BASE) for place in range(LENGTH))

# What some scanners send before the code: "]Q1", "]C0" (AIM symbology identifiers); a
# German or Spanish computer writes a plus for the bracket, a French one a dollar.
_SCANNER_MARK = re.compile(r"^\s*(?:\][A-Za-z][0-9A-Za-z]|[+$][A-Za-z][0-9])")
_GROUP = re.compile(r"[A-Z0-9]+")
# A longer group is only ever a whole code: a lone letter of a web address in front of
# a code that lost a letter must not complete it.
_LONGEST_PART = 9


def mint(randbelow: Callable[[int], int]) -> str:
    """Return a new code: twelve letters drawn by `randbelow` and one that checks."""
    return checked("".join(ALPHABET[randbelow(_BASE)] for _ in range(LENGTH - 1)))


def checked(body: str) -> str:
    """Return twelve letters with the one that checks them."""
    rest = -_weighed(body) * pow(_WEIGHTS[-1], -1, _BASE)
    return body + ALPHABET[rest % _BASE]


def parse(text: str) -> str | None:
    """
    Return the last code that stands in the text, or None where there is none.

    Case, spaces, dashes, the RMA prefix, a web address around it and the signs a
    scanner set to another keyboard makes of `:`, `/` and `-` do not matter. A letter
    or digit that codes don't use, or a check letter that doesn't fit, does.
    """
    groups = _groups(text)
    for last in range(len(groups) - 1, -1, -1):
        code = _code_ending_with(groups, last)
        if code is not None:
            return code
    return None


def is_code(code: str) -> bool:
    """Say whether this is a code in its stored form, check letter and all."""
    in_alphabet = all(letter in _VALUES for letter in code)
    return len(code) == LENGTH and in_alphabet and _weighed(code) % _BASE == 0


def is_mistyped(text: str) -> bool:
    """Say whether a text has the letters of a code, and one of them is wrong."""
    letters = "".join(_groups(text))
    in_alphabet = all(letter in _VALUES for letter in letters)
    return len(letters) == LENGTH and in_alphabet and not is_code(letters)


def shown(code: str) -> str:
    """Return a case's code as people read it: RMA-BCDF-GHJK-NPRST."""
    return f"{PREFIX}-{shown_parcel(code)}"


def shown_parcel(code: str) -> str:
    """Return a parcel's code as people read it: BCDF-GHJK-NPRST."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def _weighed(letters: str) -> int:
    pairs = zip(letters, _WEIGHTS, strict=False)
    return sum(_VALUES[letter] * weight for letter, weight in pairs)


def _groups(text: str) -> list[str]:
    """Return the runs of plain letters and digits, in capitals, without the prefix."""
    # Only ASCII may be raised: a German scanner sends "ß" for "-", and that raised
    # is two letters of the alphabet.
    plain = unicodedata.normalize("NFKC", _SCANNER_MARK.sub("", text))
    raised = "".join(sign.upper() if sign.isascii() else " " for sign in plain)
    groups = (group.removeprefix(PREFIX) for group in _GROUP.findall(raised))
    return [group for group in groups if group]


def _code_ending_with(groups: list[str], last: int) -> str | None:
    joined = ""
    for place in range(last, -1, -1):
        group = groups[place]
        if _LONGEST_PART < len(group) < LENGTH:
            return None
        joined = group + joined
        if len(joined) >= LENGTH:
            return joined if is_code(joined) else None
    return None
