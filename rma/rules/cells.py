"""How the cells of an import are read: each returns its value or says what is wrong."""

import re
from datetime import date
from enum import StrEnum
from functools import cache

from babel import Locale
from babel.numbers import list_currencies

from rma.rules.starts import NotATerm, read_parts, write_parts

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_AMOUNT = re.compile(r"\d{1,10}(\.\d{1,4})?", re.ASCII)
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_SOMETHING = re.compile(r"[^\W_]")
_YES_NO = {"yes": True, "no": False}


class Unfit(ValueError):
    """A cell does not say what its column is for; the text says why."""


def text(longest: int, cell: str) -> str:
    """Return a text that fits its column."""
    if len(cell) > longest:
        raise Unfit(f"is {len(cell)} letters long; {longest} fit.")
    return cell


def whole(least: int, most: int, cell: str) -> int:
    """Return a whole number within its bounds."""
    if not (cell.isascii() and cell.isdigit() and len(cell) < 12):
        raise Unfit("must be a whole number.")
    number = int(cell)
    if not least <= number <= most:
        raise Unfit(f"must be from {least} to {most}.")
    return number


def one_of(words: type[StrEnum], cell: str) -> str:
    """Return one of some words, however written."""
    word = cell.lower()
    if word not in {each.value for each in words}:
        raise Unfit(f"must be one of: {', '.join(each.value for each in words)}.")
    return word


def yes_no(cell: str) -> bool:
    """Return whether it says yes."""
    answer = _YES_NO.get(cell.lower())
    if answer is None:
        raise Unfit("must be yes or no.")
    return answer


def day(cell: str) -> date:
    """Return a day written like 2026-03-31."""
    if not _DAY.fullmatch(cell):
        raise Unfit("must be a date like 2026-03-31.")
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        raise Unfit("is no day of the calendar.") from None
    if not 1980 <= day.year <= 2100:
        raise Unfit("must lie between 1980 and 2100.")
    return day


def amount(cell: str) -> str:
    """Return an amount in plain digits, as text: its currency stands elsewhere."""
    if not _AMOUNT.fullmatch(cell):
        raise Unfit("must be an amount like 120.00.")
    return cell


def currency(cell: str) -> str:
    """Return a currency's three letters in capitals."""
    if not (len(cell) == 3 and cell.isascii() and cell.isalpha()):
        raise Unfit("must be three letters, as in EUR.")
    if cell.upper() not in _currencies():
        raise Unfit("is no currency.")
    return cell.upper()


def country(cell: str) -> str:
    """Return a country's two letters in capitals."""
    if not (len(cell) == 2 and cell.isascii() and cell.isalpha()):
        raise Unfit("must be two letters, as in DE.")
    if cell.upper() not in _countries():
        raise Unfit("is no country; the United Kingdom, for one, is GB.")
    return cell.upper()


@cache
def _currencies() -> frozenset[str]:
    """Return every currency there is or was (ISO 4217, by Babel)."""
    return frozenset(list_currencies())


@cache
def _countries() -> frozenset[str]:
    """Return every country (ISO 3166-1, by Babel, which names some other regions)."""
    return frozenset(Locale("en").territories) - _NO_COUNTRIES


_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


def email(cell: str) -> str:
    """Return an e-mail address in lower case."""
    if len(cell) > 254 or not _EMAIL.fullmatch(cell):
        raise Unfit("is no e-mail address.")
    return cell.lower()


def part_terms(cell: str) -> str:
    """Return parts with their months in the one form they are kept in."""
    try:
        return text(300, write_parts(read_parts(cell)))
    except NotATerm as piece:
        raise Unfit(f"“{piece}” must be like: fan 24, hard disk 12.") from None


def gtin(cell: str) -> str:
    """Return a GTIN's digits."""
    if not (cell.isascii() and cell.isdigit() and 8 <= len(cell) <= 14):
        raise Unfit("must be 8 to 14 digits.")
    return cell


def serial(cell: str) -> str:
    """Return a serial number that has something to tell it by."""
    if not _SOMETHING.search(cell):
        raise Unfit("has no letter or digit.")
    return text(80, cell)


def tariff(cell: str) -> str:
    """Return a tariff number (HS code) as its digits alone."""
    digits = cell.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and 6 <= len(digits) <= 12):
        raise Unfit("must be a tariff number of 6 to 12 digits.")
    return digits
