"""A finished file: a label, a slip, a packet."""

from django.core.files.storage import default_storage
from django.db import models
from typing_extensions import override

from rma.models.case import Case


class Document(models.Model):
    """
    Name a stored file of a case by what it is and by its content.

    `box` is the code of the box it is for, where each has a paper of its own.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20)
    paper = models.CharField(max_length=8, blank=True)
    box = models.CharField(max_length=13, blank=True, default="")
    content_key = models.CharField(max_length=64)
    file = models.CharField(max_length=200)
    title = models.CharField(max_length=160)
    media_type = models.CharField(max_length=60, default="application/pdf")
    made_at = models.DateTimeField()

    class Meta:
        """Keep one of each kind and paper a content."""

        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "paper", "content_key"],
                name="document_once_per_content",
            )
        ]
        indexes = [models.Index(fields=["case", "kind", "-id"], name="document_newest")]

    @override
    def __str__(self) -> str:
        """Return the title."""
        return self.title

    def read(self) -> bytes:
        """Return the file's bytes."""
        with default_storage.open(self.file) as file:
            return bytes(file.read())
