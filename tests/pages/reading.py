"""What a reader of a page reads, and which of it nobody could have translated."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import models

from portal.catalogs import gathering
from rma.documents import countries
from shipping.recognising import MOVERS

_UNREAD = {"script", "style", "template", "noscript"}
_INLINE = {"a", "b", "bdi", "strong", "em", "i", "span", "time", "code", "small", "kbd"}
_VOID = {"input", "br", "img", "hr", "meta", "link", "source", "wbr", "col"}
_SPOKEN = ("alt", "title", "aria-label", "placeholder", "data-label")
# Said the same in every language.
_SAME = re.compile(
    r"https?://\S+|\S+@\S+|RMA-[A-Z-]+|(?:[A-Z]{4}-){2}[A-Z]{5}|CLM-[A-Z0-9-]+|[A-Z]{3}(?=\s|$)|A4|Letter|PDF|JSON|Sandbox"
    r"|S/N|Returnwell|English|Businesses|Consumers|\b\w\d*\b",
)
_LETTERS = re.compile(r"[A-Za-z]{2,}")
# Sentences of ours that were stored: they must be translated when they are shown.
_OURS_STORED = ("ruling", "reasons")


class _Reader(HTMLParser):
    """Collect the pieces of text that stand outside brackets."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.silent = 0
        self._quoted = ""
        self._quoted_depth = 0
        self.bare: list[str] = []
        self._piece = ""

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if self._quoted:
            self._quoted_depth += tag == self._quoted
        elif known.get("translate") == "no" and tag not in _VOID:
            self._end()
            self._quoted, self._quoted_depth = tag, 1
        if tag in _UNREAD:
            self.silent += 1
        if tag not in _INLINE:
            self._end()
        for name in _SPOKEN:
            if known.get(name) and not self._quoted:
                self.bare.append(_outside(known[name]))
        if tag == "input" and known.get("type") in ("submit", "button"):
            self.bare.append(_outside(known.get("value") or ""))

    def handle_endtag(self, tag):
        if self._quoted == tag:
            self._quoted_depth -= 1
            if not self._quoted_depth:
                self._quoted = ""
        if tag in _UNREAD:
            self.silent -= 1
        if tag not in _INLINE:
            self._end()

    def handle_data(self, data):
        if not self.silent and not self._quoted:
            self._piece += data

    def _end(self):
        self.bare.append(_outside(self._piece))
        self._piece = ""


def _outside(text: str) -> str:
    """Return what stands outside all brackets."""
    depth, kept = 0, []
    for sign in text:
        if sign == "⟦":
            depth += 1
        elif sign == "⟧":
            depth = max(depth - 1, 0)
            kept.append(" ")
        elif not depth:
            kept.append(sign)
    return " ".join("".join(kept).split())


def bare_texts(html: str, data: "Data") -> set[str]:
    """Return the texts of a page that no translation reaches."""
    reader = _Reader()
    reader.feed(html)
    reader._end()
    return {text for text in reader.bare if text and data.leaves(text)}


class Data:
    """Know every word that somebody typed: names, serials, what happened."""

    def __init__(self) -> None:
        ours = _ours()
        sentences = tuple(text for text in ours if len(text) > 15)
        typed = {
            " ".join(text.split())
            for text in _stored()
            if text not in ours and not text.startswith(sentences)
        }
        # Carriers are called alike everywhere; countries as tables of languages say.
        typed |= set(MOVERS.values()) | {name for _code, name in countries.choices()}
        # So is where this installation answers.
        typed.add(urlsplit(settings.RETURNWELL_URL).netloc)
        self._typed = {text for text in typed if _LETTERS.search(text)}
        self._by_length = sorted(self._typed, key=len, reverse=True)
        self._known: dict[str, bool] = {}

    def leaves(self, text: str) -> bool:
        """Whether words are left once names, numbers and the like are taken out."""
        if text not in self._known:
            self._known[text] = self._look(text)
        return self._known[text]

    def _look(self, text: str) -> bool:
        if text in self._typed or not _LETTERS.search(_SAME.sub(" ", text)):
            return False
        for typed in self._by_length:
            if typed in text:
                text = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", " ", text)
        return bool(_LETTERS.search(_SAME.sub(" ", text)))


@cache
def _ours() -> set[str]:
    """Return every text of the project that can be translated."""
    texts = [each.id for each in gathering.gather(settings.ROOT) if each.id]
    return {text if isinstance(text, str) else text[0] for text in texts}


def _stored() -> Iterator[str]:
    for model in apps.get_models():
        if model._meta.app_label not in ("rma", "shipping", "outbox"):
            continue
        names = [
            field.name
            for field in model._meta.fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
            and field.name not in _OURS_STORED
            and not field.choices
        ]
        for row in model._default_manager.values_list(*names) if names else ():
            for value in row:
                yield from _strings(value)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield from value.split("\n")
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
