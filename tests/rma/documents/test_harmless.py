"""Files of strangers: what is taken is drawn again, what is hostile harms nobody."""

import io
import struct
import zlib

import pytest
from PIL import Image

from rma.documents import harmless
from rma.documents.harmless import Copy
from rma.rules.uploads import Problem


def picture(kind="JPEG", size=(60, 40), **more):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def claimed_png(width, height):
    """A PNG whose header claims a size, and whose data is a line of zeros."""

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


class TestACopy:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_of_a_picture_is_a_jpeg_of_the_same_size(self, kind):
        copy = harmless.copy_of(picture(kind))
        assert isinstance(copy, Copy)
        with Image.open(io.BytesIO(copy.content)) as drawn:
            assert (drawn.format, drawn.size) == ("JPEG", (60, 40))

    def test_tells_neither_where_nor_with_what_it_was_taken(self):
        exif = Image.Exif()
        exif[0x010F] = "CANARY camera"
        exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
        told = picture(exif=exif.tobytes(), comment=b"CANARY words")
        assert b"CANARY" in told
        copy = harmless.copy_of(told)
        assert isinstance(copy, Copy)
        assert b"CANARY" not in copy.content
        with Image.open(io.BytesIO(copy.content)) as drawn:
            assert not drawn.getexif()

    def test_stands_upright_as_the_phone_meant_it(self):
        exif = Image.Exif()
        exif[0x0112] = 6
        copy = harmless.copy_of(picture(exif=exif.tobytes()))
        assert isinstance(copy, Copy)
        with Image.open(io.BytesIO(copy.content)) as drawn:
            assert drawn.size == (40, 60)

    def test_of_a_paper_is_pictures_of_its_pages_without_what_hung_on_it(self):
        pdf = picture("PDF").replace(b"/Type /Catalog", b"/Type /Catalog /CANARY true")
        copy = harmless.copy_of(pdf)
        assert isinstance(copy, Copy)
        assert copy.media_type == "application/pdf"
        assert b"CANARY" not in copy.content

    def test_carries_nothing_that_was_written_behind_the_picture(self):
        copy = harmless.copy_of(picture() + b"<script>CANARY</script>")
        assert isinstance(copy, Copy)
        assert b"CANARY" not in copy.content


class TestWhatIsHostile:
    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Problem.WRONG_KIND),
            (b"GIF89a" + b"\0" * 100, Problem.WRONG_KIND),
            (b"\xff\xd8\xff<?php", Problem.DAMAGED),
            (picture()[:300], Problem.DAMAGED),
            (picture("PNG")[:60], Problem.DAMAGED),
            (b"%PDF-1.7\n1 0 obj <<>> endobj", Problem.DAMAGED),
            (claimed_png(30_000, 30_000), Problem.TOO_MANY_PIXELS),
            (claimed_png(8000, 4900), Problem.DAMAGED),
        ],
        ids=[
            "svg",
            "gif",
            "program",
            "half a jpeg",
            "half a png",
            "half a pdf",
            "900 megapixels",
            "39 megapixels of nothing",
        ],
    )
    def test_is_turned_away_with_a_word(self, content, why):
        assert harmless.copy_of(content) is why

    def test_a_paper_of_many_pages_is_too_long(self):
        out = io.BytesIO()
        sheets = [Image.new("1", (10, 10)) for _ in range(11)]
        sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
        assert harmless.copy_of(out.getvalue()) is Problem.TOO_MANY_PAGES

    def test_a_page_of_many_miles_is_drawn_small(self):
        pdf = picture("PDF").replace(b"0 0 60 40", b"0 0 14400 14400")
        copy = harmless.copy_of(pdf)
        assert isinstance(copy, Copy)
        assert len(copy.content) < 1_000_000

    def test_what_breaks_the_child_is_too_hard(self, monkeypatch):
        monkeypatch.setattr(harmless, "_PATIENCE", 0.001)
        assert harmless.copy_of(picture()) is Problem.TOO_HARD
