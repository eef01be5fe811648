"""A parcel at the dock that no return explains, parked until somebody does."""

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case import Case
from rma.models.shelf import Shelf
from rma.models.site import Site
from rma.rules import numbers
from rma.rules.discrepancies import MysteryEnding


class MysteryParcelQuerySet(models.QuerySet["MysteryParcel"]):
    """Find parked parcels."""

    def open(self) -> "MysteryParcelQuerySet":
        """Return those nobody has explained yet."""
        return self.filter(ended_at=None)


class MysteryParcel(models.Model):
    """Be one unexplained parcel: where it lies, what stands on it, how it ended."""

    code = models.CharField(max_length=13, unique=True)
    site = models.ForeignKey(Site, models.PROTECT, related_name="mysteries")
    shelf = models.ForeignKey(
        Shelf, models.PROTECT, null=True, blank=True, related_name="mysteries"
    )
    read = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=500, blank=True)
    parked_at = models.DateTimeField()
    parked_by = models.CharField(max_length=120)
    ending = models.CharField(max_length=10, blank=True)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="mysteries"
    )
    outcome = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)

    objects = MysteryParcelQuerySet.as_manager()

    class Meta:
        """End it whole: how, when, by whom; and matched only with a return."""

        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="", ended_by="")
                | (
                    Q(
                        ended_at__isnull=False,
                        ending__in=[each.value for each in MysteryEnding],
                    )
                    & ~Q(ended_by="")
                ),
                name="mystery_end_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(ending=MysteryEnding.MATCHED.value, case__isnull=False)
                | ~Q(ending=MysteryEnding.MATCHED.value) & Q(case__isnull=True),
                name="mystery_matched_has_a_case",
            ),
        ]
        indexes = [
            models.Index(
                fields=["parked_at"],
                condition=Q(ended_at__isnull=True),
                name="mystery_oldest",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return the code as people read it."""
        return self.number

    @property
    def number(self) -> str:
        """Return the code in groups, as on its label."""
        return numbers.shown(self.code)
