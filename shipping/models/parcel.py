"""A parcel: one box of a leg, its size, its number and how far it has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from typing_extensions import override

from shipping.models.parcel_movement import ParcelMovement
from shipping.models.shipment import Shipment
from shipping.tracking import Progress, fold
from shipping.wishes import Wishes
from shipping.words import OURSELVES, BoxSize, Movement, ParcelState

_OF_THE_LABEL = ("tracking_number", "state", "state_at", "expected_on")


@dataclass(frozen=True, slots=True)
class Change:
    """This will say what news did to a parcel: what was new, from where to where."""

    parcel_id: int
    new: tuple[Movement, ...]
    before: ParcelState
    progress: Progress

    @property
    def moved(self) -> bool:
        """Return whether the parcel is in another state than before."""
        return self.before is not self.progress.state


class Parcel(models.Model):
    """This will hold one box; its state is folded from its movements, never typed."""

    shipment = models.ForeignKey(
        Shipment, on_delete=models.PROTECT, related_name="parcels"
    )
    code = models.CharField(max_length=13, unique=True)
    position = models.PositiveSmallIntegerField(default=1)
    weight_grams = models.PositiveIntegerField()
    length_mm = models.PositiveIntegerField()
    width_mm = models.PositiveIntegerField()
    height_mm = models.PositiveIntegerField()
    contents = models.CharField(max_length=200, blank=True, default="")
    wishes = models.JSONField(default=dict, blank=True)
    # The code of the box this one's label lies in unused, as in a replacement's; that
    # box may not be planned yet.
    inside = models.CharField(max_length=13, blank=True, default="")
    state = models.CharField(
        max_length=20,
        choices=[(word.value, word.name) for word in ParcelState],
        default=ParcelState.PLANNED.value,
    )
    state_at = models.DateTimeField()
    tracking_number = models.CharField(
        max_length=64, blank=True, default="", db_index=True
    )
    # Who carries it, where the carrier sells for several: usps, ups, dhl_express.
    mover = models.CharField(max_length=32, blank=True, default="")
    expected_on = models.DateField(null=True, blank=True)
    # When the carrier last answered what it knows of it.
    checked_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shipment", "position"], name="parcel_has_its_own_position"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[word.value for word in ParcelState]),
                name="parcel_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(inside=models.F("code")),
                name="parcel_label_not_in_itself",
            ),
        ]
        indexes = [models.Index(fields=["state", "state_at"], name="parcel_by_state")]

    @override
    def __str__(self) -> str:
        return self.code

    @property
    def size(self) -> BoxSize:
        """Return how heavy and how large the box is."""
        return BoxSize(self.weight_grams, self.length_mm, self.width_mm, self.height_mm)

    @property
    def wished(self) -> Wishes:
        """Return how it should travel."""
        return Wishes.from_dict(self.wishes)

    @property
    def standing(self) -> ParcelState:
        """Return the state as a word."""
        return ParcelState(self.state)

    def expected_from(self, today: date) -> date | None:
        """Return the day the carrier expects to deliver, unless it has passed."""
        if self.expected_on is None or self.expected_on < today:
            return None
        return self.expected_on

    def label_is_ready(
        self,
        *,
        tracking_number: str,
        expected_on: date | None,
        at: datetime,
        mover: str = "",
    ) -> None:
        """Take the number of the label bought; a parcel already moving keeps moving."""
        self.tracking_number = tracking_number
        self.mover = mover
        if self.standing is ParcelState.PLANNED:
            self.state = ParcelState.LABEL_READY.value
            self.state_at = at
            self.expected_on = expected_on
        self.save(update_fields=[*_OF_THE_LABEL, "mover"])

    def label_is_void(self, *, at: datetime) -> None:
        """Forget the number of a label that may no longer be used."""
        self.tracking_number = ""
        if self.standing is ParcelState.LABEL_READY:
            self.state = ParcelState.PLANNED.value
            self.state_at = at
            self.expected_on = None
        self.save(update_fields=_OF_THE_LABEL)

    def heard(self) -> list[ParcelMovement]:
        """Return what was told under its present number, and what we saw ourselves."""
        rows = self.movements.all()
        return [
            row
            for row in rows
            if row.carrier == OURSELVES or row.tracking_number == self.tracking_number
        ]

    def take_in(self, movements: Iterable[Movement], *, at: datetime) -> Change:
        """
        Keep the movements that are new and bring the parcel up to date with all.

        Call it inside a transaction, on a row that is locked where rows can be.
        """
        before = self.standing
        kept = {row.key: row.as_movement() for row in self.heard()}
        heard = {movement.key: movement for movement in movements}
        new = [movement for key, movement in heard.items() if key not in kept]
        if not new:
            return Change(self.pk, (), before, self._progress(fold(kept.values())))
        new.sort(key=lambda movement: (movement.occurred_at, movement.key))
        ParcelMovement.objects.bulk_create(
            [ParcelMovement.of(self.pk, movement, at) for movement in new],
            ignore_conflicts=True,
        )
        progress = self._progress(fold([*kept.values(), *new]))
        self._follow(progress)
        return Change(self.pk, tuple(new), before, progress)

    def _progress(self, folded: Progress) -> Progress:
        """Return the folded progress, or what stands here before anything moved."""
        if folded.state_at is not None:
            return folded
        return Progress(
            self.standing,
            self.state_at,
            self.expected_on,
            self.handed_over_at,
            self.delivered_at,
        )

    def _follow(self, progress: Progress) -> None:
        self.state = progress.state.value
        self.state_at = progress.state_at or self.state_at
        self.expected_on = progress.expected_on
        self.handed_over_at = progress.handed_over_at
        self.delivered_at = progress.delivered_at
        self.save(
            update_fields=[
                "state",
                "state_at",
                "expected_on",
                "handed_over_at",
                "delivered_at",
            ]
        )
