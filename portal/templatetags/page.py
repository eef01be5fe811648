"""Dates, amounts, codes, drawings and form fields the way our pages write them."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django import forms, template
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import icons
from rma.documents import zones
from rma.rules.money import Money

register = template.Library()


class Face(NamedTuple):
    """Hold what a state looks like: never colour alone."""

    tone: str
    icon: str
    text: str


_PROMISES = {
    "open": ("neutral", "clock", gettext_lazy("Open")),
    "due_soon": ("warn", "clock", gettext_lazy("Due soon")),
    "at_risk": ("warn", "triangle", gettext_lazy("At risk")),
    "overdue": ("bad", "triangle", gettext_lazy("Overdue")),
    "kept": ("ok", "tick", gettext_lazy("Done")),
    "moved": ("info", "arrows", gettext_lazy("Moved")),
    "broken": ("bad", "bar", gettext_lazy("Missed")),
    "withdrawn": ("neutral", "bar", gettext_lazy("Dropped")),
}
_STATUSES = {
    "draft": ("neutral", "document"),
    "submitted": ("info", "inbox"),
    "needs_info": ("warn", "question"),
    "needs_review": ("warn", "question"),
    "approved": ("ok", "tick"),
    "in_progress": ("info", "arrows"),
    "awaiting_customer": ("warn", "clock"),
    "resolved": ("ok", "tick"),
    "closed": ("neutral", "tick"),
    "rejected": ("bad", "bar"),
    "refused": ("bad", "bar"),
    "cancelled": ("neutral", "bar"),
    "expired": ("neutral", "clock"),
}
_COVERAGE = {
    "covered": ("ok", "shield"),
    "partly": ("warn", "triangle"),
    "not_covered": ("bad", "bar"),
    "unknown": ("mystery", "question"),
}
_SCANS = {
    "go": ("go", "ticked", gettext_lazy("GO")),
    "ask": ("ask", "triangle", gettext_lazy("ASK")),
    "stop": ("stop", "bar", gettext_lazy("STOP")),
    "seen": ("seen", "arrows", gettext_lazy("SEEN")),
    "unknown": ("unknown", "question", gettext_lazy("UNKNOWN")),
}
_NOTICES = {"ok": "ticked", "info": "info", "warn": "triangle", "bad": "bar"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return the drawing of that name."""
    return icons.drawn(name)


@register.simple_tag
def when(value: dt.datetime | dt.date | None, style: str = "at") -> SafeString:
    """
    Return a date as people say it, in the site's zone and naming it.

    Styles: "at" (Fri 27 Nov, 17:00 (Berlin time)), "by" (Fri 27 Nov, by 17:00
    (Berlin time)), "day" (Fri 27 Nov), "clock" (17:00), "short" (27 Nov, 17:00).
    """
    if value is None:
        return SafeString("")
    if not isinstance(value, dt.datetime):
        return _as_time(value.isoformat(), _day(value))
    local = timezone.localtime(value)
    text = _moment(local, style)
    return _as_time(value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%MZ"), text)


def _as_time(machine: str, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, text)


def _day(value: dt.date) -> str:
    this_year = value.year == timezone.localdate().year
    return date_format(value, _("D j M") if this_year else _("D j M Y"))


def _moment(local: dt.datetime, style: str) -> str:
    clock = date_format(local, "H:i")
    words = {"day": _day(local), "clock": clock, "zone": _zone(local)}
    match style:
        case "day":
            return words["day"]
        case "clock":
            return clock
        case "short":
            short = date_format(local, _("j M"))
            return _("%(day)s, %(clock)s") % {"day": short, "clock": clock}
        case "by":
            return _("%(day)s, by %(clock)s (%(zone)s)") % words
        case _:
            return _("%(day)s, %(clock)s (%(zone)s)") % words


def _zone(local: dt.datetime) -> str:
    if isinstance(local.tzinfo, ZoneInfo):
        return zones.named(local.tzinfo.key)
    return local.tzname() or "UTC"


@register.simple_tag
def money(amount: Money | int | None, currency: str = "") -> SafeString:
    """Return an amount as every sentence, letter and paper does: 1,214.00 EUR."""
    if amount is None:
        return SafeString("")
    if not isinstance(amount, Money):
        amount = Money(amount, currency)
    return format_html('<bdi class="nowrap">{}</bdi>', amount)


@register.simple_tag
def grouped(code: str, size: int = 4) -> SafeString:
    """Return a code in groups that are easy to read and copy as one word."""
    pieces = ((code[at : at + size],) for at in range(0, len(code), size))
    spans = format_html_join("", "<span>{}</span>", pieces)
    return format_html('<bdi class="number grouped">{}</bdi>', spans)


@register.simple_tag
def number(shown: str) -> SafeString:
    """Return a reference as it is, in figures that line up and in any script."""
    return format_html('<bdi class="number">{}</bdi>', shown)


@register.inclusion_tag("_components/chip.html")
def promise_chip(state: str) -> dict[str, str]:
    """Show what became of a promise: word, shape and colour."""
    tone, shape, word = _PROMISES[state]
    return {"tone": tone, "icon": shape, "text": str(word)}


@register.inclusion_tag("_components/chip.html")
def status_chip(status: str, display: str) -> dict[str, str]:
    """Show the status of a case or line in the words of our dictionary."""
    tone, shape = _STATUSES.get(status, ("neutral", "info"))
    return {"tone": tone, "icon": shape, "text": display}


@register.filter
def promise_face(state: str) -> Face:
    """Return tone, icon and word of a promise's state."""
    tone, shape, word = _PROMISES[state]
    return Face(tone, shape, str(word))


@register.filter
def coverage_face(verdict: str) -> Face:
    """Return tone and icon of a coverage verdict."""
    return Face(*_COVERAGE[verdict], text="")


@register.filter
def scan_face(verdict: str) -> Face:
    """Return colour, shape and word of what a scan found, in any case."""
    tone, shape, word = _SCANS[verdict.lower()]
    return Face(tone, shape, str(word))


@register.filter
def notice_icon(tone: str) -> str:
    """Return the shape that goes with a notice's tone."""
    return _NOTICES.get(tone, "info")


@register.filter
def about(error: str, field: BoundField) -> str:
    """Return the error, with the field's name where Django's words lack it."""
    if error == str(forms.Field.default_error_messages["required"]):
        return _("%(label)s: fill this in.") % {"label": field.label}
    return error


@register.filter
def kind(field: BoundField) -> str:
    """Return how a form field is drawn: tick, radios, ticks, file or plain."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "ticks"
    if isinstance(widget, forms.RadioSelect):
        return "radios"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "plain"


@register.filter
def beside(
    cells: Iterable[object], columns: Iterable[object]
) -> list[tuple[object, object]]:
    """Return each column with its cell."""
    return list(zip(columns, cells, strict=True))


@register.inclusion_tag("_components/menu_item.html", takes_context=True)
def menu_item(
    context: Context,
    url_name: str,
    label: str,
    shape: str = "",
    count: int | None = None,
) -> dict[str, object]:
    """
    Show one way of a menu, marked where the reader is on it or below it.

    A way that this installation doesn't have shows nothing.
    """
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return {}
    request: HttpRequest | None = context.get("request")
    path = request.path if request else ""
    below = url not in {"/", "/desk/"} and path.startswith(url)
    return {
        "url": url,
        "label": label,
        "icon": shape,
        "count": count,
        "current": "page" if path == url else ("true" if below else ""),
    }
