"""What we ask after a failure, and what often helps: data, by product and reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.models.product import Product
from rma.rules.narrowing import Fit
from rma.rules.words import Reason


class _Help(models.Model):
    """Be for one product, one category, or everything, and for one reason."""

    product = models.ForeignKey(
        Product, models.CASCADE, null=True, blank=True, verbose_name=_("product")
    )
    category = models.CharField(_("category"), max_length=60, blank=True)
    reason = models.CharField(
        _("reason"),
        max_length=20,
        choices=[(word.value, word.value) for word in Reason],
    )
    position = models.PositiveSmallIntegerField(_("place"), default=1)

    class Meta:
        """Be the root of two tables."""

        abstract = True
        ordering = ["position", "id"]

    @property
    def fit(self) -> Fit:
        """Return what it is for, as plain values."""
        return Fit(self.reason, self.product_id, self.category)


class FollowUp(_Help):
    """Ask one narrowing question; without choices the answer is free text."""

    question = models.CharField(_("question"), max_length=200)
    choices = models.JSONField(_("answers to choose from"), default=list, blank=True)

    class Meta(_Help.Meta):
        """Be for a product or a category, never both."""

        constraints = [
            models.CheckConstraint(
                condition=Q(product__isnull=True) | Q(category=""),
                name="follow_up_product_or_category",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=[word.value for word in Reason]),
                name="follow_up_reason_known",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the question."""
        return self.question


class KnownFix(_Help):
    """Describe what often helps, and count how often it did."""

    title = models.CharField(_("title"), max_length=120)
    steps = models.TextField(_("steps, one a line"))
    solved = models.PositiveIntegerField(_("how often it helped"), default=0)

    class Meta(_Help.Meta):
        """Be for a product or a category, never both."""

        constraints = [
            models.CheckConstraint(
                condition=Q(product__isnull=True) | Q(category=""),
                name="known_fix_product_or_category",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=[word.value for word in Reason]),
                name="known_fix_reason_known",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return its title."""
        return self.title
