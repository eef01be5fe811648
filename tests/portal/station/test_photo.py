"""A photo is read by a child that cannot do much, whatever stands on it."""

import io
import zlib

import pytest
import qrcode
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from rma.documents import reading
from rma.rules.uploads import Problem
from tests.rma import builders

pytestmark = pytest.mark.django_db


def picture_of(text, *, kind="JPEG", turn=0):
    image = qrcode.make(text, box_size=6).get_image().convert("RGB")
    out = io.BytesIO()
    image.rotate(turn, expand=True, fillcolor="white").save(out, kind)
    return out.getvalue()


def a_bomb():
    """Return a small PNG that says it is fifty thousand pixels wide and high."""

    def chunk(kind, data):
        end = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + end

    size = (50_000).to_bytes(4, "big") * 2
    head = chunk(b"IHDR", size + b"\x08\x00\x00\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))


class TestCodesOn:
    def test_reads_a_turned_code(self):
        assert reading.codes_on(picture_of("SN-1", turn=30)) == ("SN-1",)

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            (a_bomb(), Problem.TOO_MANY_PIXELS),
            (b"\xff\xd8\xff" + b"\x00" * 200, Problem.DAMAGED),
            (picture_of("x")[:300], Problem.DAMAGED),
            (b"<svg onload=alert(1)>", Problem.WRONG_KIND),
            (b"%PDF-1.7", Problem.WRONG_KIND),
            (b"", Problem.WRONG_KIND),
        ],
    )
    def test_hostile_files_have_a_name_and_break_nothing(self, content, problem):
        assert reading.codes_on(content) is problem


class TestPhotoDoor:
    def test_leads_to_the_verdict(self, at_work):
        builders.a_case()
        file = SimpleUploadedFile("a.jpg", picture_of("SN-1"))
        answer = at_work.post(reverse("station:photo"), {"photo": file}, follow=True)
        assert "GO" in answer.content.decode()

    def test_says_at_the_field_what_is_wrong(self, at_work):
        out = io.BytesIO()
        Image.new("RGB", (50, 50)).save(out, "PNG")
        for content in (out.getvalue(), b"", b"MZ" * 100):
            file = SimpleUploadedFile("a.png", content)
            answer = at_work.post(reverse("station:photo"), {"photo": file})
            assert answer.status_code == 422
            assert b"station:photo" not in answer.content

    def test_only_the_station_may_run_compiled_programs(self, at_work):
        policy = at_work.get("/station/")["Content-Security-Policy"]
        assert "'wasm-unsafe-eval'" in policy
        other = at_work.get("/station/unlock")["Content-Security-Policy"]
        assert "wasm" not in other
