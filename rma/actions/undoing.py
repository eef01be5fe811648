"""Undoing what was just done at the bench, while nothing has followed from it."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case, CaseRef
from rma.rules.actors import Actor
from rma.rules.deeds import Deed
from rma.steps import taking_back


@use_case
def undo(
    *,
    case: CaseRef,
    deed: Deed,
    row_id: int,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Take a count, a finding or a place back; history keeps both.

    Raises TooLateToUndo and HasFollowed.
    """
    return taking_back.take_back(case, deed, row_id, by=by, at=at)
