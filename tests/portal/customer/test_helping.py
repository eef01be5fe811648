"""Questions by product and reason, fixes, photos before a return, and long lists."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rma.models import Case, CaseLine, Draft, FollowUp, KnownFix, Upload
from rma.rules.serials import key_of
from tests.portal.customer.test_files import photo
from tests.portal.customer.walk import SENDER


@pytest.fixture
def light(db):
    return FollowUp.objects.create(
        category="Camera", reason="defective", question="Light on?", choices=["Yes"]
    )


@pytest.fixture
def restart(db):
    return KnownFix.objects.create(
        category="camera", reason="defective", title="Restart it", steps="Off.\nOn."
    )


class TestQuestions:
    def test_go_with_the_return_to_the_desk(self, walk, unit, light):
        walk.find("SN-1")
        walk.tell(**{f"u1-ask{light.pk}": "1"})
        walk.choose()
        assert "Light on? Yes" in walk.check().text
        assert "Light on?" in walk.client.get(walk.create()["Location"]).text
        assert CaseLine.objects.get().answers == [
            {"question": "Light on?", "answer": "Yes"}
        ]

    def test_of_another_reason_are_not_kept(self, walk, unit, light):
        walk.find("SN-1")
        walk.tell(reason="unwanted", **{f"u1-ask{light.pk}": "1"})
        assert Draft.objects.get().data["lines"][0]["answers"] == []

    def test_are_never_more_than_three_the_closest_first(self, walk, unit, light):
        for place in range(4):
            FollowUp.objects.create(
                reason="defective", question=f"General {place}?", position=place
            )
        walk.find("SN-1")
        after = walk.client.get("/r/new/item").context["sections"][0].after
        asked = [field.label for field in after[0].questions]
        assert asked == ["Light on?", "General 0?", "General 1?"]

    def test_of_another_product_are_not_asked(self, walk, unit):
        FollowUp.objects.create(
            category="pump", reason="defective", question="Does it leak?"
        )
        walk.find("SN-1")
        assert "Does it leak?" not in walk.client.get("/r/new/item").text


class TestKnownFixes:
    def test_that_helped_end_the_draft_and_count_once(self, walk, unit, restart):
        walk.find("SN-1")
        pressed = {"solved": f"u1:{restart.pk}"}
        page = walk.client.post("/r/new/item", pressed)
        assert "Good that it works again" in page.text
        assert walk.client.post("/r/new/item", pressed)["Location"] == "/"
        restart.refresh_from_db()
        assert restart.solved == 1
        assert not Case.objects.exists()

    def test_that_did_not_help_are_told_to_the_workshop(self, walk, unit, restart):
        walk.find("SN-1")
        walk.tell(**{f"u1-tried{restart.pk}": "on"})
        walk.choose()
        walk.create()
        told = CaseLine.objects.get().answers
        assert told == [
            {"question": "Did you try: Restart it?", "answer": "Still broken"}
        ]

    @pytest.mark.parametrize("pressed", ["", "u1", "u1:x", "u9:1", "u1:" + "9" * 40])
    def test_made_up_ones_change_nothing(self, walk, unit, pressed):
        walk.find("SN-1")
        answer = walk.client.post("/r/new/item", {"solved": pressed})
        assert answer["Location"] == "/r/new/item"


class TestFilesOfADraft:
    def test_become_the_returns_own(self, walk, unit, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        walk.find("SN-1")
        walk.tell(shown=[photo("crack.jpg")])
        assert "crack.jpg" in walk.client.get("/r/new/item").text
        walk.choose()
        assert "crack.jpg" in walk.check().text
        walk.create()
        assert Upload.objects.get().case == Case.objects.get()

    def test_can_be_taken_away_again(self, walk, unit):
        walk.find("SN-1")
        walk.tell(shown=[photo()])
        walk.client.post("/r/new/item", {"drop": Upload.objects.get().pk})
        assert not Upload.objects.exists()

    def test_that_are_no_pictures_are_named_and_nothing_typed_is_lost(self, walk, unit):
        walk.find("SN-1")
        page = walk.tell(shown=[SimpleUploadedFile("x.svg", b"<svg/>"), photo("y.jpg")])
        assert page.status_code == 422
        assert "“x.svg” is no picture or PDF" in page.text
        assert "No picture since the storm." in page.text
        assert Upload.objects.get().name == "y.jpg"


class TestLongLists:
    def test_come_as_a_file_with_a_heading(self, walk, shop):
        text = 'Site;"Serial number"\nKiel;SN-1\nKiel;SN-2\nKiel;sn 2\n'
        sent = SimpleUploadedFile("list.csv", text.encode("utf-8-sig"))
        walk.find("", table=sent)
        lines = Draft.objects.get().data["lines"]
        assert [key_of(line["serial"]) for line in lines] == ["SN1", "SN2"]
        assert [line["is_same"] for line in lines] == [False, True]

    def test_that_are_no_text_are_explained(self, walk, db):
        page = walk.find("", table=SimpleUploadedFile("list.xlsx", b"PK\x03\x04\xff"))
        assert page.status_code == 422
        assert "Save the list as CSV" in page.text

    def test_leave_out_by_name_what_is_on_an_open_return(self, walk, shop):
        shop.unit("SN-1")
        shop.unit("SN-2")
        walk.whole("SN-1")
        walk.find("", several="SN-1\nSN-2\nSN-3")
        page = walk.client.get("/r/new/item").text
        assert "Left out: on an open return already" in page
        lines = Draft.objects.get(data__has_key="lines").data["lines"]
        assert [line["serial"] for line in lines] == ["SN-2", "SN-3"]

    def test_of_units_alike_are_decided_once(self, walk, shop):
        serials = [f"SN-{place}" for place in range(40)]
        for serial in serials:
            shop.unit(serial)
        walk.find("", several="\n".join(serials))
        walk.tell(**{f"u{place}-same": "on" for place in range(2, 41)})
        page = walk.client.get("/r/new/remedy")
        assert len(page.context["sections"]) == 1
        walk.choose()
        walk.create()
        assert CaseLine.objects.filter(wish="replacement").count() == 40

    def test_may_still_be_decided_one_by_one(self, walk, shop):
        shop.unit("SN-1")
        shop.unit("SN-2")
        walk.find("", several="SN-1\nSN-2")
        walk.tell(**{"u2-same": "on"})
        told = SENDER | {"u1-wish": "replacement", "u2-wish": "repair", "each": "1"}
        walk.client.post("/r/new/remedy", told | {"hand_over": "label"})
        assert len(walk.client.get("/r/new/remedy").context["sections"]) == 2
        walk.create()
        assert {line.wish for line in CaseLine.objects.all()} == {
            "replacement",
            "repair",
        }
