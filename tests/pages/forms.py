"""The forms of a page: what each sends unseen, what people type, how it is marked."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from typing_extensions import override

_UNSEEN = ("hidden", "submit", "button")
_CHOSEN = ("radio", "checkbox", "file")


class Form:
    """Be one form that sends something: hidden values, typed fields, what it offers."""

    def __init__(self, known):
        self.action = urlsplit(known.get("action") or "").path
        self.is_novalidate = "novalidate" in known
        self.hidden, self.typed, self.kinds, self.chosen = {}, {}, {}, {}

    def asks(self):
        """Say whether anything is to be filled in, chosen or handed in."""
        return bool(self.typed or self.chosen)

    def marks(self):
        """Return what makes a form another one: its fields, and how it is sent."""
        return (frozenset(self.kinds), frozenset(self.chosen), self.is_novalidate)

    def wrong(self, words):
        """Return what is sent by somebody who types the same into every field."""
        typed = {
            name: words if kind not in ("password", "file") else ""
            for name, kind in self.kinds.items()
        }
        return self.hidden | typed


class Forms(HTMLParser):
    """Find the forms of a page that send something."""

    def __init__(self, body):
        super().__init__()
        self.found = []
        self._inside = self._area = None
        self.feed(body.decode())

    @override
    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag == "form":
            is_sent = known.get("method") == "post"
            self._inside = Form(known) if is_sent else None
            self.found += [self._inside] if is_sent else []
        name, form = known.get("name"), self._inside
        if not (form and name):
            return
        if tag == "input":
            self._input(form, name, known)
        elif tag == "textarea":
            form.kinds[name], form.typed[name] = "textarea", ""
            self._area = name
        elif tag == "select":
            form.chosen.setdefault(name, "select")

    @staticmethod
    def _input(form, name, known):
        kind = known.get("type") or "text"
        if kind == "hidden":
            form.hidden[name] = known.get("value") or ""
        elif kind in _CHOSEN:
            form.chosen.setdefault(name, kind)
        elif kind not in _UNSEEN:
            form.kinds[name], form.typed[name] = kind, known.get("value") or ""

    @override
    def handle_data(self, data):
        if self._area:
            self._inside.typed[self._area] += data

    @override
    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = None
        if tag == "textarea":
            self._area = None
