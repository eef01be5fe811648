"""What came while nobody waited for it: approved, it needs no label and no way here."""

from datetime import datetime

from rma.models import Case, CaseLine
from rma.queries import boxes
from rma.rules import plan
from rma.rules.words import Step, Wish
from rma.steps import beginning


def note(case: Case) -> None:
    """Note that a return that had ended is at the dock, where it was scanned there."""
    case.inbound_state = "delivered" if case.scans.exists() else ""


def is_here(case: Case) -> bool:
    """Whether a return lies at the dock, though no box of it is on its way."""
    return case.inbound_state == "delivered" and not boxes.of_case(case)


def begin(case: Case, approved: list[CaseLine], at: datetime) -> None:
    """Promise its check and its end, and open the claims; nothing else is to come."""
    steps = plan.rest_of_plan(
        tuple(Wish(line.wish) for line in approved),
        terms=case.plan_terms(),
        calendar=case.site.calendar,
        at=at,
        is_here=True,
    )
    following = tuple(each for each in steps if each.step is not Step.ARRIVE)
    beginning.promise(case, following, first=case.promises.count() + 1)
    beginning.open_claims(approved, at)
