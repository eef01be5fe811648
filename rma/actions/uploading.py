"""Files handed in: taken at the door, redrawn by a worker, taken over by a return."""

from dataclasses import dataclass
from datetime import datetime

from outbox import post
from outbox.words import Lease
from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, Draft, Upload
from rma.rules.actors import Actor
from rma.rules.facts import FilesAdded
from rma.rules.uploads import PROOF_KINDS, Problem, Sent, UploadKind
from rma.steps import evidence, handing_in, settling


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
    owner = {"case": locked}
    count = handing_in.keep_files(files, kind, by=by, at=at, owner=owner, line=line)
    if count:
        fact = FilesAdded(line=line.position if line else None, kind=kind, count=count)
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
    handing_in.keep_files(files, kind, by=by, at=at, owner={"draft": draft})
    return draft


@use_case
def take_from_draft(*, draft_id: int, upload_id: int) -> None:
    """Throw a file of a draft away; one that is gone already stays gone."""
    found = Upload.objects.filter(pk=upload_id, draft_id=draft_id)
    for name in found.exclude(file="").values_list("file", flat=True):
        post.post("file.forget", f"file.forget:{upload_id}", name=name)
    found.delete()


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
        _let_proof_be_looked_at(upload)
    lease.finish()


def _let_proof_be_looked_at(upload: Upload) -> None:
    """Have the proof that a file belongs to looked at, now that it was drawn again."""
    if upload.line_id and upload.kind in PROOF_KINDS:
        key = f"stay.look:upload:{upload.pk}"
        post.post("stay.look", key, line_id=upload.line_id)
