"""Photos and papers at the customer's door and at the desk's."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from outbox import work
from rma.models import Case, Upload
from rma.rules.uploads import LARGEST_BYTES

JPEG = b"\xff\xd8\xff"


def photo(name="camera.jpg", colour="teal"):
    out = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue())


@pytest.fixture
def page(walk, unit, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return walk.whole(unit.serial)


@pytest.fixture
def send(client, page):
    def post(*files, **more):
        told = {"kind": "photo", "shown": list(files)} | more
        return client.post(f"{page}files", told)

    return post


def ready():
    work.drain(only=["upload.redraw"])
    return Upload.objects.get()


class TestFilesOfAReturn:
    def test_are_sent_and_shown_once_they_are_harmless(self, client, page, send):
        assert send(photo()).status_code == 302
        assert "being made ready" in client.get(f"{page}files").text
        upload = ready()
        assert f"files/{upload.pk}" in client.get(f"{page}files").text

        answer = client.get(f"{page}files/{upload.pk}")
        assert answer.content.startswith(JPEG)
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"

    def test_are_not_handed_out_before(self, client, page, send):
        send(photo())
        waiting = Upload.objects.get()
        assert client.get(f"{page}files/{waiting.pk}").status_code == 404

    def test_belong_to_their_return_only(self, client, page, send, walk, shop):
        send(photo())
        upload = ready()
        shop.unit("SN-2")
        other = walk.whole("SN-2")
        assert client.get(f"{other}files/{upload.pk}").status_code == 404
        assert Client().get(f"{page}files/{upload.pk}").status_code == 404

    def test_good_ones_are_kept_and_each_other_is_named(self, client, send):
        svg = SimpleUploadedFile("drawing.svg", b"<svg/>", "image/jpeg")
        answer = send(photo(), svg)
        assert answer.status_code == 422
        assert "“drawing.svg” is no picture or PDF." in answer.text
        assert Upload.objects.count() == 1

    def test_too_large_ones_never_fill_the_disk(self, send):
        large = SimpleUploadedFile("large.jpg", JPEG + b"\0" * LARGEST_BYTES)
        answer = send(large)
        assert "is larger than 10 MB" in answer.text
        assert not Upload.objects.exists()

    @pytest.mark.parametrize("name", ["../../etc/passwd", "<b>x</b>.jpg", "x" * 500])
    def test_names_are_only_words(self, client, page, send, name):
        assert send(photo(name)).status_code == 302
        ready()
        assert "<b>x" not in client.get(f"{page}files").text

    def test_none_chosen_is_said_at_the_field(self, send):
        assert "Choose at least one file." in send().text

    def test_sent_twice_are_kept_once(self, send):
        assert send(photo(), once="k1").status_code == 302
        assert send(photo(), once="k1").status_code == 302
        assert Upload.objects.count() == 1
        assert Case.objects.get().events.filter(name="files.added").count() == 1


class TestWithoutANumber:
    def test_the_plate_is_asked_for_and_a_person_looks(
        self, walk, shop, settings, tmp_path
    ):
        settings.MEDIA_ROOT = tmp_path
        walk.client.post("/", {"without": "1"})
        assert "A photo of the plate" in walk.client.get("/r/new/item").text
        walk.tell(**{"u1-about": "A dome camera", "plate": photo("plate.jpg")})
        walk.choose()
        walk.create()
        case = Case.objects.get()
        assert case.situation == "in_review"
        assert Upload.objects.get(case=case).kind == "nameplate"
        codes = [why["code"] for why in case.lines.get().ruling]
        assert "no_serial" in codes

    def test_of_a_known_unit_no_plate_is_asked(self, walk, unit):
        walk.find("SN-1")
        assert "A photo of the plate" not in walk.client.get("/r/new/item").text
