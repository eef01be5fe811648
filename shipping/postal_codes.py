"""
How postal codes are written, country by country: the form, not whether one exists.

Compared in November 2026 with what the countries' own posts publish. Whoever is not in
the table may write what they like, as may places without codes.
"""

import re

# What stands for a sign: 9 a digit, A a letter, * either; a space may be left out or be
# a dash. The first form is the one we show, filled in as in the example beside it.
_TABLE = """
AT 9999 1010|AU 9999 2000|BE 9999 1000|BG 9999 1000|BR 99999 999 01310-100
CA A9A 9A9 K1A 0B1|CH 9999 8001|CN 999999 100000|CY 9999 1010|CZ 999 99 110 00
DE 99999 10115|DK 9999 1050|EE 99999 10111|ES 99999 28013|FI 99999 00100
FR 99999 75001|GR 999 99 105 58|HR 99999 10000|HU 9999 1051|IE A** **** D02 X285
IN 999 999 110 001|IS 999 101|IT 99999 00118|JP 999 9999 100-0001|KR 99999 03187
LI 9999 9490|LT 99999 01103|LU 9999 1009|LV 9999 1010|MT AAA 9999 VLT 1117
MX 99999 06000|MY 99999 50000|NL 9999 AA 1012 AB|NO 9999 0150|NZ 9999 6011
PL 99 999 00-001|PT 9999 999 1100-148|RO 999999 010011|RS 99999 11000
SE 999 99 111 20|SG 999999 018956|SI 9999 1000|SK 999 99 811 01|TH 99999 10200
TR 99999 34000|UA 99999 01001|US 99999 20001|US 99999 9999 20001-1234|ZA 9999 8001
GB A9 9AA M1 1AE|GB A99 9AA M60 1NW|GB AA9 9AA CR2 6XH|GB AA99 9AA DN55 1PT
GB A9A 9AA W1A 0AX|GB AA9A 9AA EC1A 1BB
"""
_SIGNS = {"9": r"\d", "A": "[A-Z]", "*": "[A-Z0-9]", " ": "[ -]?"}
# Many write the country before it, as in D-10115 or LV-1010.
_BEFORE = re.compile(r"(?:[A-Z]{1,3}-)(?=\d)")


def _read() -> dict[str, tuple[str, tuple[re.Pattern[str], ...]]]:
    found: dict[str, tuple[str, tuple[re.Pattern[str], ...]]] = {}
    for entry in _TABLE.replace("\n", "|").split("|"):
        country, _space, rest = entry.partition(" ")
        if not country:
            continue
        # Form and example are as long as each other.
        form, example = rest[: len(rest) // 2], rest[len(rest) // 2 + 1 :]
        pattern = re.compile("".join(_SIGNS[sign] for sign in form), re.ASCII)
        shown, patterns = found.get(country, (example, ()))
        found[country] = shown, (*patterns, pattern)
    return found


_FORMS = _read()


def countries() -> frozenset[str]:
    """Return the countries whose form we know."""
    return frozenset(_FORMS)


def example_if_unfit(country: str, code: str) -> str:
    """
    Return how a country writes its codes where one is not written so; else nothing.

    Small letters, and spaces and dashes left out or put in, are no fault.
    """
    known = _FORMS.get(country.upper())
    written = " ".join(code.upper().split())
    if known is None or not written:
        return ""
    example, patterns = known
    bare = _BEFORE.sub("", written, count=1)
    fits = (pattern.fullmatch(each) for pattern in patterns for each in (written, bare))
    return "" if any(fits) else example
