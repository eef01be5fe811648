"""A customer: a company or a person, with a number."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.rules.members import Approvals
from rma.rules.money import Money
from rma.rules.sold_to import Buyer, EndCustomers
from rma.rules.words import AccountKind
from shipping.words import Address


class Account(models.Model):
    """Be who bought, and whose returns stay apart from everybody else's."""

    number = models.CharField(_("account number"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(
        _("kind"), max_length=8, choices=[(k.value, k.value) for k in AccountKind]
    )
    tier = models.CharField(_("tier"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    street1 = models.CharField(_("street"), max_length=160, blank=True)
    street2 = models.CharField(_("street, second line"), max_length=160, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    state = models.CharField(_("state or region"), max_length=60, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    is_guest = models.BooleanField(_("opened by a guest"), default=False)
    # Most accounts have no agreement; then nothing is read to know it.
    has_agreements = models.BooleanField(default=False, editable=False)
    end_customers = models.CharField(
        _("their own customers' returns go"),
        max_length=8,
        choices=[(e.value, e.value) for e in EndCustomers],
        blank=True,
    )
    shown_as = models.CharField(
        _("what their customers read of them"),
        max_length=160,
        blank=True,
        help_text=_("Name and how to reach them; needed where they take returns."),
    )
    # What its requesters may not ask for alone; the amount is one of `limit_currency`.
    approve_above_cents = models.PositiveBigIntegerField(
        _("an approver decides above"), null=True, blank=True
    )
    limit_currency = models.CharField(max_length=3, blank=True)
    approve_swaps = models.BooleanField(
        _("an approver decides on advance replacements"), default=False
    )
    created_at = models.DateTimeField()
    # Since when an owner wants it closed.
    closing_asked_at = models.DateTimeField(null=True, editable=False)
    # Since when nobody of it gets in and nobody is named any more.
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        """Keep the words within their lists, and name who takes returns."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in AccountKind]),
                name="account_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(end_customers="")
                | models.Q(end_customers__in=[e.value for e in EndCustomers if e.value])
                & ~models.Q(shown_as=""),
                name="account_reseller_is_named",
            ),
            models.CheckConstraint(
                condition=models.Q(approve_above_cents__isnull=True)
                | ~models.Q(limit_currency=""),
                name="account_limit_has_currency",
            ),
        ]
        indexes = [models.Index(Lower("email"), name="account_email")]

    @override
    def __str__(self) -> str:
        """Return the number and the name."""
        return f"{self.number} {self.name}"

    @property
    def buyer(self) -> Buyer:
        """Return it as who bought a unit, as the rules take it."""
        return Buyer(self.pk, EndCustomers(self.end_customers), self.shown_as)

    @property
    def approvals(self) -> Approvals:
        """Return what its requesters may not ask for alone."""
        above = self.approve_above_cents
        limit = None if above is None else Money(above, self.limit_currency)
        return Approvals(above=limit, swaps=self.approve_swaps)

    @property
    def address(self) -> Address:
        """Return where the account is at home."""
        is_company = self.kind == AccountKind.COMPANY
        return Address(
            name=self.name,
            company=self.name if is_company else "",
            street1=self.street1,
            street2=self.street2,
            city=self.city,
            state=self.state,
            postal_code=self.postal_code,
            country=self.country,
            phone=self.phone,
            email=self.email,
        )
