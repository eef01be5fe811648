"""A person at an account whom we write to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.account import Account
from rma.models.account_site import AccountSite
from rma.models.user import User
from rma.rules.members import MemberRole


class ContactQuerySet(models.QuerySet["Contact"]):
    """Find people of companies."""

    def guests_at(self, email: str) -> "ContactQuerySet":
        """Return who is written to at a mailbox and never signed in."""
        return self.filter(email=email.strip().lower(), user=None)

    def members(self) -> "ContactQuerySet":
        """Return those who can sign in for their account."""
        return self.filter(user__isnull=False, user__is_active=True)

    def owners(self) -> "ContactQuerySet":
        """Return members who look after the account and its people."""
        return self.members().filter(role=MemberRole.OWNER.value)


class Contact(models.Model):
    """Be somebody at an account; a guest is a contact who never signs in."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="contacts"
    )
    user = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="contacts"
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    # Of the letters and papers they get; empty is English.
    language = models.CharField(_("language"), max_length=12, blank=True)
    # What they may do once they sign in; of a guest it says nothing.
    role = models.CharField(
        _("role"),
        max_length=10,
        choices=[(role.value, role.value) for role in MemberRole],
        default=MemberRole.REQUESTER.value,
    )
    # Where they work: what they ask for leaves from there.
    place = models.ForeignKey(
        AccountSite,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
    )
    joined_at = models.DateTimeField(null=True, blank=True)
    # Since when a guest wants to be forgotten, and since when nothing names them.
    forgetting_asked_at = models.DateTimeField(null=True, editable=False)
    forgotten_at = models.DateTimeField(null=True, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        """Keep one contact a mail address and account, in a role that we know."""

        constraints = [
            models.UniqueConstraint(
                fields=["account", "email"], name="contact_once_per_account"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in MemberRole]),
                name="contact_role_known",
            ),
        ]
        indexes = [models.Index(fields=["email"], name="contact_email")]

    @override
    def __str__(self) -> str:
        """Return the person's name."""
        return self.name
