"""Files of drafts nobody finished leave the storage; what anybody names stays."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from outbox import handlers, work
from rma.actions import uploading
from rma.jobs import forget_files, store_files, tidy
from rma.models import Draft, Upload
from rma.rules.uploads import UploadKind
from tests.rma.builders import NOON, a_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    handlers.load()


def a_file(content: bytes = b"photo", **owner: object) -> str:
    name = store_files.store(content, folder="uploads", suffix="jpg")
    Upload.objects.create(
        kind=UploadKind.PHOTO,
        name="a.jpg",
        by="Jo",
        sent_at=NOON,
        sent_hash=content.hex(),
        sent_size=len(content),
        state="ready",
        file=name,
        **owner,
    )
    return name


def a_draft(days: int) -> Draft:
    at = timezone.now() - timedelta(days=days)
    return Draft.objects.create(
        secret_hash=f"{days:064}", data={}, created_at=at, changed_at=at
    )


def forget_all() -> None:
    work.drain(now=timezone.now(), only=["file.forget"])


def test_a_draft_that_grew_old_takes_its_files_along():
    name = a_file(draft=a_draft(91))
    fresh = a_file(b"other", draft=a_draft(10))
    tidy.tidy(lease=None, at=timezone.now())
    forget_all()
    assert not default_storage.exists(name)
    assert default_storage.exists(fresh)


def test_what_a_return_names_too_stays():
    name = a_file(draft=a_draft(91))
    assert a_file(case=a_case()) == name
    uploading.take_from_draft(
        draft_id=Draft.objects.get().pk, upload_id=Upload.objects.earliest("pk").pk
    )
    forget_all()
    assert default_storage.exists(name)


def test_a_file_taken_off_a_draft_is_gone():
    name = a_file(draft=a_draft(1))
    uploading.take_from_draft(
        draft_id=Draft.objects.get().pk, upload_id=Upload.objects.get().pk
    )
    forget_all()
    assert not default_storage.exists(name)


def test_sent_again_while_it_was_taken_it_is_put_back(monkeypatch):
    name = store_files.store(b"photo", folder="uploads", suffix="jpg")
    answers = iter([False, True])
    monkeypatch.setattr(forget_files, "_is_named", lambda _name: next(answers))
    forget_files.forget(name=name, lease=None, at=NOON)
    assert default_storage.exists(name)


def test_nothing_else_in_storage_is_touched():
    name = store_files.store(b"packet", folder="evidence", suffix="zip")
    forget_files.forget(name=name, lease=None, at=NOON)
    assert default_storage.exists(name)
