"""A return that somebody of a company asked for and an approver of it decides on."""

from django.db import models
from typing_extensions import override

from rma.models.account import Account
from rma.models.case import Case
from rma.models.contact import Contact
from rma.models.draft import Draft


class HeldRequest(models.Model):
    """Keep what was asked for as it was asked; nothing of it happens before a yes."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="held")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="held")
    # Where its files lie until then.
    draft = models.OneToOneField(Draft, models.SET_NULL, null=True)
    data = models.JSONField()
    # Words of rma/rules/members.py: why it waits.
    reasons = models.JSONField()
    repair_limit = models.CharField(max_length=24, blank=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=120, blank=True)
    why_not = models.TextField(blank=True)
    case = models.OneToOneField(Case, models.PROTECT, null=True)

    class Meta:
        """Of two decisions one counts, and a return has one request."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_at=None, case=None)
                | models.Q(decided_at__isnull=False),
                name="held_request_decided_once",
            )
        ]
        indexes = [models.Index(fields=["account", "-id"], name="held_request_new")]

    @override
    def __str__(self) -> str:
        """Return who asked."""
        return f"request of {self.contact}"

    @classmethod
    def of_draft(cls, draft: Draft) -> bool:
        """Whether a draft was sent to an approver."""
        return cls.objects.filter(draft=draft).exists()
