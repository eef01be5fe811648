"""The sender ticks what they have done of the steps of sending it back."""

from datetime import datetime

from rma.actions.use_case import Once, use_case
from rma.documents import instructions
from rma.models import Case, CaseLine, CaseRef
from rma.queries.dossier import dossier_of
from rma.rules.actors import Actor
from rma.rules.step_facts import StepTicked, StepUnticked
from rma.steps import settling


class NoSuchStep(Exception):
    """The return does not ask for this, or no longer."""


@use_case
def tick_step(
    *,
    case: CaseRef,
    key: str,
    is_done: bool,
    by: Actor,
    at: datetime,
    once: Once | None = None,
) -> Case:
    """
    Keep that one step was done, or was not after all; what is so already stays so.

    The words it was ticked under are kept beside it, as the sender read them.

    Raises NoSuchStep.
    """
    locked = Case.objects.locked(case)
    titles = {
        step.key: step.title for step in instructions.of_return(dossier_of(locked))
    }
    if key not in titles or not locked.is_open:
        raise NoSuchStep(key)
    if (key in locked.steps_done) == is_done:
        return locked
    fact: StepTicked | StepUnticked
    if is_done:
        locked.steps_done[key] = at.isoformat()
        fact = StepTicked(key=key, title=titles[key])
    else:
        del locked.steps_done[key]
        fact = StepUnticked(key=key, title=titles[key])
    lines = settling.sums_of(CaseLine.objects.of(locked))
    locked.record(fact, lines=lines, at=at, by=by)
    return locked
