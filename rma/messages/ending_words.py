"""What letters say about how a return ended, and when we ask how it goes."""

from datetime import date

from django.utils.translation import gettext as _

from rma.messages import words
from rma.queries import letter_facts
from rma.queries.letter_facts import LetterFacts
from rma.rules import check_in
from rma.rules.words import ResolutionKind


def closed_on(facts: LetterFacts) -> date | None:
    """Return the day the return ended."""
    closed_at = facts.case.closed_at
    return facts.day(closed_at) if closed_at else None


def said(facts: LetterFacts) -> dict[str, object]:
    """Return what came of each line, and the day we ask about what went back."""
    asked_on = check_in.asked_on(closed_on(facts), (kind for _line, kind in facts.ends))
    return {
        "done": _done(facts),
        "look_in_on": words.day(asked_on) if asked_on else "",
        "has_report": report_id(facts) is not None,
    }


def report_id(facts: LetterFacts) -> int | None:
    """Return the report that goes along once the return ended, where it is drawn."""
    return letter_facts.report_of(facts.case) if facts.case.closed_at else None


def _done(facts: LetterFacts) -> list[str]:
    """Return what came of each line, in the words of its end."""
    lines = {line.position: line for line in facts.dossier.lines}
    return [
        f"{words.item(lines[position])}: {_(words.DONE[ResolutionKind(kind)])}"
        for position, kind in facts.ends
    ]
