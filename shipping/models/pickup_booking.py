"""A carrier asked to fetch parcels from one place, within a slot: sent once."""

from datetime import datetime

from django.db import models
from typing_extensions import override

from shipping.words import PickupState

# A return has at most one booking in these states: the database sees to it.
STANDING = (
    PickupState.WANTED,
    PickupState.SENDING,
    PickupState.CONFIRMED,
    PickupState.UNCLEAR,
)


class PickupBookingQuerySet(models.QuerySet["PickupBooking"]):
    """This will find bookings."""

    def to_call(self, at: datetime) -> "PickupBookingQuerySet":
        """
        Return those for which somebody must call the carrier, the soonest first.

        Nobody knows whether it comes, or it may come for nothing.
        """
        unclear = models.Q(state=PickupState.UNCLEAR.value)
        for_nothing = models.Q(state=PickupState.CANCELLED.value, sent_at__isnull=False)
        waiting = self.filter(unclear | for_nothing, called_at=None, ends_at__gt=at)
        return waiting.order_by("begins_at", "id")


class PickupBooking(models.Model):
    """
    This will hold where and when a carrier was asked to come, and what it said.

    `called_at` is when somebody of ours called the carrier about it.
    """

    reference = models.CharField(max_length=64)
    place = models.JSONField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=32, default="front_door")
    instructions = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(
        max_length=12,
        choices=[(word.value, word.name) for word in PickupState],
        default=PickupState.WANTED.value,
    )
    carrier = models.CharField(max_length=32, blank=True, default="")
    mover = models.CharField(max_length=32, blank=True, default="")
    provider_id = models.CharField(max_length=64, blank=True, default="")
    confirmation = models.CharField(max_length=64, blank=True, default="")
    cancel_by = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    called_at = models.DateTimeField(null=True, blank=True)

    objects = PickupBookingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reference"],
                condition=models.Q(state__in=[word.value for word in STANDING]),
                name="one_standing_pickup_per_reference",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[word.value for word in PickupState]),
                name="pickup_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")),
                name="pickup_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PickupState.CONFIRMED.value)
                | ~models.Q(provider_id=""),
                name="a_confirmed_pickup_has_its_id",
            ),
        ]
        indexes = [
            models.Index(fields=["reference", "id"], name="pickups_of_a_reference")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.reference} {self.begins_at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def standing(self) -> PickupState:
        """Return the state as a word."""
        return PickupState(self.state)

    def move(
        self, *, among: tuple[PickupState, ...], to: PickupState, **facts: object
    ) -> bool:
        """Move to a state from one of several, or say that somebody was faster."""
        moved = PickupBooking.objects.filter(
            pk=self.pk, state__in=[word.value for word in among]
        ).update(state=to.value, **facts)
        for name, value in {**facts, "state": to.value}.items() if moved else ():
            setattr(self, name, value)
        return bool(moved)

    def has_passed(self, at: datetime) -> bool:
        """Return whether the slot is over."""
        return self.ends_at <= at
