"""What was changed about an account and its people, by whom."""

from django.db import models
from typing_extensions import override

from rma.models.account import Account


class AccountChange(models.Model):
    """Write one change down; rows are only added."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    # A word of ours (rma/rules/members.py) and whom or what it is about.
    what = models.CharField(max_length=24)
    about = models.CharField(max_length=254, blank=True)

    class Meta:
        """Find the newest of an account."""

        indexes = [models.Index(fields=["account", "-id"], name="account_change_new")]

    @override
    def __str__(self) -> str:
        """Return what it is about."""
        return f"{self.what} {self.about}".strip()
