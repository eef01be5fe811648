"""A file somebody handed in: kept raw in the database until a worker redrew it."""

from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db import models
from typing_extensions import override

from rma.models.case import Case
from rma.models.case_line import CaseLine
from rma.models.draft import Draft
from rma.models.mystery import MysteryParcel
from rma.rules.uploads import Problem, UploadKind, UploadState


class UploadQuerySet(models.QuerySet["Upload"]):
    """Find files by whose they are and how far they have come."""

    def shown(self) -> "UploadQuerySet":
        """Return those that can be looked at."""
        return self.filter(state=UploadState.READY.value)

    def standing(self) -> "UploadQuerySet":
        """Return those not turned away."""
        return self.exclude(state=UploadState.REFUSED.value)


class Upload(models.Model):
    """Name one file of a return, of a draft of one, or of a parcel nobody knows."""

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="uploads", null=True, blank=True
    )
    draft = models.ForeignKey(
        Draft, models.CASCADE, related_name="uploads", null=True, blank=True
    )
    mystery = models.ForeignKey(
        MysteryParcel, models.CASCADE, related_name="uploads", null=True, blank=True
    )
    line = models.ForeignKey(
        CaseLine, models.SET_NULL, related_name="uploads", null=True, blank=True
    )
    kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.name) for kind in UploadKind]
    )
    name = models.CharField(max_length=120)
    by = models.CharField(max_length=120)
    # Which photo of a checklist it is, in the words it was asked for.
    slot = models.CharField(max_length=200, blank=True)
    from_staff = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    sent_hash = models.CharField(max_length=64)
    sent_size = models.PositiveIntegerField()
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.name) for state in UploadState],
        default=UploadState.WAITING.value,
    )
    problem = models.CharField(
        max_length=20,
        choices=[(problem.value, problem.name) for problem in Problem],
        blank=True,
    )
    file = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=60, blank=True)
    size = models.PositiveIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        """Keep each file once a return, and every shown one with its redrawn bytes."""

        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "sent_hash"], name="upload_once_a_case"
            ),
            models.UniqueConstraint(
                fields=["draft", "kind", "sent_hash"], name="upload_once_a_draft"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    case__isnull=False, draft__isnull=True, mystery__isnull=True
                )
                | models.Q(case__isnull=True, draft__isnull=False, mystery__isnull=True)
                | models.Q(
                    case__isnull=True, draft__isnull=True, mystery__isnull=False
                ),
                name="upload_belongs_to_one",
            ),
            models.CheckConstraint(
                condition=models.Q(state=UploadState.READY.value) ^ models.Q(file=""),
                name="upload_is_shown_redrawn_only",
            ),
            models.CheckConstraint(
                condition=models.Q(state=UploadState.REFUSED.value)
                ^ models.Q(problem=""),
                name="upload_is_refused_for_a_problem",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return what its sender called it."""
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether a browser shows it as a picture."""
        return self.media_type.startswith("image/")

    def read(self) -> bytes:
        """Return the redrawn bytes."""
        with default_storage.open(self.file) as file:
            return bytes(file.read())

    def has_been_redrawn(
        self, *, file: str, media_type: str, size: int, at: datetime
    ) -> None:
        """Take the harmless copy; the raw bytes are forgotten."""
        self._end(
            at,
            state=UploadState.READY.value,
            file=file,
            media_type=media_type,
            size=size,
        )

    def is_turned_away(self, problem: Problem, *, at: datetime) -> None:
        """Say why it is not taken; the raw bytes are forgotten."""
        self._end(at, state=UploadState.REFUSED.value, problem=problem.value)

    def _end(self, at: datetime, **facts: Any) -> None:  # noqa: ANN401 - columns
        for name, value in (facts | {"checked_at": at}).items():
            setattr(self, name, value)
        self.save(update_fields=[*facts, "checked_at"])
        RawUpload.objects.filter(upload=self).delete()


class RawUpload(models.Model):
    """Hold the bytes as they were sent; nobody but the worker's child reads them."""

    upload = models.OneToOneField(
        Upload, models.CASCADE, related_name="raw", primary_key=True
    )
    content = models.BinaryField()

    @override
    def __str__(self) -> str:
        """Return whose bytes they are."""
        return f"Raw bytes of upload {self.upload_id}"
