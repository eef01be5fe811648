"""The inspection record in plain text, for whoever files a claim by a form."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One inspection as it was written, in words of our own language."""

    when: str
    by: str
    found: str
    quantity: int
    grade: str = ""
    notes: str = ""
    cause: str = ""
    checks: tuple[str, ...] = ()
    clues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Every inspection of a claimed unit, the files beside it, and what is missing."""

    claim: str
    maker: str
    serial: str
    told: str
    looks: tuple[Look, ...]
    files: tuple[tuple[str, str], ...]
    missing: tuple[str, ...] = ()


def text(record: Record) -> str:
    """Return the record as lines of text, harmless to whoever opens them."""
    return "".join(f"{line}\n" for part in _lines(record) for line in _plain(part))


def _lines(record: Record) -> Iterator[str]:
    named = {"claim": record.claim, "maker": record.maker}
    yield _("Evidence for claim %(claim)s on %(maker)s") % named
    yield _("Serial number: %(serial)s") % {"serial": record.serial or "–"}
    yield ""
    yield _("The failure, in the customer's words") + ":"
    yield record.told or "–"
    for number, look in enumerate(record.looks, start=1):
        yield ""
        yield from _inspection(number, look)
    if not record.looks:
        yield ""
        yield _("The unit has not been inspected yet.")
    yield ""
    yield _("Files beside this one") + ":"
    for name, shown in record.files:
        yield f"{name}  {shown}"
    if record.missing:
        yield ""
        yield _("Not here") + ":"
        yield from record.missing


def _inspection(number: int, look: Look) -> Iterator[str]:
    by = {"number": number, "when": look.when, "by": look.by}
    yield _("Inspection %(number)s, %(when)s, by %(by)s") % by
    yield look.found
    yield _("Units looked at: %(count)s") % {"count": look.quantity}
    if look.grade:
        yield _("Grade: %(grade)s") % {"grade": look.grade}
    if look.cause:
        yield _("Why it failed: %(cause)s") % {"cause": look.cause}
    if look.clues:
        clues = {"clues": ", ".join(look.clues)}
        yield _("Traces of where it worked: %(clues)s") % clues
    if look.notes:
        yield _("Notes: %(notes)s") % {"notes": look.notes}
    yield from look.checks


def _plain(part: str) -> list[str]:
    """Return the lines of a text without signs that a screen obeys."""
    lines = part.splitlines() or [""]
    return ["".join(sign for sign in line if _is_shown(sign)) for line in lines]


def _is_shown(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs")
