"""What the bench saw of a unit so far: looks by whom and when, photos by place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rma.models import Inspection
from rma.queries.files import FileView
from rma.rules.checklists import Asked
from rma.rules.clues import NAMES, Clue


@dataclass(frozen=True, slots=True)
class LookView:
    """Show one look; where a newer one counts instead, this one does not."""

    at: datetime
    by: str
    outcome: str
    grade: str
    quantity: int
    clues: tuple[str, ...]
    counts: bool
    is_repeat: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """Show one place for a photo, and the newest photo in it."""

    key: str
    title: str
    photo: FileView | None


def looks_of(looks: Sequence[Inspection]) -> tuple[LookView, ...]:
    """Return the looks at one line, the newest first."""
    return tuple(
        LookView(
            at=look.at,
            by=look.by,
            outcome=look.outcome,
            grade=look.grade,
            quantity=look.quantity,
            clues=tuple(NAMES[Clue(each)] for each in look.clues),
            counts=look.superseded_at is None and not look.is_repeat,
            is_repeat=look.is_repeat,
        )
        for look in reversed(looks)
    )


def last_that_counts(looks: Sequence[Inspection]) -> Inspection | None:
    """Return the newest look that counts; a repeat only tells of some units."""
    counting = [each for each in looks if not each.superseded_at and not each.is_repeat]
    return counting[-1] if counting else None


def slots_of(
    asked: Iterable[Asked], photos: Iterable[FileView], position: int
) -> tuple[Slot, ...]:
    """Return the places for photos of one line, each with its newest photo."""
    taken = {each.slot: each for each in photos if each.position == position}
    return tuple(
        Slot(each.key, each.question, taken.get(each.question)) for each in asked
    )
