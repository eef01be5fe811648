"""Somebody asked to join their company's account, by a letter with a link."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.account import Account
from rma.rules.members import MemberRole


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Find invitations."""

    def standing(self) -> "InvitationQuerySet":
        """Return those neither accepted nor taken back; some are too old."""
        return self.filter(accepted_at=None, revoked_at=None)

    def open(self, at: datetime) -> "InvitationQuerySet":
        """Return those that can be accepted now."""
        return self.standing().filter(expires_at__gt=at)


class Invitation(models.Model):
    """Let one address join one account in a role, once, within three days."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(
        _("role"),
        max_length=10,
        choices=[(role.value, role.value) for role in MemberRole],
    )
    language = models.CharField(max_length=12, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    invited_by = models.CharField(max_length=120)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        """Keep one invitation an address and account standing."""

        constraints = [
            models.UniqueConstraint(
                fields=["account", "email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="invitation_standing_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in MemberRole]),
                name="invitation_role_known",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return whom it is for."""
        return self.email
