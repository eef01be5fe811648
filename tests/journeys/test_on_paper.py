"""The page of a return printed by the browser: all of it is on the paper."""

import io
import re

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from rma.models import Case
from tests.journeys.people import Person
from tests.portal.customer.walk import Walk, drain

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
]
# What stays off the paper has no place in the text that is compared.
_PRINTED = "document.querySelector('main').innerText"
_MARGIN = 10
# Links are written out on paper, in brackets behind their words.
_ADDRESS = re.compile(r"\(/[^()]*\)")
# Bar G12.
MOST_SHEETS = 2


def squeezed(text):
    return re.sub(r"\s+", "", text)


def on_paper(pdf):
    """Return the words of all sheets, the boxes outside the paper, how many sheets."""
    words, outside = "", []
    sheets = pypdfium2.PdfDocument(pdf)
    for page in sheets:
        width, height = page.get_size()
        text = page.get_textpage()
        words += text.get_text_range()
        for place in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(place)
            is_in = left >= 0 and bottom >= 0 and right <= width and top <= height
            if right > left and not is_in:
                outside.append((left, bottom, right, top))
    return squeezed(words), outside, len(sheets)


class TestInTheDark:
    """The code stands on its own white ground: a scanner reads it off a dark screen."""

    @pytest.mark.parametrize("width", [390, 1280])
    def test_the_code_of_a_return_is_read(
        self, browser, live_server, shop, client, width
    ):
        shop.unit("SN-1")
        address = Walk(client).whole("SN-1")
        drain()
        ana = Person(browser, live_server.url, scheme="dark")
        ana.page.set_viewport_size({"width": width, "height": 900})
        ana.context.add_cookies(
            [
                {"name": name, "value": kept.value, "url": live_server.url}
                for name, kept in client.cookies.items()
            ]
        )
        ana.open(address)
        picture = Image.open(io.BytesIO(ana.page.screenshot(full_page=True)))
        corner = picture.convert("RGB").getpixel((2, picture.height // 2))
        assert max(corner) < 60
        read = [each.text for each in zxingcpp.read_barcodes(picture)]
        case = Case.objects.get()
        assert any(text.upper().endswith(f"/S/{case.code}") for text in read), read
        ana.context.close()


class TestAPrintedReturn:
    @pytest.mark.parametrize("paper", ["A4", "Letter"])
    def test_loses_nothing(self, browser, live_server, shop, client, paper):
        shop.unit("SN-1")
        address = Walk(client).whole("SN-1")
        drain()
        ana = Person(browser, live_server.url, scheme="dark")
        ana.context.add_cookies(
            [
                {"name": name, "value": kept.value, "url": live_server.url}
                for name, kept in client.cookies.items()
            ]
        )
        ana.open(address)
        ana.page.emulate_media(media="print")
        margin = dict.fromkeys(("top", "right", "bottom", "left"), f"{_MARGIN}mm")
        pdf = ana.page.pdf(format=paper, margin=margin)
        said, outside, sheets = on_paper(pdf)
        assert f"({address}hand-over)" in said, "a link is not written out"
        said = _ADDRESS.sub("", said)

        assert outside == []
        assert sheets <= MOST_SHEETS
        lines = ana.page.evaluate(_PRINTED).splitlines()
        missing = [line for line in lines if squeezed(line) not in said]
        assert missing == []
        assert "Printthelabel" not in said
        ana.context.close()
