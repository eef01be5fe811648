"""Catalogs on the disk: begun, brought up to date, and compiled for loading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import allauth
import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale

from portal.catalogs import gathering, pseudo

_FOLDER = "LC_MESSAGES"
# What a text is filled with, in either way of writing: %(day)s, {what}.
_VALUE = re.compile(r"%\((\w+)\)|\{(\w*)\}")
# Where the frameworks keep their own English texts.
_ENGLISH = f"locale/en/{_FOLDER}/django.po"
_FRAMEWORKS = (
    Path(django.__file__).parent / "conf" / _ENGLISH,
    Path(django.__file__).parent / "contrib/admin" / _ENGLISH,
    Path(django.__file__).parent / "contrib/auth" / _ENGLISH,
    Path(allauth.__file__).parent / _ENGLISH,
)


@dataclass(frozen=True, slots=True)
class Progress:
    """Say how much of a language is done."""

    language: str
    texts: int
    translated: int
    unsure: int


def bring_up_to_date(folder: Path, root: Path) -> Iterator[Progress]:
    """Merge what the code says now into every language begun under a folder."""
    texts = gathering.gather(root)
    for path in sorted(folder.glob(f"*/{_FOLDER}/django.po")):
        catalog = _read(path, path.parent.parent.name)
        catalog.update(texts, no_fuzzy_matching=False)
        _write(catalog, path)
        yield _progress(catalog, path.parent.parent.name)


def begin(folder: Path, language: str) -> Path:
    """
    Begin a language: an empty catalog in its place.

    Raises FileExistsError where it was begun before.
    """
    path = folder / to_locale(language) / _FOLDER / "django.po"
    if path.exists():
        raise FileExistsError(path)
    catalog = Catalog(
        locale=to_locale(language), project="Returnwell", charset="utf-8", fuzzy=False
    )
    path.parent.mkdir(parents=True)
    _write(catalog, path)
    return path


@dataclass(frozen=True, slots=True)
class Compiled:
    """Say which language was compiled, and what was left out of it and why."""

    language: str
    left_out: tuple[str, ...]


def compile_all(folder: Path) -> Iterator[Compiled]:
    """
    Compile each catalog that is newer than what was made of it.

    A translation that lost one of the values its text is filled with is left out: a
    page then shows the English words instead of an error.
    """
    for path in sorted(folder.glob(f"*/{_FOLDER}/django.po")):
        made = path.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime >= path.stat().st_mtime:
            continue
        catalog = _read(path, path.parent.parent.name)
        left_out = tuple(_leave_out(catalog))
        _compile(catalog, made)
        yield Compiled(path.parent.parent.name, left_out)


def _leave_out(catalog: Catalog) -> Iterator[str]:
    broken = {message.id: str(faults[0]) for message, faults in catalog.check()}
    for message in list(catalog):
        fault = broken.get(message.id) or _unlike(message)
        if fault and message.id:
            catalog.delete(message.id, message.context)
            yield f"line {message.lineno}: {fault}"


def _unlike(message: Message) -> str:
    """Return which values were lost or made up; a plural may leave its number out."""
    texts, said = _forms(message.id), _forms(message.string)
    known = set().union(*map(_values, texts))
    for each in filter(None, said if message.id else ()):
        found = _values(each)
        if found - known or (len(texts) == 1 and known - found):
            return f"its values are not the same: {', '.join(sorted(known ^ found))}"
    return ""


def _forms(text: str | Sequence[str] | None) -> Sequence[str]:
    return (text or "",) if isinstance(text, str | None) else text


def _values(text: str) -> set[str]:
    return {percent or brace for percent, brace in _VALUE.findall(text)}


def make_pseudo(folder: Path, root: Path) -> None:
    """Make the two languages nobody speaks, the frameworks' texts included."""
    texts = gathering.gather(root)
    for path in _FRAMEWORKS:
        for message in _read(path, "en"):
            if message.id and texts.get(message.id, message.context) is None:
                texts.add(message.id, context=message.context)
    for language in (pseudo.LONG, pseudo.MIRRORED):
        made = folder / to_locale(language) / _FOLDER / "django.mo"
        made.parent.mkdir(parents=True, exist_ok=True)
        _compile(pseudo.translated(texts, language), made)


def _read(path: Path, locale: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def _write(catalog: Catalog, path: Path) -> None:
    with path.open("wb") as file:
        write_po(file, catalog, width=88, sort_by_file=True)


def _compile(catalog: Catalog, path: Path) -> None:
    """Write beside and move: a reader never meets half a file."""
    half = path.with_suffix(".part")
    with half.open("wb") as file:
        write_mo(file, catalog)
    half.replace(path)


def _progress(catalog: Catalog, language: str) -> Progress:
    texts = [message for message in catalog if message.id]
    done = [message for message in texts if _is_done(message.string)]
    unsure = [message for message in texts if message.fuzzy]
    return Progress(language, len(texts), len(done) - len(unsure), len(unsure))


def _is_done(said: str | Sequence[str] | None) -> bool:
    return all(said) if isinstance(said, list | tuple) else bool(said)
