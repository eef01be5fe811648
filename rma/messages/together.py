"""What happens within minutes on one return, and is told in one letter."""

from dataclasses import replace
from datetime import timedelta

from django.conf import settings

from rma.messages.letters import Owed, owed_by
from rma.models import Event
from rma.queries.letter_facts import LetterFacts

# Units of one return end one by one within minutes: one letter tells of all of them.
GATHERED = (
    "units.inspected",
    "resolution.decided",
    "resolution.done",
    "dispatch.delivered",
    "case.closed",
)


def waiting_time(name: str) -> timedelta | None:
    """Return how long a fact waits for others of its kind; None where it doesn't."""
    seconds = settings.LETTERS_GATHER_SECONDS
    return timedelta(seconds=seconds) if name in GATHERED else None


def told_together(facts: LetterFacts) -> tuple[LetterFacts, ...]:
    """Return the facts once for each letter that some events gathered owe."""
    by_letter: dict[tuple[Owed, object], list[Event]] = {}
    for event in sorted(facts.together, key=lambda each: each.pk):
        alone = replace(facts, event=event, together=(event,))
        for owed in owed_by(alone):
            # A credit and a refund are two kinds of news, two findings are one.
            kind = alone.text("kind") if owed.letter == "credit_issued" else ""
            by_letter.setdefault((owed, kind), []).append(event)
    return tuple(
        replace(facts, event=events[0], together=tuple(events))
        for events in by_letter.values()
    )
