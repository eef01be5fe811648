"""Service agreements and licences: what was agreed for an account's units."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.account import Account
from rma.models.unit import Unit
from rma.rules.agreements import AgreementKind, AgreementTerms


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Find agreements."""

    def running(self, on: date) -> "AgreementQuerySet":
        """Return those in force on a day."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)


class Agreement(models.Model):
    """Hold one agreement with an account; its last day is its last day of cover."""

    number = models.CharField(_("number"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(
        _("kind"),
        max_length=8,
        choices=[(k.value, k.value) for k in AgreementKind],
        default=AgreementKind.SERVICE.value,
    )
    account = models.ForeignKey(Account, models.PROTECT, related_name="agreements")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    covers_all = models.BooleanField(_("for all units of the account"), default=False)
    repairs_free = models.BooleanField(
        _("what fails is put right for free"), default=True
    )
    swaps_first = models.BooleanField(_("the new unit ships first"), default=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        """Keep the days in order and the kind within its words."""

        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in AgreementKind]),
                name="agreement_kind_known",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "ends_on"], name="agreement_of_account")
        ]

    @override
    def __str__(self) -> str:
        """Return the number and the name."""
        return f"{self.number} {self.name}"

    def terms(self, unit_ids: frozenset[int]) -> AgreementTerms:
        """Return what it adds to cover, for the units it names or for all."""
        return AgreementTerms(
            number=self.number,
            until=self.ends_on,
            repairs_free=self.repairs_free,
            swaps_first=self.swaps_first,
            unit_ids=None if self.covers_all else unit_ids,
        )


class AgreementUnit(models.Model):
    """Name one unit an agreement speaks of; it moves on with the replacement."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="named")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="agreements")
    since = models.DateField()
    left_on = models.DateField(null=True)

    class Meta:
        """Keep a unit once on an agreement."""

        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "unit"], name="agreement_names_a_unit_once"
            )
        ]

    @override
    def __str__(self) -> str:
        """Return the agreement and the unit."""
        return f"{self.agreement_id}: {self.unit_id}"
