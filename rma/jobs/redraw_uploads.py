"""Files handed in, made harmless one by one outside any transaction."""

from datetime import datetime

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome
from rma.actions import uploading
from rma.actions.uploading import Redrawn
from rma.documents import harmless
from rma.documents.harmless import Copy
from rma.jobs import store_files
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
    if isinstance(made, Copy):
        # Who tidies up may have taken it before the row was there (forget_files.py).
        _stored(made)
    return DONE


def _stored(copy: Copy) -> Redrawn:
    suffix = _SUFFIXES[copy.media_type]
    name = store_files.store(copy.content, folder="uploads", suffix=suffix)
    return Redrawn(name, copy.media_type, len(copy.content))
