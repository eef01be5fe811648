"""What the station read, once each, and what it answered."""

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.case import Case
from rma.models.device import Device
from rma.rules.words import ScanVerdict


class Scan(models.Model):
    """
    Be one code read at the dock; the client names it, so that it counts once.

    A GO is the arrival of a thing: a parcel, by whichever of its names; of a case
    without one, what else comes after so many units of it are in.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    device = models.ForeignKey(Device, models.PROTECT, null=True, related_name="scans")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="scans")
    thing = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=80, blank=True)
    verdict = models.CharField(max_length=8)
    answer = models.JSONField(default=dict)
    # What the station said by itself while it was cut off.
    said = models.CharField(max_length=8, blank=True)
    scanned_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    class Meta:
        """Let a thing arrive once, and only where a case waits for it."""

        constraints = [
            models.UniqueConstraint(
                fields=["thing"],
                condition=Q(verdict=ScanVerdict.GO.value),
                name="scan_thing_arrives_once",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=ScanVerdict.GO.value)
                | Q(case__isnull=False) & ~Q(thing=""),
                name="scan_arrival_has_a_case",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[each.value for each in ScanVerdict]),
                name="scan_verdict_known",
            ),
        ]
        indexes = [models.Index(fields=["at"], name="scan_age")]

    @override
    def __str__(self) -> str:
        """Return what was answered."""
        return self.verdict
