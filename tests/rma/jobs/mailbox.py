"""The folder of letters, read as any mail program would read it."""

import email
import re
from email import policy
from html.parser import HTMLParser


class Mailbox:
    """Hold what was really written to the folder."""

    def __init__(self, folder):
        self.folder = folder

    @property
    def names(self):
        """Return which letters are there, in the order of their events."""
        return [path.name.split(".")[1] for path in self._files()]

    @property
    def letters(self):
        return [self._read(path) for path in self._files()]

    def letter(self, name):
        (found,) = (path for path in self._files() if path.name.split(".")[1] == name)
        return self._read(found)

    def _files(self):
        if not self.folder.exists():
            return []
        return sorted(self.folder.iterdir())

    def _read(self, path):
        return email.message_from_bytes(path.read_bytes(), policy=policy.default)


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


def html_of(letter):
    return letter.get_body(("html",)).get_content()


def links_in(text):
    return re.findall(r"https?://[^\s\"<>]+", text)


def words_in_text(text):
    """Return the words of a text part; addresses and list marks left out."""
    lines = (re.sub(r"^(- |\d+\. )", "", line) for line in text.splitlines())
    bare = re.sub(r"https?://\S+", " ", " ".join(lines))
    return re.sub(r":(?=\s*$|\s+Your contact)", "", bare).split()


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words = []
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if not {"script", "style", "title"} & set(self.open):
            self.words += data.split()


def words_in_html(html):
    reader = _Words()
    reader.feed(html)
    return reader.words
