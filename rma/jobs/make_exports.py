"""Copies of people's data: packed file by file, kept for a week, then deleted."""

import json
import tempfile
from datetime import datetime, timedelta
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.base import File
from django.core.files.storage import default_storage

from outbox.handlers import handler
from outbox.words import DONE, Lease, Outcome
from rma.actions import exporting
from rma.models import Case, DataExport
from rma.queries import own_data

_LIMIT = timedelta(minutes=30)
# The page shows how far it is; not each return is worth a statement.
_TOLD_EACH = 20


@handler("export", limit=_LIMIT)
def make_export(*, export_id: int, lease: Lease, at: datetime) -> Outcome:
    """Pack what was asked for and hand it over, under the name kept for it."""
    whole = DataExport.objects.select_related("contact", "account")
    export = whole.get(pk=export_id)
    if export.ready_at:
        return DONE
    with tempfile.TemporaryFile() as file:
        _pack(export, file, at)
        size = file.tell()
        file.seek(0)
        # What a worker that was killed left there.
        default_storage.delete(export.file)
        kept = default_storage.save(export.file, File(file))
    exporting.hand_over(export_id=export_id, file=kept, size=size, at=at, lease=lease)
    return DONE


@handler("export.end")
def end_export(*, export_id: int, lease: Lease, at: datetime) -> Outcome:
    """Delete what can't be fetched any more."""
    export = DataExport.objects.get(pk=export_id)
    if export.file:
        default_storage.delete(export.file)
    exporting.end_export(export_id=export_id, at=at, lease=lease)
    return DONE


def _pack(export: DataExport, file: IO[bytes], at: datetime) -> None:
    cases = own_data.cases_of(export)
    total = cases.count()
    with ZipFile(file, "w", ZIP_DEFLATED) as pack:
        pack.writestr("about.json", _text(own_data.about(export)))
        for number, case in enumerate(cases.iterator(chunk_size=100), start=1):
            _add(case, pack)
            if number % _TOLD_EACH == 0 or number == total:
                exporting.note_progress(
                    export_id=export.pk, done=number, total=total, at=at
                )


def _add(case: Case, pack: ZipFile) -> None:
    """Put a return into the pack, with those of its files that are there."""
    folder = f"returns/{case.number}"
    pack.writestr(f"{folder}/return.json", _text(own_data.of_return(case)))
    for stored, name in own_data.files_of(case):
        if stored and default_storage.exists(stored):
            with default_storage.open(stored) as kept:
                pack.writestr(f"{folder}/{name}", kept.read())


def _text(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)
