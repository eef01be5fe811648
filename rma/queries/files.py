"""The files of a return as a reader may see them: name, kind, and how far they are."""

from dataclasses import dataclass
from datetime import datetime

from rma.models import Case, Draft, Upload
from rma.rules.uploads import Problem, UploadKind, UploadState


@dataclass(frozen=True, slots=True)
class FileView:
    """Show one file somebody handed in."""

    id: int
    kind: UploadKind
    name: str
    by: str
    from_staff: bool
    sent_at: datetime
    state: UploadState
    problem: Problem | None
    is_picture: bool
    position: int | None
    slot: str

    @property
    def is_ready(self) -> bool:
        """Whether it can be looked at."""
        return self.state is UploadState.READY


def files_of(case: Case) -> tuple[FileView, ...]:
    """Return all files of a return, the oldest first."""
    return tuple(map(_view, Upload.objects.filter(case=case).select_related("line")))


def files_of_draft(draft: Draft) -> tuple[FileView, ...]:
    """Return the files of a return that is still being filled in."""
    return tuple(map(_view, Upload.objects.filter(draft=draft).select_related("line")))


def file_of(case: Case, upload_id: int) -> Upload | None:
    """Return one redrawn file of a return, with its bytes to be read."""
    return Upload.objects.shown().filter(case=case, pk=upload_id).first()


def _view(upload: Upload) -> FileView:
    return FileView(
        id=upload.pk,
        kind=UploadKind(upload.kind),
        name=upload.name,
        by=upload.by,
        from_staff=upload.from_staff,
        sent_at=upload.sent_at,
        state=UploadState(upload.state),
        problem=Problem(upload.problem) if upload.problem else None,
        is_picture=upload.is_picture,
        position=upload.line.position if upload.line else None,
        slot=upload.slot,
    )
