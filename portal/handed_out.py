"""A copy of somebody's data on its way to whoever may have it."""

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from rma.models import DataExport


def copy_of_data(export: DataExport) -> HttpResponse:
    """Hand out the file of a copy, to be saved and never shown."""
    answer: HttpResponseBase = FileResponse(
        default_storage.open(export.file),
        as_attachment=True,
        filename=f"returns-data-{export.pk}.zip",
        content_type="application/zip",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer  # type: ignore[return-value]  # the guards only add headers
