"""Files handed in, made harmless one by one outside any transaction."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome
from rma.actions import uploading
from rma.actions.uploading import Redrawn
from rma.documents import harmless
from rma.documents.harmless import Copy
from rma.models import RawUpload

_SUFFIXES = {"image/jpeg": "jpg", "application/pdf": "pdf"}


@handler("upload.redraw")
def redraw(*, upload_id: int, lease: Lease, at: datetime) -> Outcome:
    """Draw one file again and keep the copy; twice is once."""
    raw = RawUpload.objects.filter(upload_id=upload_id).first()
    if raw is None:
        return DONE
    made = harmless.copy_of(bytes(raw.content))
    result = _stored(made) if isinstance(made, Copy) else made
    uploading.keep_redrawn(upload_id=upload_id, result=result, at=at, lease=lease)
    return DONE


def _stored(copy: Copy) -> Redrawn:
    """Keep the bytes under their own hash; the same bytes are kept once."""
    digest = hashlib.sha256(copy.content).hexdigest()
    name = f"uploads/{digest[:2]}/{digest}.{_SUFFIXES[copy.media_type]}"
    size = len(copy.content)
    if default_storage.exists(name) and default_storage.size(name) != size:
        # A process was killed while it wrote.
        default_storage.delete(name)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(copy.content))
    return Redrawn(name, copy.media_type, size)
