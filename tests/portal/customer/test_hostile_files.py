"""Files meant to harm, sent by the real form: a sentence each, and no harm done."""

import io
import resource

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from outbox import work
from outbox.models import Job
from rma.models import Upload
from tests.rma.documents.test_harmless import claimed_png, picture


@pytest.fixture
def page(walk, unit, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return walk.whole(unit.serial)


def post(client, page, content, name="camera.jpg", kind="image/jpeg"):
    sent = SimpleUploadedFile(name, content, kind)
    return client.post(f"{page}files", {"kind": "photo", "shown": [sent]})


def largest():
    """Return the most memory this process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


class TestTurnedAwayAtTheDoor:
    @pytest.mark.parametrize(
        "content",
        [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a\0\0", b"MZ\x90", b"PK"],
        ids=["svg", "gif", "program", "archive"],
    )
    def test_another_kind_is_named_whatever_it_calls_itself(
        self, client, page, content
    ):
        answer = post(client, page, content)
        assert "“camera.jpg” is no picture or PDF." in answer.text
        assert not Upload.objects.exists()


class TestTurnedAwayByTheWorker:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (picture()[:300], "is damaged"),
            (claimed_png(30_000, 30_000), "has more than 40 megapixels"),
            (claimed_png(8000, 4900), "is damaged"),
            (b"\xff\xd8\xff<?php system('id');", "is damaged"),
            (b"%PDF-1.7\n1 0 obj <<>> endobj", "is damaged"),
        ],
        ids=["truncated", "bomb", "hollow", "program", "broken paper"],
    )
    def test_gets_a_sentence_and_costs_the_door_nothing(
        self, client, page, content, said
    ):
        before = largest()
        assert post(client, page, content).status_code == 302
        assert largest() - before < 8_000_000
        work.drain(only=["upload.redraw"])
        shown = client.get(f"{page}files")
        assert said in shown.text
        upload = Upload.objects.get()
        assert client.get(f"{page}files/{upload.pk}").status_code == 404
        assert not Job.objects.dead().exists()


class TestTakenIn:
    def test_a_picture_that_is_a_page_too_is_a_picture_only(self, client, page):
        exif = Image.Exif()
        exif[0x8825] = {1: "N", 2: (52.0, 31.0, 0.0), 3: "E", 4: (13.0, 24.0, 0.0)}
        exif[0x010F] = "CANARY-CAMERA"
        post(client, page, picture(exif=exif) + b"<html><script>CANARY</script>")
        work.drain(only=["upload.redraw"])
        upload = Upload.objects.get()
        answer = client.get(f"{page}files/{upload.pk}")
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Type"] == "image/jpeg"
        assert b"CANARY" not in answer.content
        with Image.open(io.BytesIO(answer.content)) as drawn:
            assert not dict(drawn.getexif())
        # Nothing of what was sent is left where files lie.
        with default_storage.open(upload.file) as file:
            assert b"CANARY" not in file.read()
