"""A scanner, tablet or telephone of ours at the dock, and who works with it."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.site import Site
from rma.models.user import User

# After so long without a touch, or at the end of a working day, the PIN is asked for.
IDLE = timedelta(minutes=15)
LONGEST_SHIFT = timedelta(hours=10)


class DeviceQuerySet(models.QuerySet["Device"]):
    """Find devices."""

    def enrolled(self) -> "DeviceQuerySet":
        """Return those that may be used."""
        return self.filter(enrolled_at__isnull=False, revoked_at__isnull=True)

    def offered(self, at: datetime) -> "DeviceQuerySet":
        """Return those whose code still waits to be typed."""
        waiting = self.filter(enrolled_at__isnull=True, revoked_at__isnull=True)
        return waiting.filter(code_until__gt=at)


class Device(models.Model):
    """Be one device at one site; it may scan, take in and grade there."""

    name = models.CharField(max_length=80)
    site = models.ForeignKey(Site, models.PROTECT, related_name="devices")
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField()
    secret_hash = models.CharField(max_length=64, blank=True)
    offered_at = models.DateTimeField()
    offered_by = models.CharField(max_length=120)
    enrolled_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=120, blank=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        """Give each device one secret, and spend its code on it."""

        constraints = [
            models.UniqueConstraint(
                fields=["secret_hash"],
                condition=~Q(secret_hash=""),
                name="device_secret_once",
            ),
            models.UniqueConstraint(
                fields=["code_hash"],
                condition=~Q(code_hash=""),
                name="device_code_once",
            ),
            models.CheckConstraint(
                condition=Q(enrolled_at__isnull=True, secret_hash="")
                | Q(enrolled_at__isnull=False, code_hash="") & ~Q(secret_hash=""),
                name="device_enrolled_by_its_code",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="")
                | Q(revoked_at__isnull=False) & ~Q(revoked_by=""),
                name="device_revoked_by_somebody",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the device's name."""
        return self.name


class ShiftQuerySet(models.QuerySet["Shift"]):
    """Find shifts."""

    def running(self, at: datetime) -> "ShiftQuerySet":
        """Return those that are neither ended, nor idle, nor too long."""
        return self.filter(
            ended_at__isnull=True,
            seen_at__gt=at - IDLE,
            started_at__gt=at - LONGEST_SHIFT,
        )


class Shift(models.Model):
    """Be the time in which one person works with one device."""

    device = models.ForeignKey(Device, models.PROTECT, related_name="shifts")
    user = models.ForeignKey(User, models.PROTECT, related_name="shifts")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        """Let one person at a time work with a device."""

        constraints = [
            models.UniqueConstraint(
                fields=["device"],
                condition=Q(ended_at__isnull=True),
                name="shift_one_a_device",
            )
        ]

    @override
    def __str__(self) -> str:
        """Return which shift this is."""
        return f"Shift {self.pk}"
