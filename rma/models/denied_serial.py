"""Serial numbers that a person looks at before anything is granted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from rma.rules.denials import Denial
from rma.rules.serials import key_of


class DeniedSerialQuerySet(models.QuerySet["DeniedSerial"]):
    """Find serials on the list."""

    def standing(self) -> "DeniedSerialQuerySet":
        """Return those not taken off again."""
        return self.filter(lifted_at=None)


class DeniedSerial(models.Model):
    """Keep one serial number on the list, since when and why."""

    serial = models.CharField(_("serial number"), max_length=80)
    serial_key = models.CharField(max_length=80, editable=False)
    kind = models.CharField(
        _("why"), max_length=12, choices=[(d.value, d.value) for d in Denial]
    )
    note = models.CharField(_("note for us"), max_length=300, blank=True)
    since = models.DateTimeField()
    by = models.CharField(max_length=120)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=120, blank=True)
    lifted_why = models.CharField(max_length=300, blank=True)

    objects = DeniedSerialQuerySet.as_manager()

    class Meta:
        """Keep a serial once on the list, and who took it off beside when."""

        constraints = [
            models.UniqueConstraint(
                fields=["serial_key"],
                condition=Q(lifted_at__isnull=True),
                name="denied_serial_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[d.value for d in Denial]) & ~Q(serial_key=""),
                name="denied_serial_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_why="")
                | Q(lifted_at__isnull=False) & ~Q(lifted_why=""),
                name="denied_serial_lifted_for_a_reason",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the serial."""
        return self.serial

    @classmethod
    def named(cls, serial: str) -> "DeniedSerial":
        """Return a row for a serial as it was typed, not yet written."""
        return cls(serial=serial.strip()[:80], serial_key=key_of(serial))
