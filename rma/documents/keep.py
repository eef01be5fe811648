"""The key a document is kept under: the same content never has to be drawn twice."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from django.template.loader import get_template

# Raise it when drawing changes in a way that templates and contents don't show.
DRAWING = 3
_PARTS = ("_head.html", "_contact.html", "_facts.html")


class NotPlain(TypeError):
    """The content holds something that is neither a plain value nor a dataclass."""


def content_key(kind: str, content: object) -> str:
    """
    Return the SHA-256 of a document's content and its templates, in hex.

    Fields that don't take part in comparison (when it was drawn) don't count.
    Raises NotPlain for a content that can't be compared by value.
    """
    plain = [kind, _template_version(kind), _plain(content)]
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def file_name(kind: str, number: str) -> str:
    """Return the name a document is saved under, as in RMA-…-parcel-label.pdf."""
    return f"{number}-{kind.replace('_', '-')}.pdf"


def source_of(name: str) -> str:
    """Return the text of a file of the documents' templates."""
    found: Any = get_template(f"documents/{name}")
    source: str = found.template.source
    return source


@lru_cache
def _template_version(kind: str) -> str:
    names = (f"{kind}.html", "_frame.html", "print.css", *_PARTS)
    sources = [source_of(name) for name in names]
    return hashlib.sha256("\0".join([str(DRAWING), *sources]).encode()).hexdigest()


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        counted = [each.name for each in fields(value) if each.compare]
        named = {name: _plain(getattr(value, name)) for name in counted}
        return {"": type(value).__name__} | named
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if value is None or isinstance(value, str | int):
        return value
    raise NotPlain(f"{type(value).__name__} in a document's content")
