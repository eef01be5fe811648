"""The makers' own codes: article and serial number out of GS1 symbols and links."""

from dataclasses import dataclass

import biip
from biip import ParseError

_SERIAL = "21"
# A symbol of the makers' has at most this; more is nobody's code.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Article:
    """Hold the article number (fourteen digits) and the serial of one piece."""

    gtin: str
    serial: str

    @property
    def ways(self) -> tuple[str, ...]:
        """Return the article number in every length people write it in."""
        short = (self.gtin[-length:] for length in (14, 13, 12, 8))
        return tuple(number for number in short if number.rjust(14, "0") == self.gtin)


def article_of(text: str) -> Article | None:
    """Return what a GS1 symbol or link names, or None where it is none."""
    if not 8 <= len(text) <= _LONGEST:
        return None
    try:
        result = biip.parse(text.strip(" \r\n\t"))
    except ParseError:
        return None
    holder = result.gs1_digital_link_uri or result.gs1_message
    found = holder.element_strings if holder else []
    serials = [each.value for each in found if each.ai.ai == _SERIAL]
    articles = [each.gtin for each in found if each.gtin is not None]
    if not serials or not articles:
        return None
    return Article(articles[0].value.rjust(14, "0"), serials[0])
