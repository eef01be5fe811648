"""Who made a product, and on which terms they pay what they owe."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.rules.maker_repairs import Fallback, Rule, Way
from rma.rules.starts import StartRule
from rma.rules.vendor_terms import FilingStart, VendorTerms
from rma.rules.words import PartReturn


class Manufacturer(models.Model):
    """Hold a maker's address for claims and its terms."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    rma_email = models.EmailField(_("e-mail address for claims"), blank=True)
    street1 = models.CharField(_("street"), max_length=160, blank=True)
    street2 = models.CharField(_("street, second line"), max_length=160, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    state = models.CharField(_("state or region"), max_length=60, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    filing_days = models.PositiveSmallIntegerField(
        _("days to file a claim"),
        default=90,
        help_text=_("Common windows are 90 to 180 days."),
    )
    filing_starts = models.CharField(
        _("the filing window starts when the fault is"),
        max_length=10,
        choices=[(s.value, s.value) for s in FilingStart],
        default=FilingStart.REPORTED.value,
    )
    approval_before_shipping = models.BooleanField(
        _("wants to approve before a unit ships"), default=False
    )
    part_return = models.CharField(
        _("wants the failed part back"),
        max_length=4,
        choices=[(p.value, p.value) for p in PartReturn],
        default=PartReturn.NO.value,
    )
    reply_days = models.PositiveSmallIntegerField(_("days to answer"), default=10)
    repairs_first = models.BooleanField(
        _("the maker repairs; we step in if they are late"), default=False
    )

    fallback = models.CharField(
        _("where the maker is late, we"),
        max_length=11,
        choices=[(f.value, f.value) for f in Fallback],
        default=Fallback.REPLACEMENT.value,
    )
    cover_starts = models.CharField(
        _("the maker's warranty counts from when it is"),
        max_length=12,
        choices=[(s.value, s.value) for s in StartRule],
        default=StartRule.SHIPPED.value,
    )
    end_user_help = models.CharField(
        _("who at the maker helps end users"),
        max_length=200,
        blank=True,
        help_text=_("An address or telephone number; shown where we can't help."),
    )
    # Most makers have no rules of their own; then nothing is read to know it.
    has_repair_rules = models.BooleanField(default=False, editable=False)

    class Meta:
        """Keep the words within their lists."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(filing_starts__in=[s.value for s in FilingStart]),
                name="manufacturer_filing_start_known",
            ),
            models.CheckConstraint(
                condition=models.Q(part_return__in=[p.value for p in PartReturn]),
                name="manufacturer_part_return_known",
            ),
            models.CheckConstraint(
                condition=models.Q(cover_starts__in=[s.value for s in StartRule]),
                name="manufacturer_start_known",
            ),
            models.CheckConstraint(
                condition=models.Q(fallback__in=[f.value for f in Fallback]),
                name="manufacturer_fallback_known",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the maker's name."""
        return self.name

    @property
    def terms(self) -> VendorTerms:
        """Return the terms for claims as plain values."""
        return VendorTerms(
            filing_days=self.filing_days,
            filing_starts=FilingStart(self.filing_starts),
            approval_before_shipping=self.approval_before_shipping,
            part_return=PartReturn(self.part_return),
            reply_days=self.reply_days,
        )

    @property
    def default_rule(self) -> Rule:
        """Return who acts first where no rule of the table speaks of a unit."""
        way = Way.MAKER_REPAIRS if self.repairs_first else Way.WE_DECIDE
        return Rule(way=way, fallback=Fallback(self.fallback))
