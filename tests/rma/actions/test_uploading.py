"""Files of a return: taken once, redrawn by a worker, shown harmless only."""

import io

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from outbox import work
from rma.actions import uploading
from rma.models import Draft, Event, RawUpload, Upload
from rma.rules.uploads import MOST_FILES, Problem, Sent, UploadKind, UploadState
from rma.steps import handing_in
from tests.rma.builders import CLERK, NOON, a_case

pytestmark = pytest.mark.django_db


def photo(colour="teal", name="photo.jpg"):
    out = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "JPEG")
    return Sent(name, out.getvalue())


def hand_in(case, *files, kind=UploadKind.PHOTO):
    return uploading.add_to_case(
        case=case.ref, files=files, kind=kind, by=CLERK, at=NOON
    )


@pytest.fixture
def case():
    return a_case()


class TestFilesOfAReturn:
    def test_wait_raw_and_the_history_tells(self, case):
        hand_in(case, photo(), photo("red"))
        assert {each.state for each in case.uploads.all()} == {UploadState.WAITING}
        assert RawUpload.objects.count() == 2
        told = Event.objects.get(case=case, name="files.added")
        assert told.facts == {"kind": "photo", "count": 2}

    def test_are_redrawn_and_their_raw_bytes_forgotten(self, case):
        hand_in(case, photo())
        work.drain(now=NOON, only=["upload.redraw"])
        kept = case.uploads.get()
        assert (kept.state, kept.media_type) == (UploadState.READY, "image/jpeg")
        assert kept.read().startswith(b"\xff\xd8\xff")
        assert not RawUpload.objects.exists()

    def test_that_are_no_pictures_after_all_are_turned_away_with_a_word(self, case):
        hand_in(case, Sent("x.jpg", b"\xff\xd8\xff and nothing"))
        work.drain(now=NOON, only=["upload.redraw"])
        kept = case.uploads.get()
        assert (kept.state, kept.problem) == (UploadState.REFUSED, Problem.DAMAGED)
        assert not RawUpload.objects.exists()

    def test_are_taken_once_however_often_they_are_sent(self, case):
        for _ in range(3):
            hand_in(case, photo(), photo())
        assert case.uploads.count() == 1

    def test_are_refused_by_name_all_or_none(self, case):
        with pytest.raises(handing_in.NotTaken) as refusal:
            hand_in(case, photo(), Sent("evil.svg", b"<svg/>"))
        assert refusal.value.name == "evil.svg"
        assert not case.uploads.exists()

    def test_are_so_many_at_most(self, case):
        many = [photo((each, 0, 0)) for each in range(0, MOST_FILES * 8, 8)]
        hand_in(case, *many)
        with pytest.raises(handing_in.TooManyFiles):
            hand_in(case, photo("white"))

    def test_are_never_shown_raw_says_the_database(self, case):
        hand_in(case, photo())
        with pytest.raises(IntegrityError), transaction.atomic():
            case.uploads.update(state=UploadState.READY)


class TestFilesOfADraft:
    @pytest.fixture
    def draft(self):
        return Draft.objects.create(secret_hash="x", created_at=NOON, changed_at=NOON)

    def test_belong_to_it_and_go_with_it(self, draft):
        uploading.add_to_draft(
            draft_id=draft.pk,
            files=(photo(),),
            kind=UploadKind.PHOTO,
            by=CLERK,
            at=NOON,
        )
        assert draft.uploads.count() == 1
        draft.delete()
        assert not Upload.objects.exists()
        assert not RawUpload.objects.exists()

    def test_are_thrown_away_by_their_owner_only(self, draft):
        uploading.add_to_draft(
            draft_id=draft.pk,
            files=(photo(),),
            kind=UploadKind.PHOTO,
            by=CLERK,
            at=NOON,
        )
        upload = draft.uploads.get()
        uploading.take_from_draft(draft_id=draft.pk + 1, upload_id=upload.pk)
        assert draft.uploads.exists()
        uploading.take_from_draft(draft_id=draft.pk, upload_id=upload.pk)
        assert not draft.uploads.exists()
