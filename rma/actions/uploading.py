"""Files handed in: taken at the door, redrawn by a worker, taken over by a return."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from outbox.post import Posting, post_many
from outbox.words import Lease
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Draft, RawUpload, Upload
from rma.models.upload import UploadQuerySet
from rma.rules import uploads
from rma.rules.actors import Actor
from rma.rules.facts import FilesAdded
from rma.rules.uploads import MOST_FILES, Problem, Sent, UploadKind
from rma.steps import evidence, settling


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


@dataclass(frozen=True, slots=True)
class Redrawn:
    """Hold the harmless copy of a file, already in storage."""

    file: str
    media_type: str
    size: int


@use_case
def add_to_case(
    *,
    case: CaseRef,
    files: tuple[Sent, ...],
    kind: UploadKind,
    by: Actor,
    at: datetime,
    position: int | None = None,
    once: Once | None = None,
) -> Case:
    """
    Take files for a return; one it holds already is not taken twice.

    Raises NotTaken for the first that is no picture or PDF of a size we take, and
    TooManyFiles; then none of them is taken.
    """
    locked = Case.objects.locked(case)
    lines = CaseLine.objects.of(locked)
    line = next((each for each in lines if each.position == position), None)
    new = _new(files, kind, Upload.objects.filter(case=locked))
    rows = [_row(sent, kind, by, at, case=locked, line=line) for sent in new]
    _keep(rows, new)
    if rows:
        fact = FilesAdded(
            line=line.position if line else None, kind=kind, count=len(rows)
        )
        locked.record(fact, lines=settling.sums_of(lines), at=at, by=by)
    return locked


@use_case
def add_to_draft(
    *,
    draft_id: int,
    files: tuple[Sent, ...],
    kind: UploadKind,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Draft:
    """Take files for a return not asked for yet; raises like `add_to_case`."""
    draft = Draft.objects.select_for_update().get(pk=draft_id)
    new = _new(files, kind, Upload.objects.filter(draft=draft))
    _keep([_row(sent, kind, by, at, draft=draft) for sent in new], new)
    return draft


@use_case
def take_from_draft(*, draft_id: int, upload_id: int) -> None:
    """Throw a file of a draft away; one that is gone already stays gone."""
    Upload.objects.filter(pk=upload_id, draft_id=draft_id).delete()


@use_case
def keep_redrawn(
    *, upload_id: int, result: Redrawn | Problem, at: datetime, lease: Lease
) -> None:
    """Keep what a worker made of a file: its harmless copy, or why there is none."""
    upload = Upload.objects.select_for_update().filter(pk=upload_id).first()
    if upload is not None:
        match result:
            case Redrawn():
                upload.has_been_redrawn(
                    file=result.file,
                    media_type=result.media_type,
                    size=result.size,
                    at=at,
                )
                if upload.case_id:
                    key = f"upload:{upload.pk}"
                    evidence.changed(case_id=upload.case_id, key=key, at=at)
            case _:
                upload.is_turned_away(result, at=at)
    lease.finish()


def _new(files: tuple[Sent, ...], kind: UploadKind, kept: UploadQuerySet) -> list[Sent]:
    for sent in files:
        problem = uploads.objection_to(sent.content, size=len(sent.content))
        if problem:
            raise NotTaken(sent.name, problem)
    known = set(kept.filter(kind=kind.value).values_list("sent_hash", flat=True))
    by_hash = {_hash(sent): sent for sent in files}
    new = [sent for digest, sent in by_hash.items() if digest not in known]
    if kept.standing().count() + len(new) > MOST_FILES:
        raise TooManyFiles(MOST_FILES)
    return new


def _row(
    sent: Sent,
    kind: UploadKind,
    by: Actor,
    at: datetime,
    *,
    case: Case | None = None,
    draft: Draft | None = None,
    line: CaseLine | None = None,
) -> Upload:
    return Upload(
        case=case,
        draft=draft,
        line=line,
        kind=kind.value,
        name=sent.name[-120:] or kind.value,
        by=by.label[:120],
        from_staff=by.is_staff,
        sent_at=at,
        sent_hash=_hash(sent),
        sent_size=len(sent.content),
    )


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
