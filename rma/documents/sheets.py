"""What every document shares: paper, frame, contact, and the sheet ready to draw."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import wraps
from typing import ParamSpec, Protocol

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rma.documents import codes, keep, zones
from rma.rules import numbers

P = ParamSpec("P")


class Paper(StrEnum):
    """What a document is printed on."""

    A4 = "a4"
    LETTER = "letter"
    LABEL = "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who to talk to; hours in words with their zone. Empty fields are left out."""

    name: str
    hours: str = ""
    phone: str = ""
    email: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """
    What stands around every document.

    `code` is the case's thirteen letters. `drawn_at` is aware and in the zone to show;
    it takes no part in comparison, so a document drawn later is no other document.
    """

    company: str
    code: str
    base_url: str
    contact: Contact
    drawn_at: datetime = field(compare=False)
    language: str = "en"
    paper: Paper = Paper.A4

    @property
    def number(self) -> str:
        """Return the case number as people read it."""
        return numbers.shown(self.code)


class Framed(Protocol):
    """The content of any document: plain values in a frame."""

    @property
    def frame(self) -> Frame:
        """Return what stands around it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    A finished page of HTML and the paper it goes on; `render.pdf` prints it.

    Its JPEGs are named `picture:0` and so on in the HTML.
    """

    html: str
    paper: Paper
    pictures: tuple[bytes, ...] = ()


def in_its_language(compose: Callable[P, Sheet]) -> Callable[P, Sheet]:
    """Run the work in the language of the content it is given."""

    @wraps(compose)
    def run(*args: P.args, **kwargs: P.kwargs) -> Sheet:
        content: Framed = args[0]  # type: ignore[assignment]
        with translation.override(content.frame.language):
            return compose(*args, **kwargs)

    return run


def lay_out(
    kind: str,
    content: Framed,
    *,
    title: str,
    paper: Paper | None = None,
    pictures: tuple[bytes, ...] = (),
    **more: object,
) -> Sheet:
    """Return the sheet of a content: its template filled, in the active language."""
    frame = content.frame
    context = {
        "kind": kind,
        "content": content,
        "frame": frame,
        "title": title,
        "rtl": translation.get_language_bidi(),
        "version": keep.content_key(kind, content)[:8],
        "drawn": in_words(frame.drawn_at),
        "drawn_iso": frame.drawn_at.isoformat(timespec="seconds"),
    }
    html = render_to_string(f"documents/{kind}.html", context | more)
    return Sheet(html, paper or frame.paper, pictures)


def in_words(moment: datetime) -> str:
    """Return a moment in words with its zone named."""
    zone = zones.named(getattr(moment.tzinfo, "key", None) or moment.tzname() or "")
    shown = date_format(moment, "j F Y, H:i")
    return _("%(moment)s (%(zone)s)") % {"moment": shown, "zone": zone}


def day(moment: date) -> str:
    """Return a day in words, as in "Tuesday 9 December 2025"."""
    return date_format(moment, "l j F Y")


def case_qr(frame: Frame, *, within_mm: float = 31) -> SafeString:
    """Return the QR code that brings a phone or a dock scanner to the case."""
    address = codes.scan_address(frame.base_url, frame.code)
    title = _("QR code of return %(number)s") % {"number": frame.number}
    return codes.qr(address, title=title, within_mm=within_mm)
