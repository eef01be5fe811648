"""Taking a return in: judged, planned, labelled and told in one transaction."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.models import Case
from rma.rules.actors import Actor
from rma.steps import taking_in
from rma.steps.requests import ReturnRequest


@use_case
def open_return(
    *,
    request: ReturnRequest,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Open a return and return its case: decided as far as the policy allows, with a
    dated plan, and a label ordered where something may come back.

    Raises taking_in.NothingAsked without lines, misnaming.UnknownProduct for an article
    number nobody knows, and opening.AlreadyOpen for a unit on another open return.
    """
    return taking_in.take_in(request, by=by, at=at)
