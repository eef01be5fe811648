"""How templates of pages are read: without the indentation that only we look at."""

import re

from django.template import Origin
from django.template.loaders import app_directories, filesystem
from typing_extensions import override

# An eighth of a page was blanks. Line ends stay: errors name the line they stand in.
_INDENTED = re.compile(r"^[ \t]+", re.MULTILINE)


def _outdented(origin: Origin, text: str) -> str:
    return _INDENTED.sub("", text) if origin.name.endswith(".html") else text


class OfTheHouse(filesystem.Loader):
    """Read templates from the house's own folder."""

    @override
    def get_contents(self, origin: Origin) -> str:
        """Return a template's text; a page's begins its lines at the margin."""
        return _outdented(origin, super().get_contents(origin))


class OfApps(app_directories.Loader):
    """Read templates that libraries bring along."""

    @override
    def get_contents(self, origin: Origin) -> str:
        """Return a template's text; a page's begins its lines at the margin."""
        return _outdented(origin, super().get_contents(origin))
