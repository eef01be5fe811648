import io
import subprocess
import sys
import threading
from dataclasses import fields, is_dataclass, replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pypdfium2
import pytest
from PIL import Image

from rma.documents import parcel_label, render, slip
from rma.documents.sheets import Paper, Sheet
from tests.rma.documents import samples
from tests.rma.documents.reading import (
    alternatives,
    ink_outside,
    is_tagged,
    language,
    pictures,
    sizes_mm,
    unembedded_fonts,
    words,
)

SECRET = "CANARYSECRET"
KEPT_AS_THEY_ARE = {"code", "parcel_code", "language", "base_url", "currency"}


@pytest.fixture
def canary():
    """Listen, and note every request."""
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_parts):
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def secret_file(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path.as_uri()


def with_words(content, text):
    """Return the content with every text in it replaced."""
    if isinstance(content, str) and not hasattr(content, "value"):
        return text
    if isinstance(content, tuple):
        return tuple(with_words(each, text) for each in content)
    if is_dataclass(content):
        changed = {
            each.name: with_words(getattr(content, each.name), text)
            for each in fields(content)
            if each.name not in KEPT_AS_THEY_ARE
        }
        return replace(content, **changed)
    return content


class TestAnyDocument:
    @pytest.mark.parametrize("kind", samples.ALL, ids=lambda kind: kind.KIND)
    def test_is_small_tagged_titled_and_brings_its_fonts(self, kind, printed):
        pdf = printed(kind)
        assert len(pdf) < 300_000
        assert is_tagged(pdf)
        assert unembedded_fonts(pdf) == 0
        document = pypdfium2.PdfDocument(pdf)
        assert document.get_metadata_value("Title").startswith("RMA-BCDF-GHJK-NPRSF ")
        assert language(pdf) == "en"

    @pytest.mark.parametrize("kind", samples.ALL, ids=lambda kind: kind.KIND)
    def test_carries_its_number_on_every_page(self, kind, printed):
        for page in pypdfium2.PdfDocument(printed(kind)):
            assert "RMA-BCDF-GHJK-NPRSF" in page.get_textpage().get_text_bounded()

    def test_is_the_same_bytes_for_the_same_content(self, printed):
        again = render.pdf(parcel_label.sheet(samples.LABEL))
        assert again == printed(parcel_label)

    @pytest.mark.parametrize(
        ("paper", "size"), [(Paper.A4, (210.0, 297.0)), (Paper.LETTER, (215.9, 279.4))]
    )
    def test_has_the_size_of_its_paper_and_room_for_one_page(self, paper, size):
        frame = replace(samples.FRAME, paper=paper)
        assert sizes_mm(render.pdf(slip.sheet(replace(samples.SLIP, frame=frame)))) == [
            size
        ]

    def test_is_four_by_six_inches_as_a_label(self, printed):
        assert sizes_mm(printed(parcel_label)) == [(101.6, 152.4)]

    @pytest.mark.parametrize("kind", samples.ALL, ids=lambda kind: kind.KIND)
    def test_keeps_long_words_on_the_paper(self, kind):
        content = with_words(samples.ALL[kind], "Unbrokenword" * 25)
        pdf = render.pdf(kind.sheet(content))
        for page in pictures(pdf, dpi=60):
            assert ink_outside(page, margin_mm=4, dpi=60) == 0


class TestNothingOutside:
    def test_is_fetched_whatever_a_page_asks_for(self, canary, secret_file):
        address, asked = canary
        pdf = render.pdf(
            Sheet(_everything_that_fetches(address, secret_file), Paper.A4)
        )
        assert asked == []
        assert "still printed" in words(pdf)
        _assert_holds_no_secret(pdf)

    @pytest.mark.parametrize("kind", samples.ALL, ids=lambda kind: kind.KIND)
    def test_is_fetched_for_hostile_words_in_any_field(self, kind, canary, secret_file):
        address, asked = canary
        hostile = (
            f"</title><style>@import '{address}/c'</style>\x00\u202e",
            f'"><img src={address}/i><link rel=attachment href={secret_file}>',
        )
        for text in hostile:
            pdf = render.pdf(kind.sheet(with_words(samples.ALL[kind], text)))
            assert asked == []
            _assert_holds_no_secret(pdf)

    def test_gives_a_sheet_its_own_pictures_and_no_others(self):
        out = io.BytesIO()
        Image.new("RGB", (40, 30), "black").save(out, "JPEG")
        html = "<html lang=en><title>t</title><img src='picture:{}' alt='A unit'>"
        own = render.pdf(Sheet(html.format(0), Paper.LABEL, (out.getvalue(),)))
        assert b"/DCTDecode" in own
        assert alternatives(own) == {"A unit"}
        other = render.pdf(Sheet(html.format(1), Paper.LABEL, (out.getvalue(),)))
        assert b"/DCTDecode" not in other

    def test_turns_hostile_words_into_plain_words(self):
        hostile = replace(samples.SLIP, worst_case="<b>{{ frame }}</b> & <script>")
        pdf = render.pdf(slip.sheet(hostile))
        assert "<b>{{ frame }}</b> & <script>" in words(pdf)


class TestImports:
    def test_reach_weasyprint_from_the_renderer_only(self):
        check = (
            "import sys, rma.documents.agreement, rma.documents.slip,"
            "rma.documents.parcel_label, rma.documents.claim_packet,"
            "rma.documents.report, rma.documents.keep, rma.documents.steps;"
            "sys.exit('weasyprint' in sys.modules)"
        )
        subprocess.run([sys.executable, "-c", check], check=True, timeout=60)


def _assert_holds_no_secret(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    assert document.count_attachments() == 0
    assert SECRET not in words(pdf)
    assert SECRET.encode() not in pdf


def _everything_that_fetches(address: str, secret: str) -> str:
    hrefs = (f"{address}/x", secret)
    tags = "".join(
        f"""<link rel=stylesheet href="{href}"><link rel=attachment href="{href}">
        <style>@import "{href}"; @font-face {{ font-family: F; src: url({href}) }}
        p {{ font-family: F; background: url({href}); list-style: url({href}) }}
        p::before {{ content: url({href}) }}</style>
        <img src="{href}"><embed src="{href}"><object data="{href}"></object>
        <a rel=attachment href="{href}">a</a><base href="{href}">
        <svg xmlns="http://www.w3.org/2000/svg"><image href="{href}"/>
        <use href="{href}#a"/><style>@import "{href}";</style></svg>"""
        for href in hrefs
    )
    return f"<html lang=en><title>t</title>{tags}<p>still printed</p>"
