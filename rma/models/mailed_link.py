"""A link somebody asked for by number and address: opens one thing, once, soon."""

from datetime import datetime

from django.db import models
from typing_extensions import override

from rma.models.account import Account
from rma.models.case import Case


class MailedLinkQuerySet(models.QuerySet["MailedLink"]):
    """Find links."""

    def open(self, at: datetime) -> "MailedLinkQuerySet":
        """Return those that still open what they are for."""
        return self.filter(used_at=None, expires_at__gt=at)


class MailedLink(models.Model):
    """Open a return, an order's units or one's own data, once, by a press, soon."""

    secret_hash = models.CharField(max_length=64, unique=True)
    case = models.ForeignKey(Case, models.CASCADE, null=True)
    account = models.ForeignKey(Account, models.CASCADE, null=True)
    order = models.CharField(max_length=60, blank=True)
    # Whose data it opens: the mailbox it was sent to.
    email = models.EmailField(blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = MailedLinkQuerySet.as_manager()

    class Meta:
        """It is for one return, one order of one account, or one mailbox."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=False, account=None, order="", email="")
                | models.Q(case=None, account__isnull=False, email="")
                & ~models.Q(order="")
                | models.Q(case=None, account=None, order="") & ~models.Q(email=""),
                name="mailed_link_opens_one_thing",
            )
        ]
        indexes = [models.Index(fields=["made_at"], name="mailed_link_made")]

    @override
    def __str__(self) -> str:
        """Return what it opens."""
        return f"link to {self.case or self.order or self.email}"

    def is_open(self, at: datetime) -> bool:
        """Whether it still opens what it is for."""
        return self.used_at is None and self.expires_at > at
