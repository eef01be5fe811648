"""A parcel that does not come as it should: whose task it is, by when, how it ended."""

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case import Case
from rma.models.user import User
from rma.rules.troubles import Ending, TroubleKind
from shipping.models import Parcel


class ParcelTroubleQuerySet(models.QuerySet["ParcelTrouble"]):
    """Find troubles."""

    def open(self) -> "ParcelTroubleQuerySet":
        """Return those that somebody still has to end."""
        return self.filter(ended_at=None)


class ParcelTrouble(models.Model):
    """Be one parcel's trouble, from the day it was seen to its end."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="troubles")
    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="troubles")
    kind = models.CharField(max_length=10)
    direction = models.CharField(max_length=3)
    owner = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="troubles"
    )
    plan = models.CharField(max_length=500, blank=True)
    due_at = models.DateTimeField()
    found_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=10, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)
    claim_number = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    objects = ParcelTroubleQuerySet.as_manager()

    class Meta:
        """Keep words known, one open row a parcel, and an end whole."""

        constraints = [
            models.UniqueConstraint(
                fields=["parcel"],
                condition=Q(ended_at__isnull=True),
                name="trouble_one_open_per_parcel",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in TroubleKind])
                & Q(direction__in=["in", "out"]),
                name="trouble_words_known",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="", ended_by="")
                | (
                    Q(ended_at__isnull=False, ending__in=[e.value for e in Ending])
                    & ~Q(ended_by="")
                ),
                name="trouble_end_is_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(ended_at__isnull=True),
                name="trouble_due",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return the kind and the parcel's number."""
        return f"{self.kind} {self.parcel_id}"

    @property
    def sort(self) -> TroubleKind:
        """Return the kind as a word."""
        return TroubleKind(self.kind)
