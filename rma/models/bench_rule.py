"""What the bench looks at, and what becomes of what it found: tables people edit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.manufacturer import Manufacturer
from rma.models.product import Product
from rma.rules.checklists import Asked
from rma.rules.disposition import PlaceRule
from rma.rules.words import DispositionKind, Finding, Grade


class Check(models.Model):
    """Ask the bench one question about a product, for a value, or for a photo."""

    position = models.PositiveSmallIntegerField(_("order"), default=10)
    question = models.CharField(_("question"), max_length=200)
    product = models.ForeignKey(
        Product, models.CASCADE, related_name="checks", null=True, blank=True
    )
    category = models.CharField(_("only this category"), max_length=60, blank=True)
    unit = models.CharField(
        _("unit of the value"),
        max_length=20,
        blank=True,
        help_text=_("As in V or °C; empty asks for yes or no."),
    )
    at_least = models.DecimalField(
        _("at least"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    at_most = models.DecimalField(
        _("at most"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    is_photo = models.BooleanField(
        _("a photo"),
        default=False,
        help_text=_("The bench takes a photo under this name, as in Front or Label."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        """Have limits only where something is measured, the right way round."""

        constraints = [
            models.CheckConstraint(
                condition=~Q(unit="") | Q(at_least__isnull=True, at_most__isnull=True),
                name="check_limits_have_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(at_least__isnull=True)
                | Q(at_most__isnull=True)
                | Q(at_least__lte=models.F("at_most")),
                name="check_limits_in_order",
            ),
            models.CheckConstraint(
                condition=Q(is_photo=False) | Q(unit=""),
                name="check_photo_measures_nothing",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the question."""
        return self.question

    @property
    def asked(self) -> Asked:
        """Return it as the rules know it."""
        return Asked(
            f"c{self.pk}",
            self.question,
            self.unit,
            self.at_least,
            self.at_most,
            is_photo=self.is_photo,
        )


class DispositionRule(models.Model):
    """Propose what becomes of units that were found so; the first that fits counts."""

    position = models.PositiveSmallIntegerField(_("order"), default=10)
    category = models.CharField(_("only this category"), max_length=60, blank=True)
    manufacturer = models.ForeignKey(
        Manufacturer,
        models.CASCADE,
        related_name="disposition_rules",
        verbose_name=_("only this maker"),
        null=True,
        blank=True,
    )
    finding = models.CharField(_("only this finding"), max_length=20, blank=True)
    grade = models.CharField(_("only this grade"), max_length=1, blank=True)
    kind = models.CharField(_("what becomes of it"), max_length=20)
    reason = models.CharField(_("why"), max_length=300)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        """Keep the words known, and every rule with its reason."""

        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in DispositionKind])
                & Q(finding__in=["", *(each.value for each in Finding)])
                & Q(grade__in=["", *(each.value for each in Grade)])
                & ~Q(reason=""),
                name="disposition_rule_words_known",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return what it proposes."""
        return f"{self.kind}: {self.reason}"

    @property
    def rule(self) -> PlaceRule:
        """Return it as the rules know it."""
        return PlaceRule(
            category=self.category,
            manufacturer_id=self.manufacturer_id,
            finding=Finding(self.finding) if self.finding else None,
            grade=Grade(self.grade) if self.grade else None,
            kind=DispositionKind(self.kind),
            reason=self.reason,
        )
