"""Open questions about what becomes of a unit: closed, and waited for no more."""

from datetime import datetime

from rma.models import Case, CaseLine, Choice
from rma.rules.words import N_, PromiseState, Step
from rma.steps import settling

_DECIDED = N_("Something else was decided.")


def close_open(case: Case, line: CaseLine, *, at: datetime) -> None:
    """Take an open question about a line back: our people decided something else."""
    if Choice.objects.open().filter(line=line).update(closed_at=at):
        rest(case, why=_DECIDED, at=at)


def are_open(case: Case) -> bool:
    """Whether a customer is asked what becomes of a unit and has not chosen."""
    return Choice.objects.open().filter(line__case=case).exists()


def rest(case: Case, *, at: datetime, why: str = "") -> None:
    """Wait for the customer no more, once no question of a case is open."""
    if are_open(case):
        return
    case.is_awaiting_customer = False
    if why:
        settling.withdraw(case, Step.CHOOSE, why=why)
        return
    settling.keep(case, Step.CHOOSE, at=at)
    # Chosen in the days of grace, after the day had been let go.
    late = case.promises.filter(step=Step.CHOOSE, state=PromiseState.BROKEN)
    late.update(state=PromiseState.KEPT, kept_at=at)
