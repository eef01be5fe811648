"""A return somebody is still filling in."""

from datetime import datetime, timedelta

from django.db import models
from typing_extensions import override

# Left so long somebody is told of it; kept so long it can be gone on with.
LEFT_AFTER = timedelta(days=1)
KEPT_FOR = timedelta(days=90)


class Draft(models.Model):
    """Keep what was typed so far; its secret lives in a cookie only."""

    secret_hash = models.CharField(max_length=64, unique=True)
    data = models.JSONField(default=dict)
    email = models.EmailField(blank=True)
    # What its owner read it in; empty is English.
    language = models.CharField(max_length=12, blank=True)
    # When they were told, once, that it waits for them.
    reminded_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """Find old ones to forget."""

        indexes = [models.Index(fields=["changed_at"], name="draft_changed")]

    @override
    def __str__(self) -> str:
        """Return when it was begun."""
        return f"Draft of {self.created_at:%Y-%m-%d}"

    def is_left(self, at: datetime) -> bool:
        """Whether somebody whose address we have left it a day ago, and hears of it."""
        is_begun = bool(
            self.email and self.data.get("lines") and not self.data.get("done")
        )
        return (
            is_begun and self.reminded_at is None and self.changed_at <= at - LEFT_AFTER
        )
