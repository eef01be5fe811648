"""Fewer bytes for slow lines: what is compressed, once, and what is not."""

import gzip

import pytest
from django.conf import settings as kept_settings
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from portal import compressed

pytestmark = pytest.mark.django_db
TAKES = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}


@pytest.fixture
def browser(settings, tmp_path):
    """Return a client that is sent files too, compressed into a folder of its own."""
    settings.WHITENOISE_USE_FINDERS = True
    settings.RETURNWELL_DATA = tmp_path
    return Client(**TAKES)


def read(answer):
    """Return the bytes of an answer as they cross the line."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


class TestFiles:
    ADDRESS = "/static/portal/returnwell.css"

    def test_are_compressed_for_who_takes_that_and_whole_for_others(self, browser):
        packed = browser.get(self.ADDRESS)
        assert packed["Content-Encoding"] == "gzip"
        assert packed["Content-Type"].startswith("text/css")
        assert "Accept-Encoding" in packed["Vary"]
        whole = browser.get(self.ADDRESS, HTTP_ACCEPT_ENCODING="")
        assert "Content-Encoding" not in whole
        body = read(whole)
        assert gzip.decompress(read(packed)) == body
        assert body == (kept_settings.ROOT / f"portal{self.ADDRESS}").read_bytes()

    def test_are_compressed_once(self, browser, tmp_path, monkeypatch):
        read(browser.get(self.ADDRESS))
        made = {each.name for each in (tmp_path / "compressed").iterdir()}
        assert made
        assert all(name.endswith(".gz") for name in made)
        monkeypatch.setattr(gzip, "compress", None)
        again = Client(**TAKES)
        packed = again.get(self.ADDRESS)
        assert packed["Content-Encoding"] == "gzip"
        read(packed)

    def test_changed_are_sent_as_they_are_now(self, tmp_path, settings):
        settings.RETURNWELL_DATA = tmp_path
        file = tmp_path / "a.css"
        file.write_bytes(b"a" * 400)
        before = compressed._packed(file)
        file.write_bytes(b"b" * 400)
        after = compressed._packed(file)
        assert gzip.decompress(before.read_bytes()) == b"a" * 400
        assert gzip.decompress(after.read_bytes()) == b"b" * 400

    def test_that_gain_nothing_are_left_alone(self, tmp_path):
        for name, size in (("a.png", 4000), ("a.css", 10)):
            (tmp_path / name).write_bytes(b"a" * size)
            assert compressed._packed(tmp_path / name) is None


class TestPages:
    def test_are_compressed_and_padded(self, browser):
        assert "<html" in gzip.decompress(browser.get("/").content).decode()
        lengths = {len(browser.get("/").content) for _time in range(12)}
        assert len(lengths) > 3

    def test_papers_and_answers_to_programs_are_sent_as_they_are(self, browser):
        sheet = browser.get("/api/v1/openapi.json")
        assert len(sheet.content) > 1000
        assert "Content-Encoding" not in sheet

    def test_of_another_kind_are_left_alone(self):
        def paper(request):
            return HttpResponse(b"%PDF-" + 2000 * b" ", "application/pdf")

        def table(request):
            return StreamingHttpResponse(["a" * 2000], content_type="text/html")

        asked = RequestFactory(**TAKES).get("/")
        for answer in (paper, table):
            assert "Content-Encoding" not in compressed.Pages(answer)(asked)
