"""What is typed and not sent yet is kept, without deciding anything."""

from django.core.files.uploadedfile import SimpleUploadedFile

from rma.models import Draft, Upload

WORDS = "It hums, then it is dark."


def draft():
    return Draft.objects.get()


class TestWordsNotSent:
    def test_are_there_when_the_page_is_opened_again(self, walk, unit):
        walk.find("SN-1")
        kept = walk.tell(words=WORDS, reason="", keep="1")

        assert (kept.status_code, kept.content) == (204, b"")
        assert WORDS in walk.client.get("/r/new/item").text
        # Nothing is decided: the way on still asks for what is missing.
        assert walk.client.get("/r/new/remedy")["Location"] == "/r/new/item"

    def test_bring_no_file_along(self, walk, unit):
        walk.find("SN-1")
        photo = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n", "image/png")
        walk.tell(words=WORDS, keep="1", shown=photo)

        assert not Upload.objects.exists()

    def test_go_nowhere_without_a_draft(self, client, db):
        told = {"u1-words": WORDS, "keep": "1"}

        assert client.post("/r/new/item", told)["Location"] == "/"
        assert not Draft.objects.exists()


class TestRemedyNotSent:
    def test_keeps_the_address_and_writes_to_nobody_for_it(self, walk, unit):
        walk.find("SN-1")
        walk.tell()
        kept = walk.choose(keep="1", email="ana@orb", street1="Am Wall 3")

        assert kept.status_code == 204
        assert draft().data["contact"]["street1"] == "Am Wall 3"
        assert draft().email == ""

    def test_accepts_no_terms_behind_somebodys_back(self, walk, unit):
        walk.find("SN-1")
        walk.tell()
        walk.choose(wish="advance_replacement", accepted="on", keep="1")

        assert draft().data["is_accepted"] is False
