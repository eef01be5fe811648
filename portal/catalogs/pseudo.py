"""Two languages nobody speaks: one is longer than any, one runs from right to left."""

import re
from collections.abc import Callable

from babel.messages.catalog import Catalog, Message

LONG = "en-xa"
MIRRORED = "ar-xb"
OPENS, CLOSES = "⟦", "⟧"

_ACCENTS = str.maketrans(
    "AaBbCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz",
    "ÅåƁƀÇçÐðÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž",
)
# What a program puts in or reads: never changed, whatever the language.
_KEPT = re.compile(
    r"%\([a-z_]+\)[sd]|%%|%[sd]|\{[^{}]*\}|</?[a-zA-Z][^<>]*>|&#?\w+;|https?://\S+"
)
# "D j M": read by the function that writes a date, letter by letter.
_DATE = re.compile(r"[DjMYHilFNdmPy]+(?:[ .,:/-]+[DjMYHilFNdmPy]+)+,?")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_FILLING = "lorem ipsum dolor sit amet conse ctetur adipi scing elit sed "
_GROWTH = 0.4
_RIGHT_TO_LEFT, _BACK = "\u202e", "\u202c"


def longer(text: str) -> str:
    """Return a text with accents, in brackets, and two fifths longer."""
    inner = _around(text, lambda part: part.translate(_ACCENTS))
    wanted = round(len(_KEPT.sub("", text)) * _GROWTH)
    filling = (_FILLING * (wanted // len(_FILLING) + 1))[:wanted].strip()
    more = f" {filling}" if filling else ""
    return f"{OPENS}{inner}{more}{CLOSES}"


def mirrored(text: str) -> str:
    """Return a text in brackets whose letters run from right to left."""

    def turn(part: str) -> str:
        words = re.split(r"(\s+)", part)
        turned = (
            f"{_RIGHT_TO_LEFT}{word}{_BACK}" if word.strip() else word for word in words
        )
        return "".join(turned)

    return f"{OPENS}{_around(text, turn)}{CLOSES}"


def translated(texts: Catalog, language: str) -> Catalog:
    """Return the catalog of one of the two languages for all texts of another."""
    change = mirrored if language == MIRRORED else longer
    made = Catalog(locale=language.split("-", maxsplit=1)[0], charset="utf-8")
    for message in texts:
        if message.id:
            made.add(
                message.id,
                _each_form(message, change, made.num_plurals),
                context=message.context,
            )
    return made


def _each_form(
    message: Message, change: Callable[[str], str], forms: int
) -> str | tuple[str, ...]:
    if isinstance(message.id, str):
        return _changed(message.id, change)
    one, many = (_changed(form, change) for form in message.id)
    return (one, *(many,) * (forms - 1))


def _changed(text: str, change: Callable[[str], str]) -> str:
    found = _EDGES.fullmatch(text)
    before, inner, after = found.groups() if found else ("", text, "")
    if not inner:
        return text
    if _DATE.fullmatch(inner):
        return f"{before}{OPENS}{inner}{CLOSES}{after}"
    return f"{before}{change(inner)}{after}"


def _around(text: str, change: Callable[[str], str]) -> str:
    """Change what stands between the parts that programs read."""
    kept = _KEPT.findall(text)
    between = [change(part) for part in _KEPT.split(text)]
    return between[0] + "".join(
        held + part for held, part in zip(kept, between[1:], strict=True)
    )
