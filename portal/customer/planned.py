"""The steps that a return would have, as its check and its approver read them."""

from django.utils.translation import gettext as _

from portal.customer import words
from rma.models import CaseLine
from rma.rules.plan import RESOLVE_WORDS, STEP_WORDS, PlannedStep
from rma.rules.words import Decision, Step, Wish


def plan_rows(
    steps: tuple[PlannedStep, ...], lines: tuple[CaseLine, ...]
) -> list[dict[str, object]]:
    """Return planned steps as the plan on a page shows them."""
    wishes = {Wish(line.wish) for line in lines if line.decision == Decision.APPROVED}
    rows: list[dict[str, object]] = []
    for step in steps:
        text = STEP_WORDS[step.step]
        if step.step is Step.RESOLVE and len(wishes) == 1:
            text = RESOLVE_WORDS[next(iter(wishes))]
        rows.append(
            {
                "step": _(text),
                "who": words.PARTIES[step.who],
                "due_at": step.due_at,
                "state": "open",
            }
        )
    return rows
