"""Every page of the map printed by a browser: two sheets, no menu, links in words."""

import pypdfium2
import pytest

from tests.pages.browsing import opened
from tests.pages.pieces import unlike
from tests.pages.test_looks import made_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.usefixtures("made_up"),
    pytest.mark.timeout(900),
]
# As narrow as A4 and as short as Letter: what fits on it fits on both.
SHEET = {"width": "210mm", "height": "279mm"}
MARGIN = dict.fromkeys(("top", "right", "bottom", "left"), "10mm")
MOST_SHEETS = 2
# Each label is a piece of paper of its own, however many are printed at once.
LABELS = "/station/labels/"
# Type smaller than this is not read from paper.
SMALLEST_PT = 6.5
# What has no place on paper, links whose address is missing, type too small to read.
_ODD = """smallest => {
  const seen = each => each.checkVisibility() && each.getClientRects().length
    && getComputedStyle(each).clipPath === "none";
  const all = (query) => [...document.querySelectorAll(query)].filter(seen);
  const isStaff = document.body.matches(".desk, .station");
  const ours = isStaff ? "" : "[href^='/'], ";
  const led = `main a:is(${ours}[href^='http'])`;
  const written = each => getComputedStyle(each, "::after").content
    .includes(each.getAttribute("href"));
  const hasWords = each => [...each.childNodes].some(
    node => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  const named = what => each => `${what}: ${each.textContent.trim().slice(0, 40)}`;
  return [
    ...all("nav, button, [type=submit], .skip").map(named("pressed")),
    ...all(led).filter(each => !each.querySelector("img") && !written(each))
      .map(named("no address")),
    ...all("main *").filter(each => hasWords(each)
      && parseFloat(getComputedStyle(each).fontSize) * .75 < smallest)
      .map(named("too small")),
  ].slice(0, 3);
}"""


def sheets_of(window):
    """Return how many sheets a page takes."""
    pdf = pypdfium2.PdfDocument(window.page.pdf(**SHEET, margin=MARGIN))
    sheets = len(pdf)
    pdf.close()
    return sheets


class TestEveryPage:
    def test_is_two_sheets_without_a_menu_its_links_written_out(self, chromium):
        pages, found = unlike(made_in("en")), {}
        with opened(chromium) as window:
            window.page.emulate_media(media="print")
            for path, body in pages:
                window.show(path, body)
                odd = window.page.evaluate(_ODD, SMALLEST_PT)
                sheets = sheets_of(window)
                if sheets > MOST_SHEETS and not path.startswith(LABELS):
                    odd.append(f"{sheets} sheets")
                if odd:
                    found[path] = odd
        assert found == {}
