"""Every text of the product that can be translated, found in code and templates."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

_PACKAGES = ("config", "outbox", "shipping", "rma", "portal")
_TEMPLATES = ("*.html", "*.txt")
# How each call names what it holds: text, plural and context by their place.
_CALLS: dict[str, tuple[int, int | None, int | None]] = {
    "_": (0, None, None),
    "N_": (0, None, None),
    "gettext": (0, None, None),
    "gettext_lazy": (0, None, None),
    "gettext_noop": (0, None, None),
    "ngettext": (0, 1, None),
    "ngettext_lazy": (0, 1, None),
    "pgettext": (1, None, 0),
    "pgettext_lazy": (1, None, 0),
    "npgettext": (1, 2, 0),
}
_KEYWORDS: dict[str, Any] = dict.fromkeys(_CALLS)
_NOTE = ("Translators:",)
# What is left of a template once Django has blanked everything but its texts.
_STRING = r"""u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*\""""
_CALL = re.compile(rf"(?<!\w)(?:[np]{{0,2}}gettext|_)\((?:{_STRING}|[^()'\"])*\)")


def gather(root: Path) -> Catalog:
    """Return a catalog of all texts under the project's folder, not translated."""
    catalog = Catalog(project="Returnwell", charset="utf-8")
    for path in _sources(root):
        place = path.relative_to(root).as_posix()
        for line, call, texts, notes in _texts_in(path):
            several = texts if isinstance(texts, tuple) else (texts,)
            _add(catalog, (place, line), call, several, notes)
    return catalog


def _sources(root: Path) -> Iterator[Path]:
    for package in _PACKAGES:
        yield from sorted((root / package).rglob("*.py"))
    for pattern in _TEMPLATES:
        yield from sorted((root / "templates").rglob(pattern))


def _texts_in(path: Path) -> Iterator[tuple[Any, ...]]:
    source = path.read_text(encoding="utf-8")
    code = source if path.suffix == ".py" else _calls_of(source)
    lines = io.BytesIO(code.encode())
    yield from extract_python(lines, _KEYWORDS, _NOTE, {"encoding": "utf-8"})


def _calls_of(template: str) -> str:
    """Return the calls of a template, each on its line, as Django reads them."""
    plain = templatize(template)
    calls = [""] * (plain.count("\n") + 1)
    for found in _CALL.finditer(plain):
        calls[plain.count("\n", 0, found.start())] += f"{found[0]}; "
    return "\n".join(calls)


def _add(
    catalog: Catalog,
    where: tuple[str, int],
    call: str,
    texts: tuple[str | None, ...],
    notes: list[str],
) -> None:
    at, plural_at, context_at = _CALLS[call]
    text = texts[at] if at < len(texts) else None
    if not text:
        return
    plural = texts[plural_at] if plural_at is not None else None
    context = texts[context_at] if context_at is not None else None
    catalog.add(
        (text, plural) if plural else text,
        locations=[where],
        auto_comments=notes,
        context=context,
    )
