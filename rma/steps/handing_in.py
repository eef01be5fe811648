"""Files kept as they were sent, for a worker to draw again; each kept once."""

import hashlib
from datetime import datetime
from typing import Any

from outbox.post import Posting, post_many
from rma.models import RawUpload, Upload
from rma.rules import uploads
from rma.rules.actors import Actor
from rma.rules.uploads import MOST_FILES, Problem, Sent, UploadKind


class NotTaken(Exception):
    """A file is no picture or PDF of a size we take; carries its name and why."""

    def __init__(self, name: str, problem: Problem) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name
        self.problem = problem


class TooManyFiles(Exception):
    """A return holds as many files as it may; carries how many that are."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} files")
        self.most = most


def keep_files(
    files: tuple[Sent, ...],
    kind: UploadKind,
    *,
    by: Actor,
    at: datetime,
    owner: dict[str, Any],
    **more: Any,  # noqa: ANN401 - columns
) -> int:
    """
    Keep files for their owner and return how many; one that is there is not doubled.

    Raises NotTaken for the first that is no picture or PDF of a size we take, and
    TooManyFiles; then none of them is kept.
    """
    for sent in files:
        problem = uploads.objection_to(sent.content, size=len(sent.content))
        if problem:
            raise NotTaken(sent.name, problem)
    kept = Upload.objects.filter(**owner)
    known = set(kept.filter(kind=kind.value).values_list("sent_hash", flat=True))
    by_hash = {_hash(sent): sent for sent in files}
    new = [sent for digest, sent in by_hash.items() if digest not in known]
    if kept.standing().count() + len(new) > MOST_FILES:
        raise TooManyFiles(MOST_FILES)
    rows = [
        Upload(
            kind=kind.value,
            name=sent.name.replace("\x00", "")[-120:] or kind.value,
            by=by.label[:120],
            slot=sent.slot[:200],
            from_staff=by.is_staff,
            sent_at=at,
            sent_hash=_hash(sent),
            sent_size=len(sent.content),
            **owner,
            **more,
        )
        for sent in new
    ]
    _keep(rows, new)
    return len(rows)


def _keep(rows: list[Upload], files: list[Sent]) -> None:
    Upload.objects.bulk_create(rows)
    pairs = zip(rows, files, strict=True)
    RawUpload.objects.bulk_create(
        [RawUpload(upload=row, content=sent.content) for row, sent in pairs]
    )
    post_many(
        Posting("upload.redraw", f"upload.redraw:{row.pk}", {"upload_id": row.pk})
        for row in rows
    )


def _hash(sent: Sent) -> str:
    return hashlib.sha256(sent.content).hexdigest()
