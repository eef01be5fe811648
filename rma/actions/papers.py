"""Papers kept: a drawn file becomes the case's newest document of its kind."""

from dataclasses import dataclass
from datetime import datetime

from outbox.words import Lease
from rma.actions.use_case import use_case
from rma.models import Case, CaseRef, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Name a file that lies in storage, by what it is and what it was drawn from."""

    kind: str
    paper: str
    content_key: str
    file: str
    title: str
    box: str = ""
    media_type: str = "application/pdf"


@use_case
def keep_documents(
    *,
    case: CaseRef,
    drawn: tuple[Drawn, ...],
    at: datetime,
    lease: Lease | None = None,
) -> Case:
    """
    Keep drawn files as documents of a case; the same one again changes nothing.

    A content that comes back after another becomes the newest again.
    """
    locked = Case.objects.locked(case)
    for each in drawn:
        _keep(locked, each, at)
    if lease:
        lease.finish()
    return locked


def _keep(case: Case, drawn: Drawn, at: datetime) -> None:
    like = case.documents.filter(
        kind=drawn.kind, paper=drawn.paper, title=drawn.title, box=drawn.box
    )
    newest = like.order_by("-id").first()
    if newest and newest.content_key == drawn.content_key:
        return
    like.filter(content_key=drawn.content_key).delete()
    Document.objects.create(
        case=case,
        kind=drawn.kind,
        paper=drawn.paper,
        content_key=drawn.content_key,
        file=drawn.file,
        title=drawn.title[:160],
        box=drawn.box,
        media_type=drawn.media_type,
        made_at=at,
    )
