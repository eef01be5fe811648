"""A copy of what we keep about somebody, asked for by them and made by a worker."""

from datetime import datetime

from django.db import models
from typing_extensions import override

from rma.models.account import Account
from rma.models.contact import Contact


class DataExport(models.Model):
    """Say who asked for what, how far it is, and until when it can be fetched."""

    account = models.ForeignKey(
        Account, models.CASCADE, null=True, related_name="exports"
    )
    contact = models.ForeignKey(
        Contact, models.CASCADE, null=True, related_name="exports"
    )
    # Whose it is where nobody signed in: who reads this mailbox.
    email = models.EmailField(blank=True)
    # All of the account, not only the asker's own.
    is_whole = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        """Let one be made at a time, and end whatever is ready."""

        constraints = [
            models.UniqueConstraint(
                fields=["contact"],
                condition=models.Q(ready_at=None),
                name="data_export_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(ready_at=None) & ~models.Q(email=""),
                name="data_export_one_a_mailbox",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    account__isnull=False, contact__isnull=False, email=""
                )
                | models.Q(account=None, contact=None) & ~models.Q(email=""),
                name="data_export_is_somebodys",
            ),
            models.CheckConstraint(
                condition=models.Q(ready_at=None, expires_at=None)
                | models.Q(ready_at__isnull=False, expires_at__isnull=False),
                name="data_export_ready_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["contact", "-id"], name="data_export_new"),
            models.Index(fields=["email", "-id"], name="data_export_mailbox"),
        ]

    @override
    def __str__(self) -> str:
        """Return whose it is."""
        return f"data of {self.contact or self.email}"

    def can_be_fetched(self, at: datetime) -> bool:
        """Return whether it is there, and not yet gone."""
        return bool(self.file) and self.expires_at is not None and at < self.expires_at
