"""A return somebody is still filling in."""

from django.db import models
from typing_extensions import override


class Draft(models.Model):
    """Keep what was typed so far; its secret lives in a cookie only."""

    secret_hash = models.CharField(max_length=64, unique=True)
    data = models.JSONField(default=dict)
    email = models.EmailField(blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """Find old ones to forget."""

        indexes = [models.Index(fields=["changed_at"], name="draft_changed")]

    @override
    def __str__(self) -> str:
        """Return when it was begun."""
        return f"Draft of {self.created_at:%Y-%m-%d}"
