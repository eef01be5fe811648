"""The bytes of labels and their papers, kept under names made from their content."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from outbox.faults import faultpoint
from shipping.carriers.answers import Document
from shipping.models import LabelDocument, LabelPurchase

_LARGEST = 5 * 1024 * 1024
_BEGINNINGS = {
    "application/pdf": b"%PDF-",
    "image/png": b"\x89PNG",
    "application/zpl": b"^XA",
}


class NotALabel(ValueError):
    """What the carrier sent is no document of the kind it claims to be."""


def keep(document: Document) -> str:
    """
    Store the bytes and return their name; the same bytes are stored once.

    Raises NotALabel where they are too many or of another kind than they claim.
    """
    beginning = _BEGINNINGS.get(document.media_type)
    if beginning is None or not document.content.startswith(beginning):
        raise NotALabel(document.media_type)
    if len(document.content) > _LARGEST:
        raise NotALabel(f"{len(document.content)} bytes")
    digest = hashlib.sha256(document.content).hexdigest()
    name = f"labels/{digest[:2]}/{digest}.{document.suffix}"
    if default_storage.exists(name):
        if _holds(name, digest):
            return name
        # A process was killed while it wrote; half a label is no label.
        default_storage.delete(name)
    kept = default_storage.save(name, ContentFile(document.content))
    faultpoint("label.after_document")
    return kept


def keep_beside(
    purchase: LabelPurchase, document: Document, *, at: datetime
) -> LabelDocument:
    """
    Store a paper that belongs to a label, and note where; once for each kind.

    Raises NotALabel where it is of another kind than it claims.
    """
    paper, _made = LabelDocument.objects.update_or_create(
        purchase=purchase,
        kind=document.kind.value,
        defaults={
            "file": keep(document),
            "media_type": document.media_type,
            "kept_at": at,
        },
    )
    return paper


def is_whole(purchase: LabelPurchase) -> bool:
    """Return whether the label's file is there and is what its name says."""
    name = purchase.label_file
    digest = name.rsplit("/", 1)[-1].split(".", 1)[0][:64]
    return default_storage.exists(name) and _holds(name, digest)


def read(purchase: LabelPurchase) -> bytes:
    """Return the label's bytes."""
    with default_storage.open(purchase.label_file) as file:
        content: bytes = file.read()
    return content


def read_beside(paper: LabelDocument) -> bytes:
    """Return the bytes of a paper that belongs to a label."""
    with default_storage.open(paper.file) as file:
        content: bytes = file.read()
    return content


def contents(papers: Iterable[LabelDocument]) -> dict[int, bytes]:
    """Return the bytes of those papers that are still there, by their ids."""
    kept = (paper for paper in papers if default_storage.exists(paper.file))
    return {paper.pk: read_beside(paper) for paper in kept}


def _holds(name: str, digest: str) -> bool:
    with default_storage.open(name) as file:
        return hashlib.sha256(file.read()).hexdigest() == digest
