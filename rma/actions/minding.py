"""Minding a return: whose it is at the desk, what we note, its link renewed."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseLine, CaseRef, User
from rma.rules.actors import Actor
from rma.rules.obligations import NoteWritten
from rma.steps import settling


@use_case
def give_to(
    *,
    case: CaseRef,
    owner_id: int | None,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """Put a return into somebody's hands, or into nobody's."""
    locked = Case.objects.locked(case)
    if locked.owner_id == owner_id:
        return locked
    owner = User.objects.get(pk=owner_id) if owner_id is not None else None
    locked.owner = owner
    text = f"{owner} looks after this return." if owner else "Nobody looks after it."
    _record(locked, text, at, by)
    return locked


@use_case
def write_note(
    *, case: CaseRef, text: str, by: Actor, at: datetime, once: Once | None = None
) -> Case:
    """Keep a note of ours; customers never see it."""
    locked = Case.objects.locked(case)
    _record(locked, text.strip(), at, by)
    return locked


@use_case
def renew_link(
    *, case: CaseRef, by: Actor, at: datetime, once: Once | None = None
) -> Case:
    """Make the tracking links sent so far void; the next letter carries a new one."""
    locked = Case.objects.locked(case)
    locked.tracking_version += 1
    _record(locked, "The tracking links sent so far are void.", at, by)
    return locked


def _record(case: Case, text: str, at: datetime, by: Actor) -> None:
    lines = settling.sums_of(CaseLine.objects.of(case))
    case.record(NoteWritten(text=text), lines=lines, at=at, by=by)
