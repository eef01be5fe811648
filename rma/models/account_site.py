"""A place of a customer: where its units are, and parcels leave from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.account import Account
from shipping.words import Address


class AccountSite(models.Model):
    """Hold one of an account's addresses under the name its people use."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="sites")
    name = models.CharField(_("name"), max_length=80)
    attention = models.CharField(_("for the attention of"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    street1 = models.CharField(_("street"), max_length=160)
    street2 = models.CharField(_("street, second line"), max_length=160, blank=True)
    city = models.CharField(_("city"), max_length=100)
    state = models.CharField(_("state or region"), max_length=60, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20)
    country = models.CharField(_("country"), max_length=2)

    class Meta:
        """Keep each name once an account."""

        constraints = [
            models.UniqueConstraint(
                fields=["account", "name"], name="account_site_name_once"
            )
        ]

    @override
    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def address(self) -> Address:
        """Return where it is, as a label takes it."""
        return Address(
            name=self.attention or self.account.name,
            company=self.account.name,
            street1=self.street1,
            street2=self.street2,
            city=self.city,
            state=self.state,
            postal_code=self.postal_code,
            country=self.country,
            phone=self.phone,
        )
