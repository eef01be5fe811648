"""The dates of a plan as a calendar file (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from rma.messages import links
from rma.queries.dossier import StepView
from rma.rules.words import Party

_LONGEST = 75


def written(
    *, number: str, steps: Iterable[StepView], company: str, at: datetime
) -> str:
    """Return a calendar with each step to come; the reader's own warn a day before."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(company)}//Returns//EN",
        "METHOD:PUBLISH",
    ]
    for step in steps:
        if step.state == "open":
            lines += _event(number, step, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))


def _event(number: str, step: StepView, at: datetime) -> list[str]:
    words = _(step.words)
    host = urlsplit(links.base_url()).hostname
    alarm = [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(words)}",
        "TRIGGER:-P1D",
        "END:VALARM",
    ]
    return [
        "BEGIN:VEVENT",
        f"UID:{number}-{step.id}@{host}",
        f"DTSTAMP:{_moment(at)}",
        f"DTSTART:{_moment(step.due_at)}",
        f"SUMMARY:{_text(f'{words} ({number})')}",
        f"URL:{links.base_url()}/r/{number}/",
        "TRANSP:TRANSPARENT",
        *(alarm if step.who == Party.CUSTOMER else ()),
        "END:VEVENT",
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return words.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 bytes, no letter cut in two."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > _LONGEST:
            yield piece
            piece = " "
        piece += letter
    yield piece
