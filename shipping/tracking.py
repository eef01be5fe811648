"""Where a parcel is, folded from the set of its movements by a pure function."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shipping.words import (
    FINAL,
    NEEDS_ACTION,
    NOT_YET_HANDED_OVER,
    OURSELVES,
    Movement,
    ParcelState,
)

# Of two movements at the same instant the later stage wins.
_RANK = {
    ParcelState.PLANNED: 0,
    ParcelState.LABEL_READY: 1,
    ParcelState.HANDED_OVER: 2,
    ParcelState.MOVING: 3,
    ParcelState.DELAYED: 4,
    ParcelState.EXCEPTION: 5,
    ParcelState.DAMAGED: 6,
    ParcelState.OUT_FOR_DELIVERY: 7,
    ParcelState.CANCELLED: 8,
    ParcelState.LOST: 9,
    ParcelState.RETURNED_TO_SENDER: 10,
    ParcelState.DELIVERED: 11,
}
_LOOK_EVERY = {
    ParcelState.PLANNED: timedelta(hours=6),
    ParcelState.LABEL_READY: timedelta(hours=6),
    ParcelState.OUT_FOR_DELIVERY: timedelta(minutes=30),
}
_ON_THE_ROAD = timedelta(hours=2)
_AFTER_THE_END = timedelta(hours=72)
_AT_MOST = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Progress:
    """This will say how far a parcel has come, and when it is expected."""

    state: ParcelState = ParcelState.PLANNED
    state_at: datetime | None = None
    expected_on: date | None = None
    handed_over_at: datetime | None = None
    delivered_at: datetime | None = None

    @property
    def needs_action(self) -> bool:
        """Return whether a person has to do something about it."""
        return self.state in NEEDS_ACTION

    @property
    def is_final(self) -> bool:
        """Return whether the carrier has nothing more to do."""
        return self.state in FINAL


def fold(movements: Iterable[Movement]) -> Progress:
    """
    Return how far the parcel has come; order and repetition make no difference.

    A final state is left only for another final state: what a carrier reports late
    or after forgetting a number never takes a delivered parcel back on the road. A
    parcel that turned back stays so: its delivery then is the one to its sender. One
    that was lost until somebody of ours saw it again is on the road again.
    """
    known = _without_losses_before_it_was_found(set(movements))
    if not known:
        return Progress()
    ends = [movement for movement in known if movement.state in FINAL]
    last = _turned_back(ends) or _newest(ends or known)
    handed_over = [
        movement.occurred_at
        for movement in known
        if movement.state not in NOT_YET_HANDED_OVER
    ]
    return Progress(
        state=last.state,
        state_at=last.occurred_at,
        expected_on=_expected(known, last),
        handed_over_at=min(handed_over, default=None),
        delivered_at=_delivered(known, last),
    )


def next_look(
    *, state: ParcelState, state_at: datetime, planned_at: datetime, at: datetime
) -> datetime | None:
    """
    Return when to ask about a parcel again, or None where there is no more to learn.

    After its end a parcel is asked about once more, for news that comes late; one
    that turned back is still on the road.
    """
    if at - planned_at >= _AT_MOST:
        return None
    if state in FINAL - {ParcelState.RETURNED_TO_SENDER}:
        last = state_at + _AFTER_THE_END
        return last if at < last else None
    return at + _LOOK_EVERY.get(state, _ON_THE_ROAD)


def _without_losses_before_it_was_found(known: set[Movement]) -> set[Movement]:
    """Return the movements but for each loss that eyes of ours disproved later."""
    losses = {each for each in known if each.state is ParcelState.LOST}
    if not losses:
        return known
    seen = (
        each.occurred_at
        for each in known
        if each.carrier == OURSELVES and each.state is ParcelState.MOVING
    )
    found_at = max(seen, default=None)
    if found_at is None:
        return known
    return known - {each for each in losses if each.occurred_at < found_at}


def _turned_back(ends: list[Movement]) -> Movement | None:
    """Return the turning back that no eyes of ours speak against."""
    if any(
        movement.carrier == OURSELVES and movement.state is ParcelState.DELIVERED
        for movement in ends
    ):
        return None
    turned = [
        movement
        for movement in ends
        if movement.state is ParcelState.RETURNED_TO_SENDER
    ]
    return _newest(turned) if turned else None


def _newest(movements: Collection[Movement]) -> Movement:
    """Return the one that counts: the latest, then the furthest, then by its hash."""
    when = max(map(_stage, movements))
    # The hash is dear, so only what happened at one moment is told apart by it.
    return max(
        (movement for movement in movements if _stage(movement) == when),
        key=lambda movement: movement.key,
    )


def _stage(movement: Movement) -> tuple[datetime, int]:
    return movement.occurred_at, _RANK[movement.state]


def _expected(known: set[Movement], last: Movement) -> date | None:
    if last.state in FINAL:
        return None
    estimates = [movement for movement in known if movement.expected_on]
    return _newest(estimates).expected_on if estimates else None


def _delivered(known: set[Movement], last: Movement) -> datetime | None:
    if last.state is not ParcelState.DELIVERED:
        return None
    return min(
        movement.occurred_at
        for movement in known
        if movement.state is ParcelState.DELIVERED
    )
