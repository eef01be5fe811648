"""What happened, when, by whom and why; never changed, never deleted."""

from django.db import models
from typing_extensions import override


class Immutable(Exception):
    """A row of history was about to be changed."""


class Event(models.Model):
    """Be one fact in a case's history."""

    case = models.ForeignKey(
        "rma.Case", on_delete=models.PROTECT, related_name="events"
    )
    name = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    by_kind = models.CharField(max_length=8)
    facts = models.JSONField(default=dict)
    is_internal = models.BooleanField(default=False)

    class Meta:
        """List a case's history in order."""

        ordering = ["id"]
        indexes = [models.Index(fields=["case", "id"], name="event_case")]

    @override
    def __str__(self) -> str:
        """Return the event's name."""
        return self.name

    @override
    def save(self, **options: object) -> None:
        """
        Write the event once.

        Raises Immutable where it is already there.
        """
        if self.pk:
            raise Immutable(self.name)
        super().save(**options)  # type: ignore[arg-type]

    @override
    def delete(self, *_: object, **__: object) -> tuple[int, dict[str, int]]:
        """Raise Immutable: history stays."""
        raise Immutable(self.name)
