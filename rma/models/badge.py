"""What somebody at the dock shows and types: a printed code and a PIN."""

from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models import Q
from typing_extensions import override

from rma.models.user import User

MOST_TRIES = 5


class Badge(models.Model):
    """Hold the code on a person's badge and the hash of their PIN."""

    user = models.OneToOneField(User, models.PROTECT, related_name="badge")
    code = models.CharField(max_length=13, unique=True)
    pin_hash = models.CharField(max_length=128)
    tries = models.PositiveSmallIntegerField(default=0)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=120)

    class Meta:
        """Count wrong PINs up to the last one allowed."""

        constraints = [
            models.CheckConstraint(
                condition=Q(tries__lte=MOST_TRIES), name="badge_tries_end"
            )
        ]

    @override
    def __str__(self) -> str:
        """Return whose badge this is."""
        return f"Badge {self.pk}"

    @property
    def is_locked(self) -> bool:
        """Whether a lead must give a new PIN first."""
        return self.tries >= MOST_TRIES

    def take_pin(self, pin: str) -> None:
        """Keep a new PIN, hashed, and begin counting anew."""
        self.pin_hash, self.tries = make_password(pin), 0

    def knows(self, pin: str) -> bool:
        """Return whether this is the PIN, and count the try where it is not."""
        if check_password(pin, self.pin_hash):
            self.tries = 0
            return True
        self.tries = min(self.tries + 1, MOST_TRIES)
        return False
