"""A movement of a parcel as a row: one of a set, kept once however often it is told."""

from datetime import datetime
from typing import Self

from django.db import models
from typing_extensions import override

from shipping.words import OURSELVES, Movement, ParcelState


class ParcelMovement(models.Model):
    """This will hold one movement; the same one told again is the same row."""

    parcel = models.ForeignKey(
        "shipping.Parcel", on_delete=models.PROTECT, related_name="movements"
    )
    key = models.CharField(max_length=64)
    carrier = models.CharField(max_length=32)
    tracking_number = models.CharField(max_length=64)
    state = models.CharField(
        max_length=20, choices=[(word.value, word.name) for word in ParcelState]
    )
    occurred_at = models.DateTimeField()
    text = models.CharField(max_length=300, blank=True, default="")
    place = models.CharField(max_length=120, blank=True, default="")
    code = models.CharField(max_length=64, blank=True, default="")
    expected_on = models.DateField(null=True, blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcel", "key"], name="movement_is_kept_once"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.tracking_number} {self.state} {self.occurred_at:%Y-%m-%d %H:%M}"

    @classmethod
    def of(cls, parcel_id: int, movement: Movement, kept_at: datetime) -> Self:
        """Return the unsaved row of a movement."""
        return cls(
            parcel_id=parcel_id,
            key=movement.key,
            carrier=movement.carrier,
            tracking_number=movement.tracking_number,
            state=movement.state.value,
            occurred_at=movement.occurred_at,
            text=movement.text[:300],
            place=movement.place[:120],
            code=movement.code[:64],
            expected_on=movement.expected_on,
            kept_at=kept_at,
        )

    @property
    def is_our_worry(self) -> bool:
        """Whether we ourselves said that it is late, and no carrier did."""
        return self.carrier == OURSELVES and self.state == ParcelState.DELAYED

    def as_movement(self) -> Movement:
        """Return the movement as a value."""
        return Movement(
            carrier=self.carrier,
            tracking_number=self.tracking_number,
            state=ParcelState(self.state),
            occurred_at=self.occurred_at,
            text=self.text,
            place=self.place,
            code=self.code,
            expected_on=self.expected_on,
        )
