"""How somebody wants to hear from us, by the address we write to."""

from datetime import date, datetime

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Lower
from typing_extensions import override

from rma.rules import writing
from rma.rules.members import MORNING, Cadence


class PreferenceQuerySet(models.QuerySet["Preference"]):
    """Find what somebody chose."""

    def of(self, email: str) -> "Preference":
        """Return what an address chose; one that chose nothing gets what is usual."""
        kept = email.strip().lower()
        return self.filter(email=kept).first() or Preference(email=kept)


class Preference(models.Model):
    """
    Keep how often and when an address is written to.

    Guests have one as members do, and somebody in two accounts has one: they have one
    mailbox.
    """

    email = models.EmailField(unique=True)
    cadence = models.CharField(
        max_length=6,
        choices=[(each.value, each.value) for each in Cadence],
        default=Cadence.EACH.value,
    )
    # When the one letter of a day leaves, by the clock of the zone.
    hour = models.PositiveSmallIntegerField(
        default=MORNING.hour, validators=[MaxValueValidator(23)]
    )
    zone = models.CharField(max_length=64, blank=True)
    # They would rather be called than asked by letter alone.
    calls_first = models.BooleanField(default=False)
    takes_optional = models.BooleanField(default=True)
    # The day of the last one, there.
    digested_on = models.DateField(null=True)
    changed_at = models.DateTimeField()

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        """Keep one an address, whatever its case, and an hour that a day has."""

        constraints = [
            models.UniqueConstraint(Lower("email"), name="preference_email_once"),
            models.CheckConstraint(
                condition=models.Q(cadence__in=[each.value for each in Cadence])
                & models.Q(hour__lte=23),
                name="preference_words_known",
            ),
        ]

    @override
    def __str__(self) -> str:
        """Return the address and how often."""
        return f"{self.email}: {self.cadence}"

    def next_digest(self, at: datetime) -> datetime:
        """Return when their next letter of the day leaves."""
        return writing.hour_after(at, self.zone, self.hour, last=self.digested_on)

    def day(self, at: datetime) -> date:
        """Return the day it is for them."""
        return writing.day_there(at, self.zone)
