"""Files of strangers at the door: counted, looked at briefly, handed out harmless."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from typing_extensions import override

from rma.models import Upload
from rma.rules.uploads import LARGEST_BYTES, MOST_FILES, Problem, Sent, objection_to

PICTURES = "image/jpeg,image/png,image/webp"
ACCEPTED = f"{PICTURES},application/pdf"
# What one request may carry before the line is cut.
_MOST_BYTES = 6 * LARGEST_BYTES

SENTENCES = {
    Problem.EMPTY: _("“{name}” is empty."),
    Problem.TOO_LARGE: _("“{name}” is larger than 10 MB. Send a smaller picture."),
    Problem.WRONG_KIND: _(
        "“{name}” is no picture or PDF. Send a JPEG, PNG, WebP or PDF."
    ),
    Problem.DAMAGED: _("“{name}” is damaged. Take or save it again."),
    Problem.TOO_MANY_PIXELS: _("“{name}” has more than 40 megapixels."),
    Problem.TOO_MANY_PAGES: _("“{name}” has more than 10 pages. Send a few."),
    Problem.LOCKED: _("“{name}” asks for a password. Save it without one."),
    Problem.TOO_HARD: _("“{name}” can't be read. Send a photo or screenshot of it."),
}


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Take a file to disk up to the largest size we keep; count the rest only."""

    _counted = 0

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece; raises StopUpload where one request carries far too much."""
        self._counted += len(raw_data)
        if self._counted > _MOST_BYTES:
            raise StopUpload(connection_reset=True)
        if start <= LARGEST_BYTES:
            self.file.write(raw_data)


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """
    Ask for several files; the good ones are taken, and each other one is named.

    Cleans to a pair: what is taken, and a sentence for each that is not.
    """

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer what we take in the browser's own dialog."""
        kwargs.setdefault("widget", _Several(attrs={"accept": ACCEPTED}))
        super().__init__(**kwargs)

    @override
    def clean(
        self, data: Any, initial: Any = None
    ) -> tuple[tuple[Sent, ...], list[str]]:
        """Look at size and first bytes of each file."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"])
        looked = [_looked_at(file) for file in files[:MOST_FILES]]
        wrong = [why for why in looked if isinstance(why, str)]
        if len(files) > MOST_FILES:
            wrong.append(too_many(MOST_FILES))
        return tuple(sent for sent in looked if isinstance(sent, Sent)), wrong


def _looked_at(file: "UploadedFile[Any]") -> Sent | str:
    name, size = str(file.name or ""), file.size or 0
    begins = file.read(16)
    problem = objection_to(begins, size=size)
    if problem:
        return said(problem, name)
    return Sent(name, begins + file.read())


def said(problem: Problem, name: str) -> str:
    """Return in one sentence why a file is not taken."""
    return str(SENTENCES[problem]).format(name=name[-60:])


def too_many(most: int) -> str:
    """Return in one sentence that a return is full."""
    return ngettext(
        "A return holds %(most)s file.", "A return holds up to %(most)s files.", most
    ) % {"most": most}


def handed_out(upload: Upload) -> HttpResponse:
    """Answer with a redrawn file: to be saved, and never taken for anything else."""
    response = HttpResponse(upload.read(), content_type=upload.media_type)
    suffix = upload.file.rsplit(".", 1)[-1]
    name = f"{upload.kind}-{upload.pk}.{suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
