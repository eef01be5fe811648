"""A form as a browser would send it back: what stands in it, and what is to type."""

from html.parser import HTMLParser

_NOT_TYPED = ("hidden", "radio", "checkbox", "submit", "file")


class Sheet(HTMLParser):
    """Reads the largest form of a page: its values, and its empty fields."""

    def __init__(self, text):
        super().__init__()
        self.forms = []
        self._area = self._select = None
        self.feed(text)
        whole = max(self.forms, key=lambda form: len(form["names"]))
        self.values, self.typed = whole["values"], whole["typed"]
        self.names, self.optional = whole["names"], whole["optional"]

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            self.forms.append(
                {"values": {}, "typed": [], "names": set(), "optional": set()}
            )
        if not self.forms:
            return
        form, name = self.forms[-1], told.get("name")
        if tag == "input" and name:
            self._input(form, name, told)
        if tag == "textarea" and name:
            form["names"].add(name)
            form["typed"].append(name)
            self._area, form["values"][name] = name, ""
        if tag == "select" and name:
            form["names"].add(name)
            self._select = name
        if tag == "option" and self._select and "selected" in told:
            form["values"][self._select] = told.get("value", "")

    def _input(self, form, name, told):
        kind = told.get("type", "text")
        form["names"].add(name)
        if kind in ("radio", "checkbox"):
            if "checked" in told:
                form["values"][name] = told.get("value", "on")
        elif kind != "file":
            form["values"][name] = told.get("value") or ""
        if kind not in _NOT_TYPED and not told.get("value"):
            form["typed"].append(name)

    def handle_data(self, data):
        if self._area:
            self.forms[-1]["values"][self._area] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None
