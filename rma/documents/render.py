"""Sheets into PDF; the only place that knows WeasyPrint."""

import threading
from functools import cache

from typing_extensions import override
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from rma.documents import keep
from rma.documents.sheets import Paper, Sheet

# Width and height in millimetres.
SIZES = {
    Paper.A4: (210.0, 297.0),
    Paper.LETTER: (215.9, 279.4),
    Paper.LABEL: (101.6, 152.4),
}

# Fonts are found once a process and shared; Pango's maps are not for two threads.
_drawing = threading.Lock()


class NothingOutside(ValueError):
    """A document asked for something outside itself."""


class _OwnFetcher(URLFetcher):  # type: ignore[misc]
    """Refuse every address but those of the pictures a sheet brings along."""

    def __init__(self, pictures: tuple[bytes, ...] = ()) -> None:
        super().__init__()
        self._own = {f"picture:{at}": each for at, each in enumerate(pictures)}

    @override
    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Hand out a picture, or refuse: WeasyPrint goes on without what it wanted."""
        if url not in self._own:
            raise NothingOutside(url[:80])
        kind = {"Content-Type": "image/jpeg"}
        return URLFetcherResponse(url, self._own[url], kind)


def pdf(sheet: Sheet) -> bytes:
    """
    Print a sheet as a tagged PDF with its fonts inside.

    The same sheet gives the same bytes on the same machine. Nothing is read from the
    network or from a file named by the content.
    """
    with _drawing:
        own = _OwnFetcher(sheet.pictures)
        page = HTML(string=sheet.html, base_url=None, url_fetcher=own)
        printed: bytes = page.write_pdf(
            stylesheets=[_style(), _paper(sheet.paper)],
            font_config=_fonts(),
            pdf_variant="pdf/ua-1",
            pdf_tags=True,
        )
    return printed


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _style() -> CSS:
    return _css(keep.source_of("print.css"))


@cache
def _paper(paper: Paper) -> CSS:
    width, height = SIZES[paper]
    return _css(f"@page {{ size: {width}mm {height}mm }}")


def _css(text: str) -> CSS:
    return CSS(string=text, url_fetcher=_OwnFetcher(), font_config=_fonts())
