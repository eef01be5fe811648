"""A person at an account whom we write to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.account import Account
from rma.models.user import User


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

    class Meta:
        """Keep one contact a mail address and account."""

        constraints = [
            models.UniqueConstraint(
                fields=["account", "email"], name="contact_once_per_account"
            )
        ]
        indexes = [models.Index(fields=["email"], name="contact_email")]

    @override
    def __str__(self) -> str:
        """Return the person's name."""
        return self.name
