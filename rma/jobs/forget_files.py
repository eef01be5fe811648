"""Redrawn files that nothing names any more, taken out of storage without a gap."""

from collections.abc import Iterable
from datetime import datetime

from django.core.files.storage import default_storage

from outbox.handlers import handler
from outbox.post import Posting, post_many
from outbox.words import DONE, Lease, Outcome
from rma.jobs import store_files
from rma.models import Document, Upload

_FOLDERS = ("uploads/", "papers/")


def forget_later(names: Iterable[str], at: datetime) -> None:
    """Have files looked at that lost a row, in the transaction that took it."""
    post_many(
        Posting("file.forget", f"file.forget:{name}:{at.isoformat()}", {"name": name})
        for name in sorted(set(names) - {""})
    )


@handler("file.forget")
def forget(*, name: str, lease: Lease, at: datetime) -> Outcome:
    """
    Delete a file that no upload and no paper names; twice is once.

    The same bytes lie there once, and somebody may send them again at this moment:
    who sends looks for the file after the row is written, and we look for a row after
    the file is gone and put it back. One of the two always sees the other.
    """
    is_ours = name.startswith(_FOLDERS) and ".." not in name
    if not is_ours or _is_named(name) or not default_storage.exists(name):
        return DONE
    with default_storage.open(name) as file:
        content = bytes(file.read())
    default_storage.delete(name)
    if _is_named(name):
        suffix = name.rsplit(".", 1)[-1]
        store_files.store(content, folder=name.split("/", 1)[0], suffix=suffix)
    return DONE


def _is_named(name: str) -> bool:
    is_sent = Upload.objects.filter(file=name).exists()
    return is_sent or Document.objects.filter(file=name).exists()
